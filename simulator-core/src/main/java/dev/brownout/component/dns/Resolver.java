package dev.brownout.component.dns;

/** What one recursive resolver remembers of a name. */
final class Resolver {
    /** Of a resolver that remembers nothing, not even an old answer. */
    static final long NEVER = Long.MIN_VALUE;

    final int region;
    final long lifeNanos;
    int answer;
    long expiresAt;
    /** Until when it does not ask again, as the authority has just failed it. */
    long asksAgainAt = NEVER;
    /** What it asks the authority now; {@code null} for nothing. */
    DnsQuery asking;

    /**
     * Remembers an answer whose life has partly passed.
     *
     * @param region number of the region where it stands
     * @param lifeNanos how long it keeps an answer
     */
    Resolver(int region, long lifeNanos, int answer, long expiresAt) {
        this.region = region;
        this.lifeNanos = lifeNanos;
        this.answer = answer;
        this.expiresAt = expiresAt;
    }

    /** Whether it has an answer that expired no longer ago than that; one that was not to be kept is none. */
    boolean hasExpired(long now, long staleNanos) {
        return lifeNanos > 0 && expiresAt != NEVER && staleNanos > 0 && now - expiresAt <= staleNanos;
    }
}
