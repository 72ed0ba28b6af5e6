package dev.brownout.component.dns;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Ratio;
import dev.brownout.random.KeyedRandom;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import java.util.Arrays;

/** A DNS name: the current response of the authority, and the cached responses of the resolvers. */
final class DnsRecord {
    record Measures(
            @Doc("Responses that pointed to a region with no responding node.")
            @ChartTitle("DNS responses of {} pointing to a failed region")
            Counter staleAnswers,

            @Doc("Queries from resolvers to the authoritative server.") @ChartTitle("Authoritative DNS queries to {}")
            Counter queries,

            @Doc("Share of lookups answered from the cache of a resolver.") @Display(Display.As.HIT_RATIO)
            Ratio hitRatio) {}

    private final RoutingPolicy steering;
    private final boolean[] isHealthy;
    private final Resolver[][] resolvers;
    private final KeyedRandom whichResolver;
    private final KeyedRandom whichAnswer;
    private final Measures measures;

    /**
     * Creates a name without resolvers.
     *
     * @param targets number of candidate regions
     * @param places number of regions with resolvers
     * @param whichResolver keyed random numbers that select a user's resolver
     * @param whichAnswer keyed random numbers that select a response
     */
    DnsRecord(
            RoutingPolicy steering,
            int targets,
            int places,
            KeyedRandom whichResolver,
            KeyedRandom whichAnswer,
            Measures measures) {
        this.steering = steering;
        this.isHealthy = new boolean[targets];
        Arrays.fill(isHealthy, true);
        this.resolvers = new Resolver[places][];
        this.whichResolver = whichResolver;
        this.whichAnswer = whichAnswer;
        this.measures = measures;
    }

    /**
     * Adds resolvers with warm caches to a region. The remaining lifetime of each cached response is uniform over its
     * whole lifetime.
     *
     * @param violators number of resolvers that keep responses for {@code holdNanos} instead of the TTL
     * @param chance random stream of these resolvers
     */
    void populate(int place, int count, long ttlNanos, int violators, long holdNanos, KeyedRandom chance) {
        resolvers[place] = new Resolver[count];
        for (int i = 0; i < count; i++) {
            long life = i < violators ? holdNanos : ttlNanos;
            long expiresAt = (long) (chance.uniform() * life);
            resolvers[place][i] = new Resolver(place, life, steer(place, chance.uniform()), expiresAt);
        }
    }

    /** Includes a region in responses, or excludes it. */
    void turn(int target, boolean isUp) {
        isHealthy[target] = isUp;
    }

    /** Returns the resolver of a user in a region. */
    Resolver resolver(int place, long user) {
        Resolver[] near = resolvers[place];
        return near[near.length == 1 ? 0 : whichResolver.withIdentity(user).nextInt(near.length)];
    }

    /** Returns whether a resolver has an unexpired response, and records it in the hit ratio. */
    boolean lookup(Resolver resolver, long now) {
        boolean hit = now < resolver.expiresAt;
        measures.hitRatio().add(now, hit ? 1 : 0, 1);
        return hit;
    }

    /** Counts a query of a resolver to the authority. */
    void countQuery(long now) {
        measures.queries().add(now);
    }

    /** Stores the authority's current response in a resolver, on behalf of a call. */
    void learn(Resolver resolver, long call, long now) {
        resolver.answer = steer(resolver.region, whichAnswer.withIdentity(call).uniform());
        resolver.expiresAt = now + resolver.lifeNanos;
    }

    /** Returns the number of queries to name servers that belong to a pending query of a resolver. */
    long pendingQueries() {
        long pending = 0;
        for (Resolver[] near : resolvers) {
            for (Resolver resolver : near) {
                pending += resolver.pendingQuery == null ? 0 : resolver.pendingQuery.attempts();
            }
        }
        return pending;
    }

    private int steer(int place, double uniform) {
        boolean any = false;
        for (boolean one : isHealthy) {
            any |= one;
        }
        boolean[] open = isHealthy;
        if (!any) {
            open = new boolean[isHealthy.length];
            Arrays.fill(open, true);
        }
        return steering.choose(place, open, uniform);
    }

    /** Clears the caches of all resolvers. */
    void flush() {
        for (Resolver[] near : resolvers) {
            for (Resolver resolver : near) {
                resolver.expiresAt = Resolver.NEVER;
            }
        }
    }
}
