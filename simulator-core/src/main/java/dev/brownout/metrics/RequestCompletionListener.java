package dev.brownout.metrics;

import dev.brownout.service.Outcome;

/** Listener for the begin and end of each request. */
public interface RequestCompletionListener {
    /**
     * Called when a request begins.
     *
     * @param now intended send time of its user, in ns
     */
    default void onStart(long now) {}

    /**
     * Called when a client that keeps a connection succeeds after a failure.
     *
     * @param failedAt begin of the first of its failed requests, in ns
     * @param now instant of the success, in ns
     */
    default void recordRecovery(long failedAt, long now) {}

    /**
     * Called at the end of the run.
     *
     * @param now end of the run, in ns
     * @param usualNanos longest usual response time of the class, in ns
     */
    default void onRunEnd(long now, long usualNanos) {}

    /**
     * Called when a request ends.
     *
     * @param region index of the location of its user
     * @param bornAt intended send time of its user, in ns
     * @param outcome outcome of the request
     * @param exceedsThreshold whether the request succeeded, but too late to be good
     * @param latencyNanos latency, in ns
     */
    void onEnd(int region, long bornAt, Outcome outcome, boolean exceedsThreshold, long latencyNanos);
}
