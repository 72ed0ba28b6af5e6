package dev.brownout.experiment;

import java.util.Comparator;
import java.util.List;

/** A validated experiment with all trials known before the first is run. */
public sealed interface TrialPlan permits ComparisonPlan, ReplicationPlan, SweepPlan {
    /**
     * Returns all trials, ordered by replication and then by point. With more replications, the additional trials
     * follow the existing ones. For an experiment that ends at a precision, returns the maximum number of trials.
     */
    List<Trial> all();

    /** Sorts trials by replication. */
    static List<Trial> byReplication(List<Trial> trials) {
        return trials.stream()
                .sorted(Comparator.comparingInt(Trial::replication))
                .toList();
    }
}
