package dev.brownout.spi;

/** Attempts and durations of the calls through a policy, for the check of timeouts and the scope of attempts. */
public interface CallTiming {
    /** One attempt, which the policy neither delays nor ends. */
    CallTiming UNCHANGED = new CallTiming() {};

    /** Returns the timing of a policy. */
    static CallTiming of(FilterSpec policy) {
        return policy instanceof CallTiming timing ? timing : UNCHANGED;
    }

    /** Returns the maximum number of calls that the policy makes for one call, at least 1. */
    default int maxAttempts() {
        return 1;
    }

    /** Returns whether the policy makes a further attempt, or a fallback, after a call behind it fails or is late. */
    default boolean reactsToFailures() {
        return maxAttempts() > 1;
    }

    /** Returns whether the policy ends the wait of its caller before the call has ended. The call continues. */
    default boolean endsWait() {
        return false;
    }

    /**
     * Returns whether the policy can act before each call behind it has ended.
     *
     * @param downstreamNanos maximum duration of each call behind it, in nanoseconds; infinite for no limit
     */
    default boolean actsWithin(double downstreamNanos) {
        return true;
    }

    /**
     * Returns the time after the start of a call at which policies behind this one make no further attempt, in
     * nanoseconds; infinite for no limit.
     */
    default double attemptsEndAfterNanos() {
        return Double.POSITIVE_INFINITY;
    }

    /** Returns the minimum wait before the second call of the policy, in nanoseconds; 0 if it makes one call. */
    default double shortestWaitNanos() {
        return 0;
    }

    /**
     * Returns the maximum duration of a call through the policy, in nanoseconds.
     *
     * @param downstreamNanos maximum duration of each call behind it, in nanoseconds; infinite for no limit
     * @param betweenTiersNanos default timeout of a call between tiers, in nanoseconds
     */
    default double longestNanos(double downstreamNanos, double betweenTiersNanos) {
        return downstreamNanos;
    }
}
