package dev.brownout.experiment.capacity;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.ExperimentException;

/**
 * A validated capacity search, ready to run.
 *
 * @param <C> type of the result
 */
public interface CapacityPlan<C extends CapacityResult> {
    /** Runs the search to its end. */
    default C run() {
        return run(Execution.withDefaults());
    }

    /**
     * Runs the search.
     *
     * @return the result; partial if the search was stopped
     * @throws ExperimentException if a design turns out to be invalid during its run
     */
    C run(Execution execution);
}
