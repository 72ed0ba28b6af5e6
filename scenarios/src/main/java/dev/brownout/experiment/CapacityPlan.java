package dev.brownout.experiment;

/**
 * A search for capacity that is possible, and ready to run.
 *
 * @param <C> what it finds
 */
public interface CapacityPlan<C extends CapacityResult> {
    /** Searches to the end. */
    default C run() {
        return run(Execution.plain());
    }

    /**
     * Searches.
     *
     * @return what was found, as far as the search came if it was stopped
     * @throws ExperimentException if a design turns out to be impossible
     */
    C run(Execution execution);
}
