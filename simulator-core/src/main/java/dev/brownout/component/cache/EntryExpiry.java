package dev.brownout.component.cache;

import dev.brownout.eviction.BoundedStore;
import dev.brownout.eviction.Eviction;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.spi.ComponentContext;
import java.time.Duration;

/** Lifetimes of the entries of one node, and their early refresh. */
final class EntryExpiry {
    private final long ttlNanos;
    private final long negativeNanos;
    private final double jitter;
    private final long graceNanos;
    private final double beta;
    private final KeyedRandom jitterDraws;
    private final KeyedRandom refreshDraws;
    private final BoundedStore loadTimes;

    EntryExpiry(CacheSpec spec, ComponentContext context) {
        CacheExpiry expiry = spec.expiry();
        this.ttlNanos = expiry.ttl().map(Duration::toNanos).orElse(BoundedStore.NEVER);
        this.negativeNanos = expiry.negativeTtl().map(Duration::toNanos).orElse(0L);
        this.jitter = expiry.ttlJitter().ratio();
        this.graceNanos = expiry.staleWhileRevalidate().map(Duration::toNanos).orElse(0L);
        this.beta = expiry.earlyRefresh().orElse(0.0);
        this.jitterDraws = context.random("ttl_jitter");
        this.refreshDraws = context.random("early_refresh");
        this.loadTimes = new BoundedStore(
                Eviction.FIFO, spec.capacity().entries().orElse(BoundedStore.UNLIMITED), Long.MAX_VALUE);
    }

    /**
     * Returns the time until which the store keeps a new entry: its lifetime with jitter, plus the grace period, which
     * negative entries do not have.
     */
    long keptUntil(long version, long identity, long now) {
        boolean negative = NegativeEntry.isNegative(version);
        if (!negative && ttlNanos == BoundedStore.NEVER) {
            return BoundedStore.NEVER;
        }
        double lifetimeNanos = negative ? negativeNanos : ttlNanos;
        if (jitter > 0) {
            lifetimeNanos *=
                    1 + jitter * (2 * jitterDraws.withIdentity(identity).uniform() - 1);
        }
        return now + Math.max(1, Math.round(lifetimeNanos)) + (negative ? 0 : graceNanos);
    }

    /** Returns whether a source's response is cached: data, and with negative caching also NOT_FOUND. */
    boolean isCacheable(Outcome outcome) {
        return CacheMessage.hasCacheableData(outcome) || negativeNanos > 0 && outcome == Outcome.NOT_FOUND;
    }

    /** Returns whether an entry that the store still keeps has expired. */
    boolean isExpired(long keptUntil, long now) {
        return graceNanos > 0 && now >= keptUntil - graceNanos;
    }

    /** Returns whether a request that finds a live entry should reload it (XFetch). */
    boolean isEarlyRefresh(Request request, long keptUntil, long now) {
        int slot = beta > 0 ? loadTimes.find(request.key()) : BoundedStore.ABSENT;
        if (slot == BoundedStore.ABSENT) {
            return false;
        }
        double ahead = beta
                * loadTimes.version(slot)
                * refreshDraws.withIdentity(request.identity()).exponential();
        return now + ahead >= keptUntil - graceNanos;
    }

    /** Records the load time of a key. */
    void loaded(int key, long nanos) {
        if (beta > 0) {
            loadTimes.put(key, nanos, 0, BoundedStore.NEVER);
        }
    }

    /** Returns whether entries may be reloaded before they are removed. */
    boolean refreshes() {
        return graceNanos > 0 || beta > 0;
    }
}
