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
    private final long staleNanos;

    /**
     * Creates the resolution of one name.
     *
     * @param staleNanos time after expiry for which a response is served while the authority fails, in nanoseconds; 0
     *     to disable
     */
    RecursiveResolution(
            Simulation simulation, AuthoritativeServers authority, DnsRecord name, Lookups lookups, long staleNanos) {
        this.simulation = simulation;
        this.authority = authority;
        this.name = name;
        this.lookups = lookups;
        this.staleNanos = staleNanos;
    }

    /** Returns whether a lookup now gets the authority's response without delay. */
    boolean atOnce(Resolver resolver) {
        return resolver.asking == null && resolver.asksAgainAt == Resolver.NEVER && authority.answersAtOnce();
    }

    /** Returns the authority's response and stores it in a resolver. Only valid if {@link #atOnce}. */
    int learn(Resolver resolver, long call, long now) {
        name.asked(now);
        lookups.over();
        name.learn(resolver, call, now);
        return resolver.answer;
    }

    /** Resolves the name on behalf of a call. The result is passed on immediately or later. */
    void look(Resolver resolver, long call, Asker asker) {
        long now = simulation.now();
        if (resolver.asking != null) {
            resolver.asking.join(asker);
        } else if (now < resolver.asksAgainAt) {
            How how = instead(resolver, now);
            asker.told(how == How.FAILED ? NOTHING : resolver.answer, how);
        } else {
            name.asked(now);
            AuthoritativeServers.End end = authority.ask(call);
            DnsQuery question = new DnsQuery(this, simulation, resolver, call, end.answered());
            resolver.asking = question;
            question.join(asker);
            if (end.afterNanos() == 0) {
                question.fire(0);
            } else {
                simulation.after(end.afterNanos(), question, 0);
            }
        }
    }

    /** Completes a query and returns its result. */
    How end(Resolver resolver, long call, boolean answered) {
        lookups.over();
        long now = simulation.now();
        if (answered) {
            resolver.asksAgainAt = Resolver.NEVER;
            name.learn(resolver, call, now);
            return How.ANSWERED;
        }
        How how = instead(resolver, now);
        resolver.asksAgainAt = now + (how == How.EXPIRED ? STALE_NANOS : FAILED_NANOS);
        return how;
    }

    private How instead(Resolver resolver, long now) {
        return resolver.hasExpired(now, staleNanos) ? How.EXPIRED : How.FAILED;
    }
}
