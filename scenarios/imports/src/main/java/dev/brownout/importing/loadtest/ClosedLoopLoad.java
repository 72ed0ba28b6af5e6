package dev.brownout.importing.loadtest;

import dev.brownout.importing.fitting.LanguageNumbers;

/**
 * Load of users that wait for the response before they think and send the next request.
 *
 * @param users number of users
 * @param thinkNanos mean think time in ns
 * @param meanNanos mean response time in ns
 */
public record ClosedLoopLoad(int users, double thinkNanos, double meanNanos) {
    private static final int DIGITS = 4;

    /** Ratio of think time and mean response time up to which the users do not think. */
    private static final double SHORT_THINK = 0.001;

    /** Returns whether the think time is not negligible. */
    public boolean hasThinkTime() {
        return thinkNanos > SHORT_THINK * meanNanos;
    }

    /** Returns the mean think time in the notation of the scenario language. */
    public String thinkTime() {
        return hasThinkTime() ? LanguageNumbers.nanos(thinkNanos, DIGITS) : "0ms";
    }

    /** Returns the load in the notation of the scenario language. */
    public String text() {
        return "users(" + users + " think=" + (hasThinkTime() ? "exp(" + thinkTime() + ")" : thinkTime()) + ")";
    }
}
