package dev.brownout.component.dns;

/** Cached response of one recursive resolver for a name. */
final class Resolver {
    /** Instant before all others: no cached response, or no pause of queries. */
    static final long NEVER = Long.MIN_VALUE;

    final int region;
    final long lifeNanos;
    int answer;
    long expiresAt;
    /** Earliest instant of the next query after a failure of the authority; {@link #NEVER} without a failure. */
    long nextQueryAt = NEVER;
    /** Pending query to the authority; {@code null} for none. */
    DnsQuery pendingQuery;
    /** Instant until which it avoids each name server; {@code null} if it has avoided none. */
    private long[] avoidedUntil;

    /**
     * Creates a resolver with a cached response that may be partly through its lifetime.
     *
     * @param region number of the resolver's region
     * @param lifeNanos lifetime of a cached response, in nanoseconds
     * @param answer number of the region in the cached response
     * @param expiresAt instant at which the cached response expires
     */
    Resolver(int region, long lifeNanos, int answer, long expiresAt) {
        this.region = region;
        this.lifeNanos = lifeNanos;
        this.answer = answer;
        this.expiresAt = expiresAt;
    }

    /** Returns whether it asks other name servers before this one. */
    boolean avoids(int server, long now) {
        return avoidedUntil != null && now < avoidedUntil[server];
    }

    /** Avoids a name server until an instant. */
    void avoid(int server, int servers, long until) {
        if (avoidedUntil == null) {
            avoidedUntil = new long[servers];
        }
        avoidedUntil[server] = until;
    }

    /** Ends the avoidance of a name server. */
    void trust(int server) {
        if (avoidedUntil != null) {
            avoidedUntil[server] = 0;
        }
    }

    /**
     * Returns whether it has a response that expired at most {@code staleNanos} ago. Responses with a lifetime of 0 do
     * not count.
     */
    boolean hasExpired(long now, long staleNanos) {
        return lifeNanos > 0 && expiresAt != NEVER && staleNanos > 0 && now - expiresAt <= staleNanos;
    }
}
