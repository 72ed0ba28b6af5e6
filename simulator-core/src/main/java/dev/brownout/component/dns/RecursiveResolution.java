package dev.brownout.component.dns;

import dev.brownout.component.dns.DnsQuery.Asker;
import dev.brownout.component.dns.Lookups.How;
import dev.brownout.kernel.Simulation;
import java.time.Duration;

/**
 * Resolution of a name without a fresh cached response. A resolver sends one query at a time to the authority, for all
 * waiting lookups. If the query fails, it serves an expired response if that is allowed, and pauses before the next
 * query.
 */
final class RecursiveResolution {
    /** Result in place of a region: the name does not resolve. */
    static final int NOTHING = -1;

    /** Minimum caching time of a failure: RFC 9520, section 3.2. */
    private static final long FAILED_NANOS = Duration.ofSeconds(1).toNanos();
    /** Time between queries to a failing authority while an expired response is served: RFC 8767, section 5. */
    private static final long STALE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Simulation simulation;
    private final AuthoritativeServers authority;
    private final DnsRecord name;
    private final Lookups lookups;
    /** Counts of retries; {@code null} with a single name server. */
    private final NameServerRetries retries;

    private final long staleNanos;
    private final long timeoutNanos;
    private final NameServerSpec servers;

    /**
     * Creates the resolution of one name.
     *
     * @param retries counts of retries; {@code null} with a single name server
     */
    RecursiveResolution(
            DnsSpec spec,
            Simulation simulation,
            AuthoritativeServers authority,
            DnsRecord name,
            Lookups lookups,
            NameServerRetries retries) {
        this.simulation = simulation;
        this.authority = authority;
        this.name = name;
        this.lookups = lookups;
        this.retries = retries;
        this.staleNanos = spec.staleIfError().toNanos();
        this.timeoutNanos = spec.lookupTimeout().toNanos();
        this.servers = spec.servers();
    }

    /** Returns whether a lookup now gets the authority's response without delay. */
    boolean atOnce(Resolver resolver) {
        return resolver.pendingQuery == null && resolver.nextQueryAt == Resolver.NEVER && authority.answersAtOnce();
    }

    /** Returns the authority's response and stores it in a resolver. Only valid if {@link #atOnce}. */
    int learn(Resolver resolver, long call, long now) {
        sent(1);
        lookups.recordCompleted(1);
        name.learn(resolver, call, now);
        return resolver.answer;
    }

    /** Resolves the name on behalf of a call. The result is passed on immediately or later. */
    void resolve(Resolver resolver, long call, Asker listener) {
        long now = simulation.now();
        if (resolver.pendingQuery != null) {
            resolver.pendingQuery.join(listener);
        } else if (now < resolver.nextQueryAt) {
            How resolution = fallback(resolver, now);
            listener.onResolved(resolution == How.FAILED ? NOTHING : resolver.answer, resolution);
        } else {
            DnsQuery question = new DnsQuery(this, simulation, resolver, call, now + timeoutNanos, servers.count());
            resolver.pendingQuery = question;
            question.join(listener);
            question.attempt();
        }
    }

    /** Returns the name servers. */
    AuthoritativeServers servers() {
        return authority;
    }

    /** Returns the time without a response after which a query is sent to another name server, in nanoseconds. */
    long retryNanos() {
        return servers.retryAfter().toNanos();
    }

    /** Counts a query to a name server, the {@code attempts}-th one of its lookup. */
    void sent(int attempts) {
        name.countQuery(simulation.now());
        if (retries != null) {
            retries.sent(attempts, simulation.now());
        }
    }

    /** Lets a resolver ask other name servers before this one for a while. */
    void avoid(Resolver resolver, int server) {
        resolver.avoid(
                server, servers.count(), simulation.now() + servers.avoidFor().toNanos());
    }

    /** Lets a resolver ask a name server as any other. */
    void trust(Resolver resolver, int server) {
        resolver.trust(server);
    }

    /** Completes a query to some name servers and returns its result. */
    How end(Resolver resolver, long call, boolean answered, int attempts) {
        lookups.recordCompleted(attempts);
        long now = simulation.now();
        if (answered) {
            resolver.nextQueryAt = Resolver.NEVER;
            name.learn(resolver, call, now);
            return How.ANSWERED;
        }
        How resolution = fallback(resolver, now);
        resolver.nextQueryAt = now + (resolution == How.EXPIRED ? STALE_NANOS : FAILED_NANOS);
        return resolution;
    }

    private How fallback(Resolver resolver, long now) {
        return resolver.hasExpired(now, staleNanos) ? How.EXPIRED : How.FAILED;
    }
}
