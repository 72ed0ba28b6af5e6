package dev.brownout.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * A policy around a call.
 *
 * @param policy what stands there
 * @param own whether the caller says so himself, and not the component that he calls
 * @param index its place in the list in which it was written
 */
public record AppliedPolicy(FilterSpec policy, boolean own, int index) {
    /**
     * The policies around a call, outermost first: the caller's own, and those of the component for which the caller
     * has no word. Each list keeps its order; where one of each list could come first, the kind that belongs further
     * out does.
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
