package dev.brownout.component.loadbalancer;

/** A balancing algorithm: picks one of the candidate hosts for each call. */
@FunctionalInterface
interface BalancingStrategy {
    /**
     * Picks a host for a call.
     *
     * @param candidates numbers of the available hosts, ascending, in the first {@code count} elements
     * @param count at least 1
     * @param inFlight in-flight calls by host number, as seen by this balancer
     * @param identity key of the random numbers for this pick
     * @param hash of the key or the user, as the algorithm defines it
     * @return the number of one of the candidates; -1 if none of them may serve the call
     */
    int pick(int[] candidates, int count, int[] inFlight, long identity, long hash);

    /**
     * Picks one of the hosts given to {@link #membersChanged}, by the in-flight calls reported to
     * {@link #inFlightChanged}, which equal those given here: an algorithm that maintains them need not scan every
     * host.
     */
    default int pickMember(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        return pick(candidates, count, inFlight, identity, hash);
    }

    /**
     * Returns whether the strategy has the weights of the hosts. The weights given to {@link #pickByWeight} are then
     * the growth during slow start alone.
     */
    default boolean hasWeights() {
        return false;
    }

    /**
     * Picks a host if the weights differ: in proportion to the weights, or with in-flight calls divided by the weight
     * for algorithms that count them.
     *
     * @param weights by host number, above 0 each
     */
    default int pickByWeight(int[] candidates, int count, int[] inFlight, double[] weights, long identity, long hash) {
        return pickMember(candidates, count, inFlight, identity, hash);
    }

    /** Sets the candidates: the numbers in the first {@code count} elements. */
    default void membersChanged(int[] candidates, int count) {}

    /** Sets the number of in-flight calls of a host, which need not be a candidate; initially 0. */
    default void inFlightChanged(int machine, int calls) {}

    /** Reports a successful response of a picked host and its latency. */
    default void recordResponse(int machine, long now, long latencyNanos) {}
}
