package dev.brownout.component.dns;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Ratio;
import dev.brownout.random.KeyedRandom;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import java.util.Arrays;

/** One name: what the authority would answer, and what the resolvers remember. */
final class DnsRecord {
    record Measures(
            @Doc("Answers that named a region where no machine answered.")
            @ChartTitle("Answers of {} that name a dead region")
            Counter stale_answers,

            @Doc("Questions that resolvers put to the authority.") @ChartTitle("Questions to the authority of {}")
            Counter queries,

            @Doc("Look-ups answered from a resolver's cache, over all look-ups.") @Display(Display.As.HIT_RATIO)
            Ratio hit_ratio) {}

    private final RoutingPolicy steering;
    private final boolean[] up;
    private final Resolver[][] resolvers;
    private final KeyedRandom whichResolver;
    private final KeyedRandom whichAnswer;
    private final Measures measures;

    /**
     * A name without resolvers yet.
     *
     * @param targets how many regions it may stand for
     * @param places how many regions resolvers stand in
     * @param whichResolver keyed draws
     * @param whichAnswer keyed draws
     */
    DnsRecord(
            RoutingPolicy steering,
            int targets,
            int places,
            KeyedRandom whichResolver,
            KeyedRandom whichAnswer,
            Measures measures) {
        this.steering = steering;
        this.up = new boolean[targets];
        Arrays.fill(up, true);
        this.resolvers = new Resolver[places][];
        this.whichResolver = whichResolver;
        this.whichAnswer = whichAnswer;
        this.measures = measures;
    }

    /**
     * Puts resolvers into a region, with warm caches: each holds an answer with a life left that is uniform over its
     * whole life.
     *
     * @param violators how many of them keep answers for {@code holdNanos} instead of the TTL
     * @param chance a stream of its own
     */
    void populate(int place, int count, long ttlNanos, int violators, long holdNanos, KeyedRandom chance) {
        resolvers[place] = new Resolver[count];
        for (int i = 0; i < count; i++) {
            long life = i < violators ? holdNanos : ttlNanos;
            long expiresAt = (long) (chance.uniform() * life);
            resolvers[place][i] = new Resolver(place, life, steer(place, chance.uniform()), expiresAt);
        }
    }

    /** Opens a region to answers, or closes it. */
    void turn(int target, boolean isUp) {
        up[target] = isUp;
    }

    /** The resolver that a user in a place asks. */
    Resolver resolver(int place, long user) {
        Resolver[] near = resolvers[place];
        return near[near.length == 1 ? 0 : whichResolver.at(user).below(near.length)];
    }

    /** Whether a resolver that is asked has an answer; else it has to ask. */
    boolean knows(Resolver resolver, long now) {
        boolean hit = now < resolver.expiresAt;
        measures.hit_ratio().add(now, hit ? 1 : 0, 1);
        return hit;
    }

    /** A resolver asks the authority. */
    void asked(long now) {
        measures.queries().add(now);
    }

    /** The authority tells a resolver which region it is, because of a call; it keeps that. */
    void learn(Resolver resolver, long call, long now) {
        resolver.answer = steer(resolver.region, whichAnswer.at(call).uniform());
        resolver.expiresAt = now + resolver.lifeNanos;
    }

    /** How many resolvers wait for the authority now. */
    long asking() {
        long asking = 0;
        for (Resolver[] near : resolvers) {
            for (Resolver resolver : near) {
                asking += resolver.asking == null ? 0 : 1;
            }
        }
        return asking;
    }

    private int steer(int place, double uniform) {
        boolean any = false;
        for (boolean one : up) {
            any |= one;
        }
        boolean[] open = up;
        if (!any) {
            open = new boolean[up.length];
            Arrays.fill(open, true);
        }
        return steering.choose(place, open, uniform);
    }

    /** Empties all caches. */
    void flush() {
        for (Resolver[] near : resolvers) {
            for (Resolver resolver : near) {
                resolver.expiresAt = Resolver.NEVER;
            }
        }
    }
}
