package dev.brownout.component.loadbalancer;

/** An algorithm: picks one of the machines that take calls. */
@FunctionalInterface
interface MachineChoice {
    /**
     * Picks.
     *
     * @param candidates numbers of the machines that take calls, ascending, in the first {@code count} places
     * @param count at least 1
     * @param inFlight calls in flight by machine number, as this balancer sees them
     * @param identity what draws about this pick depend on
     * @param hash of what the call is about, or of who makes it, as the algorithm wants it
     * @return the number of one of the candidates
     */
    int pick(int[] candidates, int count, int[] inFlight, long identity, long hash);

    /** Other machines take calls from now on: the numbers in the first {@code count} places. */
    default void membersChanged(int[] candidates, int count) {}

    /** A machine that was picked has answered well, so long after it was called. */
    default void answered(int machine, long now, long latencyNanos) {}
}
