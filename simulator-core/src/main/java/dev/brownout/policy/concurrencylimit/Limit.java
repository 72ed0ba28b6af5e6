package dev.brownout.policy.concurrencylimit;

/** A limit that moves with each answer. */
interface Limit {
    /** How many calls may be under way. */
    int now();

    /**
     * A call has ended.
     *
     * @param latencyNanos how long it took
     * @param inFlight calls under way when it was sent, itself included
     * @param dropped whether it failed
     */
    void ended(long latencyNanos, int inFlight, boolean dropped);
}
