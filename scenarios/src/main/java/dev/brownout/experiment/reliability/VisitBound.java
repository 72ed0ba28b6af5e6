package dev.brownout.experiment.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Upper bound of the probability that a system enters rare states within a period.
 *
 * <p>With exponential times the numbers of failed nodes of the groups are independent birth-death processes, which are
 * stochastically monotone. A set of states that contains each state with more failed nodes is therefore entered less
 * often from a start without failures than in the steady state. There, the probability is at most the share of the time
 * in the set plus the expected number of entries (Markov's inequality).
 */
final class VisitBound {
    private final NodeFailureModel model;
    private final List<GroupShares> groups;
    private final double period;

    /**
     * Creates the bound.
     *
     * @param groups long-run shares of the groups of the model
     * @param period length of the period in ns
     */
    VisitBound(NodeFailureModel model, List<GroupShares> groups, double period) {
        this.model = model;
        this.groups = List.copyOf(groups);
        this.period = period;
    }

    /**
     * Returns the bound for all states that contain one of the given states. Empty if a time is not exponential.
     *
     * @param minimal states with the fewest failed nodes
     */
    OptionalDouble of(List<int[]> minimal) {
        if (!model.groups().stream().allMatch(FailureGroup::isMarkov)) {
            return OptionalDouble.empty();
        }
        double sum = minimal.stream()
                .map(this::counts)
                .distinct()
                .mapToDouble(this::ofCounts)
                .sum();
        return OptionalDouble.of(Math.min(1, sum));
    }

    /** Returns the number of failed nodes of each group. */
    private List<Integer> counts(int[] failed) {
        List<Integer> counts = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            counts.add(model.failedOf(group, failed));
        }
        return counts;
    }

    private double ofCounts(List<Integer> counts) {
        double share = 1;
        double entries = 0;
        for (int group = 0; group < counts.size(); group++) {
            int least = counts.get(group);
            GroupShares own = groups.get(group);
            double tail = own.shareFrom(least);
            double rate = least == 0 ? 0 : own.entries()[least];
            entries = entries * tail + share * rate;
            share *= tail;
        }
        return share + entries * period;
    }
}
