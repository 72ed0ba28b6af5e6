package dev.brownout.experiment;

import java.util.Comparator;
import java.util.List;

/** An experiment that is possible, and of which all runs are known before the first of them is done. */
public sealed interface TrialPlan permits ComparisonPlan, ReplicationPlan, SweepPlan {
    /**
     * All its runs, replication by replication and in each of them point by point, so that those of more replications
     * come behind those of fewer. Of an experiment that ends at a precision, as many as there can be.
     */
    List<Trial> all();

    /** Puts runs into that order. */
    static List<Trial> byReplication(List<Trial> trials) {
        return trials.stream()
                .sorted(Comparator.comparingInt(Trial::replication))
                .toList();
    }
}
