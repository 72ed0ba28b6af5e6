package dev.brownout.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * A policy around a call.
 *
 * @param policy the policy
 * @param own whether the caller configures it, and not the called component
 * @param index its position in the list in which it is configured
 */
public record AppliedPolicy(FilterSpec policy, boolean own, int index) {
    /**
     * Returns the policies around a call, outermost first.
     *
     * <p>These are the caller's own policies, and the component's policies of kinds that the caller does not configure.
     * Each list keeps its order.
     *
     * @param order the policy kinds, outermost first, where the two lists are merged
     */
    public static List<AppliedPolicy> call(
            Step.Options callerOptions, Step.Options componentOptions, List<Class<? extends FilterSpec>> order) {
        List<AppliedPolicy> componentPolicies = new ArrayList<>();
        for (int i = 0; i < componentOptions.policies().size(); i++) {
            FilterSpec policy = componentOptions.policies().get(i);
            if (!callerOptions.configures(policy.getClass())) {
                componentPolicies.add(new AppliedPolicy(policy, false, i));
            }
        }
        List<AppliedPolicy> all = new ArrayList<>();
        int merged = 0;
        for (int i = 0; i < callerOptions.policies().size(); i++) {
            FilterSpec policy = callerOptions.policies().get(i);
            while (merged < componentPolicies.size()
                    && order.indexOf(componentPolicies.get(merged).policy().getClass())
                            < order.indexOf(policy.getClass())) {
                all.add(componentPolicies.get(merged++));
            }
            all.add(new AppliedPolicy(policy, true, i));
        }
        all.addAll(componentPolicies.subList(merged, componentPolicies.size()));
        return all;
    }
}
