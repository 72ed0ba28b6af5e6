package dev.brownout.capacity;

import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.OfferedDemand;
import java.util.List;
import java.util.Set;

/**
 * A policy that lets only so many calls a second pass, and gets more.
 *
 * @param policy its name, and whose it is
 * @param counting the component, or the class of requests, whose meter counts the calls that it turns away
 * @param offeredPerSecond calls that come to it
 * @param passesPerSecond those that pass it
 */
record ThroughputLimit(String policy, String counting, double offeredPerSecond, double passesPerSecond) {
    /** Calls that differ by less from those that come all pass. */
    private static final double ROUNDING = 1e-9;

    /**
     * The calls that pass some policies.
     *
     * @param page of who calls, which tells on how many machines the policies stand; where it does not, all pass
     * @param whose whose policies they are, in words
     * @param counting the component, or the class of requests, whose meter counts the calls that they turn away
     * @param policies outermost first
     * @param told takes those that hold calls back
     */
    static List<OfferedDemand> passing(
            ComponentCapacityModel page,
            String whose,
            String counting,
            List<FilterSpec> policies,
            List<OfferedDemand> calls,
            List<ThroughputLimit> told) {
        int machines = page.callers().size();
        Set<String> clients = page.scenario().requests().keySet();
        List<OfferedDemand> left = calls;
        for (FilterSpec policy : machines == 0 ? List.<FilterSpec>of() : policies) {
            List<OfferedDemand> passing = policy.passing(left, machines, clients, page.keyNames());
            if (perSecond(passing) < perSecond(left) * (1 - ROUNDING)) {
                String name = SpecFields.kind(policy.getClass()).orElseThrow().replace('-', '_');
                told.add(new ThroughputLimit(
                        "the " + name + " of " + whose, counting, perSecond(left), perSecond(passing)));
                left = passing;
            }
        }
        return left;
    }

    private static double perSecond(List<OfferedDemand> calls) {
        return calls.stream().mapToDouble(OfferedDemand::perSecond).sum();
    }

    /** What it does, from a moment on. */
    String text(String when) {
        return policy + " lets " + CapacityWarnings.rate(passesPerSecond) + " of "
                + CapacityWarnings.rate(offeredPerSecond) + " pass" + when;
    }
}
