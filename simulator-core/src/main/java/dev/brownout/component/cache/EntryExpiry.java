package dev.brownout.component.cache;

import dev.brownout.eviction.BoundedStore;
import dev.brownout.eviction.Eviction;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.spi.ComponentContext;
import java.time.Duration;

/** How long entries of one machine live, and when they are to be loaded anew. */
final class EntryExpiry {
    private final long ttlNanos;
    private final long negativeNanos;
    private final double jitter;
    private final long graceNanos;
    private final double beta;
    private final KeyedRandom lives;
    private final KeyedRandom chances;
    private final BoundedStore loadTimes;

    EntryExpiry(CacheSpec spec, ComponentContext context) {
        this.ttlNanos = spec.ttl().map(Duration::toNanos).orElse(BoundedStore.NEVER);
        this.negativeNanos = spec.negative_ttl().map(Duration::toNanos).orElse(0L);
        this.jitter = spec.ttl_jitter().ratio();
        this.graceNanos = spec.stale_while_revalidate().map(Duration::toNanos).orElse(0L);
        this.beta = spec.early_refresh().orElse(0.0);
        this.lives = context.random("ttl_jitter");
        this.chances = context.random("early_refresh");
        this.loadTimes = new BoundedStore(Eviction.FIFO, spec.entries().orElse(BoundedStore.UNLIMITED), Long.MAX_VALUE);
    }

    /**
     * Until when the store is to keep what begins to live now: its life, drawn for an identity, and the grace, which
     * negative entries have not.
     */
    long keptUntil(long held, long identity, long now) {
        boolean negative = NegativeEntry.is(held);
        if (!negative && ttlNanos == BoundedStore.NEVER) {
            return BoundedStore.NEVER;
        }
        double life = negative ? negativeNanos : ttlNanos;
        if (jitter > 0) {
            life *= 1 + jitter * (2 * lives.at(identity).uniform() - 1);
        }
        return now + StrictMath.max(1, StrictMath.round(life)) + (negative ? 0 : graceNanos);
    }

    /** Whether it is kept what a source answered: what it has, and where the scenario says so that it has nothing. */
    boolean keeps(Outcome outcome) {
        return CacheMessage.fills(outcome) || negativeNanos > 0 && outcome == Outcome.NOT_FOUND;
    }

    /** Whether an entry that the store still keeps has expired. */
    boolean expired(long keptUntil, long now) {
        return graceNanos > 0 && now >= keptUntil - graceNanos;
    }

    /** Whether a request that finds an entry alive is the one to load it anew (XFetch). */
    boolean early(Request request, long keptUntil, long now) {
        int slot = beta > 0 ? loadTimes.find(request.key()) : BoundedStore.ABSENT;
        if (slot == BoundedStore.ABSENT) {
            return false;
        }
        double ahead =
                beta * loadTimes.version(slot) * chances.at(request.identity()).exponential();
        return now + ahead >= keptUntil - graceNanos;
    }

    /** A key took so long to load. */
    void loaded(int key, long nanos) {
        if (beta > 0) {
            loadTimes.put(key, nanos, 0, BoundedStore.NEVER);
        }
    }

    /** Whether entries are ever loaded anew before they are gone. */
    boolean refreshes() {
        return graceNanos > 0 || beta > 0;
    }
}
