package dev.brownout.component.loadbalancer;

/** An algorithm: picks one of the machines that take calls. */
@FunctionalInterface
interface BalancingStrategy {
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

    /**
     * Picks one of the machines of {@link #membersChanged} by the calls in flight of {@link #inFlightChanged}, which
     * are those given here: an algorithm that keeps them need not look at each.
     */
    default int pickMember(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        return pick(candidates, count, inFlight, identity, hash);
    }

    /**
     * Picks while machines are young: the heavier ones more often, in proportion to their weights, or with as many more
     * calls in flight where the algorithm goes by these.
     *
     * @param weights by machine number, above 0 and at most 1 each
     */
    default int pickByWeight(int[] candidates, int count, int[] inFlight, double[] weights, long identity, long hash) {
        return pickMember(candidates, count, inFlight, identity, hash);
    }

    /** Other machines take calls from now on: the numbers in the first {@code count} places. */
    default void membersChanged(int[] candidates, int count) {}

    /** A machine has so many calls in flight from now on, whether or not it takes calls; none at the beginning. */
    default void inFlightChanged(int machine, int calls) {}

    /** A machine that was picked has answered well, so long after it was called. */
    default void answered(int machine, long now, long latencyNanos) {}
}
