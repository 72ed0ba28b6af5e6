package dev.brownout.policy.ratelimit;

/** Rate-limit state of one client, for calls that take several units of the limit, such as tokens. */
interface WeightedQuota extends ClientQuota {
    /**
     * Requests permission for one call.
     *
     * @param now non-decreasing
     * @param units units that the call takes, at least 1
     * @return waiting time in nanoseconds; 0 for none, {@link #NO} if the call is rejected
     */
    long reserve(long now, long units);

    /**
     * Returns the time until a call can pass, if there are no other calls; for a call that exceeds the whole quota, the
     * time until the quota is full.
     *
     * @param now time of a rejected call
     * @param units units that the call takes, at least 1
     * @return nanoseconds, at least 0
     */
    long untilNext(long now, long units);
}
