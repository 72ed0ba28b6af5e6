package dev.brownout.metrics;

import dev.brownout.service.Outcome;

/** Hears of each request when it begins and when it ends. */
public interface RequestCompletionListener {
    /**
     * One begins.
     *
     * @param now when its user wants to send it, in nanoseconds
     */
    default void began(long now) {}

    /**
     * A client that keeps a connection has succeeded after it failed.
     *
     * @param failedAt when the first of its failed requests began, in nanoseconds
     * @param now when a later one succeeded
     */
    default void servedAgain(long failedAt, long now) {}

    /**
     * The run has ended.
     *
     * @param now its end, in nanoseconds
     * @param usualNanos the longest usual response time of the class
     */
    default void settle(long now, long usualNanos) {}

    /**
     * One has ended.
     *
     * @param region the number of the place in which its user lives
     * @param bornAt when he wanted to send it
     * @param outcome how it ended
     * @param late whether it was answered well, but too late to be good
     * @param latencyNanos how long it took
     */
    void ended(int region, long bornAt, Outcome outcome, boolean late, long latencyNanos);
}
