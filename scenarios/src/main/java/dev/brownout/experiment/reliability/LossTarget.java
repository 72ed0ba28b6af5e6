package dev.brownout.experiment.reliability;

/**
 * Amount that accumulates over the period. The assertion is violated if it exceeds a budget: downtime against the
 * downtime that an availability allows, or a number of events.
 */
interface LossTarget {
    /** Returns the amount per ns in a state. */
    double rate(int[] failed);

    /**
     * Returns the amount at the entry into a state.
     *
     * @param failed state after the entry
     * @param failedClass class of the node that has just failed; -1 after a repair, and at the start of the period
     */
    double entry(int[] failed, int failedClass);

    /** Returns the amount above which the assertion is violated, at least 0. */
    double budget();

    /**
     * Returns the closeness of a state to those in which the amount grows, from 0 to 1. It affects only the efficiency
     * of the estimate, never its expected value.
     */
    double closeness(int[] failed);
}
