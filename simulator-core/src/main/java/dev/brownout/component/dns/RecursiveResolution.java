package dev.brownout.component.dns;

import dev.brownout.component.dns.DnsQuery.Asker;
import dev.brownout.component.dns.Lookups.How;
import dev.brownout.kernel.Simulation;
import java.time.Duration;

/**
 * What resolvers do about a name of which they have no fresh answer: they ask the authority, one question at a time,
 * and tell all who wait. Where it fails them, they give an old answer if they may, and do not ask again for a while.
 */
final class RecursiveResolution {
    /** In place of a region: the name leads nowhere. */
    static final int NOTHING = -1;

    /** How long a failure is remembered at least: RFC 9520, section 3.2. */
    private static final long FAILED_NANOS = Duration.ofSeconds(1).toNanos();
    /** How often an authority that fails is asked again where there is an old answer: RFC 8767, section 5. */
    private static final long STALE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Simulation simulation;
    private final AuthoritativeServers authority;
    private final DnsRecord name;
    private final Lookups lookups;
    private final long staleNanos;

    /**
     * Of one name.
     *
     * @param staleNanos how long after its life an answer is given where the authority fails; 0 for not at all
     */
    RecursiveResolution(
            Simulation simulation, AuthoritativeServers authority, DnsRecord name, Lookups lookups, long staleNanos) {
        this.simulation = simulation;
        this.authority = authority;
        this.name = name;
        this.lookups = lookups;
        this.staleNanos = staleNanos;
    }

    /** Whether whoever looks up a name now is told at once, and the truth. */
    boolean atOnce(Resolver resolver) {
        return resolver.asking == null && resolver.asksAgainAt == Resolver.NEVER && authority.answersAtOnce();
    }

    /** The authority's answer, for a resolver that is told {@link #atOnce}. */
    int learn(Resolver resolver, long call, long now) {
        name.asked(now);
        lookups.over();
        name.learn(resolver, call, now);
        return resolver.answer;
    }

    /** Looks a name up because of a call, and tells who asks, now or later. */
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

    /** A question has come to its end. */
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
