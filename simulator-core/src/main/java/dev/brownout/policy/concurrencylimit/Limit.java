package dev.brownout.policy.concurrencylimit;

/** A concurrency limit that adapts to each response. */
interface Limit {
    /** Returns the maximum number of in-flight calls. */
    int currentLimit();

    /**
     * Records the end of a call.
     *
     * @param latencyNanos latency of the call
     * @param inFlight in-flight calls when it was sent, itself included
     * @param dropped whether it failed
     */
    void record(long latencyNanos, int inFlight, boolean dropped);
}
