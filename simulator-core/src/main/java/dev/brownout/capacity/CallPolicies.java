package dev.brownout.capacity;

import dev.brownout.sentence.Sentence;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.OfferedDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Effect of the policies around the calls of a component on the number of calls behind them. */
record CallPolicies(ComponentCapacityModel caller, List<ThroughputLimit> throttles) {
    /**
     * Returns the calls that pass the policies around them, and the calls of fallbacks, by callee. Gathered messages
     * count as one call.
     *
     * @param calls all calls, by callee
     */
    Map<String, List<OfferedDemand>> passing(Map<String, List<OfferedDemand>> calls) {
        Map<String, List<OfferedDemand>> all = new TreeMap<>();
        int processes = ThroughputLimit.callingProcesses(caller);
        calls.forEach((callee, demands) -> {
            List<OfferedDemand> gathered =
                    demands.stream().map(call -> call.gathered(processes)).toList();
            ConcurrencyLimitModel.callsByPolicies(gathered).forEach((policies, group) -> {
                List<OfferedDemand> passing = ThroughputLimit.passingTo(callee, caller, policies, group, throttles);
                add(all, callee, forwardedCalls(policies, callee, passing));
                for (FilterSpec policy : caller.mayFail(callee) ? policies : List.<FilterSpec>of()) {
                    policy.alternatives()
                            .forEach(alternative -> add(
                                    all,
                                    alternative,
                                    passing.stream()
                                            .map(call -> call.downstream()
                                                    .withUnknownRate(Sentence.of("its calls are fallbacks")))
                                            .toList()));
                }
            });
        });
        return all;
    }

    private static void add(Map<String, List<OfferedDemand>> all, String callee, List<OfferedDemand> calls) {
        all.computeIfAbsent(callee, name -> new ArrayList<>()).addAll(calls);
    }

    /** Returns calls to a component; with an unknown rate if a policy changes their number in an unknown way. */
    List<OfferedDemand> forwardedCalls(List<FilterSpec> policies, String callee, List<OfferedDemand> passing) {
        boolean fail = !policies.isEmpty() && caller.mayFail(callee);
        return policies.stream()
                .flatMap(policy -> policy.withholdsEstimates(fail).stream())
                .findFirst()
                .map(reason -> passing.stream()
                        .map(call -> call.withUnknownRate(reason))
                        .toList())
                .orElse(passing);
    }
}
