package dev.brownout.policy.ratelimit;

/** The rate-limit state of one client. */
interface ClientQuota {
    /** Result of {@link #reserve} for a call over the limit. */
    long NO = -1;

    /**
     * Requests permission for one call.
     *
     * @param now non-decreasing
     * @return waiting time in nanoseconds; 0 for none, {@link #NO} if the call is rejected
     */
    long reserve(long now);

    /**
     * Returns the time until the next call can pass, if there are no other calls.
     *
     * @param now time of a rejected call
     * @return nanoseconds, at least 0
     */
    long untilNext(long now);

    /**
     * Changes the limit. Calls that were admitted before count towards the new limit.
     *
     * @param next a limit with the same algorithm and window
     */
    void change(long now, RateLimitSpec next);

    /** Returns whether the quota equals a new one, so that it can be discarded. */
    boolean isReset(long now);
}
