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
     * Each list keeps its order. Where the lists are merged, the policy kind with the smaller {@code
     * FilterPosition.depth} is further out.
     */
    public static List<AppliedPolicy> call(Step.Options own, Step.Options component) {
        List<AppliedPolicy> kept = new ArrayList<>();
        for (int i = 0; i < component.policies().size(); i++) {
            FilterSpec policy = component.policies().get(i);
            if (!own.configures(policy.getClass())) {
                kept.add(new AppliedPolicy(policy, false, i));
            }
        }
        List<AppliedPolicy> all = new ArrayList<>();
        int taken = 0;
        for (int i = 0; i < own.policies().size(); i++) {
            FilterSpec policy = own.policies().get(i);
            while (taken < kept.size() && kept.get(taken).depth() < depth(policy)) {
                all.add(kept.get(taken++));
            }
            all.add(new AppliedPolicy(policy, true, i));
        }
        all.addAll(kept.subList(taken, kept.size()));
        return all;
    }

    private int depth() {
        return depth(policy);
    }

    private static int depth(FilterSpec policy) {
        return FilterSpec.stands(policy.getClass()).depth();
    }
}
