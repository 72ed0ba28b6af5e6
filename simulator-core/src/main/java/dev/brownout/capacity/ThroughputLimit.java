package dev.brownout.capacity;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.CapacityProperty.WithheldEstimates;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.OfferedDemand;
import java.util.List;
import java.util.Set;

/**
 * Policy that limits the rate of calls, and receives more than it lets pass.
 *
 * @param policy its name and its owner
 * @param counting the component, or the request class, that counts the rejected calls in its metrics
 * @param offeredPerSecond calls per second that it receives
 * @param passesPerSecond calls per second that it lets pass
 */
record ThroughputLimit(Sentence policy, String counting, double offeredPerSecond, double passesPerSecond) {
    /** Relative difference below which all calls are considered to pass. */
    private static final double ROUNDING = 1e-9;

    /**
     * Returns the calls that pass the given policies.
     *
     * @param componentModel the caller, which gives the number of nodes that apply the policies; if it has none, all
     *     calls pass
     * @param owner the owner of the policies, for display
     * @param counting the component, or the request class, that counts the rejected calls in its metrics
     * @param policies outermost first
     * @param throttles receives the policies that throttle calls
     */
    static List<OfferedDemand> passing(
            ComponentCapacityModel componentModel,
            Object owner,
            String counting,
            List<FilterSpec> policies,
            List<OfferedDemand> calls,
            List<ThroughputLimit> throttles) {
        return passing(componentModel, componentModel.callers().size(), owner, counting, policies, calls, throttles);
    }

    /**
     * Returns the calls of a component to another that pass the policies around them.
     *
     * @param callee the called component
     * @param throttles receives the policies that throttle calls
     */
    static List<OfferedDemand> passingTo(
            String callee,
            ComponentCapacityModel caller,
            List<FilterSpec> policies,
            List<OfferedDemand> calls,
            List<ThroughputLimit> throttles) {
        Sentence owner = Sentence.of("{} around its calls of {}", caller.name(), callee);
        return passing(caller, callingProcesses(caller), owner, caller.name(), policies, calls, throttles);
    }

    /**
     * Returns the number of processes that call, each with limits of its own: one on each node. Elastic processes are
     * as many as the calls in progress, for which the result is {@code Integer.MAX_VALUE}.
     */
    static int callingProcesses(ComponentCapacityModel caller) {
        int nodes = caller.callers().size();
        return nodes > 0 && caller.hasElasticProcesses(caller.name()) ? Integer.MAX_VALUE : nodes;
    }

    private static List<OfferedDemand> passing(
            ComponentCapacityModel componentModel,
            int machines,
            Object owner,
            String counting,
            List<FilterSpec> policies,
            List<OfferedDemand> calls,
            List<ThroughputLimit> throttles) {
        Set<String> clients = componentModel.scenario().workload().requests().keySet();
        boolean scales = !componentModel.ofUsers() && componentModel.scalesItself(componentModel.name());
        List<OfferedDemand> remaining = calls;
        for (FilterSpec policy : machines == 0 ? List.<FilterSpec>of() : policies) {
            List<OfferedDemand> passing = policy.passing(remaining, machines, clients, componentModel.keyNames());
            if (scales && reduces(policy.passing(remaining, 1, clients, componentModel.keyNames()), remaining)) {
                return passing.stream()
                        .map(one -> one.withUnknownRate(Sentence.of(
                                "each node of {} limits its calls, and the number of nodes follows the load",
                                componentModel.name())))
                        .toList();
            }
            if (reduces(passing, remaining)) {
                String name = SpecFields.kind(policy.getClass()).orElseThrow().replace('-', '_');
                throttles.add(new ThroughputLimit(
                        Sentence.of("the {} of {}", name, owner), counting, perSecond(remaining), perSecond(passing)));
            }
            remaining = passing;
        }
        return remaining;
    }

    /** Returns a component, without estimates if a policy admits calls in a way that the model does not know. */
    static ComponentCapacityModel withheld(ComponentCapacityModel componentModel, List<FilterSpec> policies) {
        for (FilterSpec policy : policies) {
            policy.withholdsEstimates(false)
                    .ifPresent(reason -> componentModel.declare(new WithheldEstimates(reason, 1)));
        }
        return componentModel;
    }

    private static boolean reduces(List<OfferedDemand> passing, List<OfferedDemand> calls) {
        return perSecond(passing) < perSecond(calls) * (1 - ROUNDING);
    }

    private static double perSecond(List<OfferedDemand> calls) {
        return calls.stream().mapToDouble(OfferedDemand::perSecond).sum();
    }

    /** Returns the offered calls over those that pass, at least 1. */
    double excess() {
        return offeredPerSecond / passesPerSecond;
    }

    /**
     * Returns a description of the limit, for display.
     *
     * @param when the period, appended to the text; empty for the whole run
     */
    Sentence text(Sentence when) {
        return Sentence.of(
                "{} admits {} of {}{}",
                policy,
                CapacityWarnings.rate(passesPerSecond),
                CapacityWarnings.rate(offeredPerSecond),
                when);
    }
}
