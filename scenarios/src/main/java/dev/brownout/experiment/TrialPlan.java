package dev.brownout.experiment;

import java.util.Comparator;
import java.util.List;

/** A validated experiment with a list of trials that is known before the first trial is run. */
public interface TrialPlan {
    /**
     * Returns all trials, ordered by replication and then by point. Additional replications are appended to the list.
     * For an experiment that stops at a target precision, the list has the maximum number of replications.
     */
    List<Trial> all();

    /** Returns the trials sorted by replication. Trials of one replication keep their order. */
    static List<Trial> byReplication(List<Trial> trials) {
        return trials.stream()
                .sorted(Comparator.comparingInt(Trial::replication))
                .toList();
    }
}
