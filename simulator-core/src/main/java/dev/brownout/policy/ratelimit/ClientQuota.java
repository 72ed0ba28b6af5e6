package dev.brownout.policy.ratelimit;

/** What one client may still do. */
interface ClientQuota {
    /** The answer to a call that is over the limit. */
    long NO = -1;

    /**
     * Asks for one call.
     *
     * @param now never goes back
     * @return how long it has to wait, in nanoseconds; 0 for not at all, {@link #NO} for ever
     */
    long ask(long now);

    /** Whether it is as good as new, so that it need not be remembered. */
    boolean full(long now);
}
