package dev.brownout.component.server;

import dev.brownout.eviction.BoundedStore;
import dev.brownout.eviction.Eviction;
import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * Local cache of one host for the responses of one component. A hit costs no time. Concurrent misses of a key are not
 * coalesced. Writes do not invalidate entries, so hits may be stale.
 */
final class LocalCache implements Filter, Host.Resident {
    private final Simulation simulation;
    private final BoundedStore store;
    private final long ttlNanos;
    private long fresh;
    private long bytes;
    private final VersionRegistry versions;
    private final LocalCaches.Measures measures;
    private final LongConsumer held;

    /**
     * Creates an empty cache.
     *
     * @param held receives each change of the size, in bytes
     */
    LocalCache(
            LocalCacheSpec spec,
            String component,
            Simulation simulation,
            VersionRegistry versions,
            Host host,
            LocalCaches.Measures measures,
            LongConsumer held) {
        this.simulation = simulation;
        this.versions = versions;
        versions.copy(component);
        this.store = new BoundedStore(Eviction.LRU, spec.entries(), Long.MAX_VALUE);
        this.ttlNanos = spec.ttl().map(Duration::toNanos).orElse(BoundedStore.NEVER);
        this.measures = measures;
        this.held = held;
        host.attach(this);
    }

    @Override
    public void call(Request request, Service next, Reply reply) {
        long now = simulation.now();
        int slot = store.get(request.key(), now);
        weigh();
        if (slot != BoundedStore.ABSENT) {
            measures.localCacheHitRatio().add(now, 1, 1);
            long version = store.version(slot);
            reply.accept(evaluate(request, version, now), version);
            return;
        }
        measures.localCacheHitRatio().add(now, 0, 1);
        next.call(request, (outcome, version) -> {
            if (outcome == Outcome.OK || outcome == Outcome.STALE) {
                long expiry = ttlNanos == BoundedStore.NEVER ? BoundedStore.NEVER : simulation.now() + ttlNanos;
                store.put(request.key(), version, request.sizeBytes(), expiry);
                weigh();
            }
            reply.accept(outcome, version);
        });
    }

    private void weigh() {
        long change = store.bytes() - bytes;
        bytes += change;
        if (change != 0) {
            held.accept(change);
        }
    }

    private Outcome evaluate(Request request, long version, long now) {
        long missed = versions.oldestMissed(version, request.key(), versions.bound(now));
        if (missed != VersionRegistry.NOTHING) {
            measures.localCacheStaleHits().add(now);
            measures.localCacheStaleAge().record(now, VersionRegistry.ageNanos(now, missed));
        } else {
            fresh++;
        }
        return versions.evaluateRead(request, missed);
    }

    @Override
    public void onCrash() {
        discard();
    }

    /** Returns the number of entries. */
    long entryCount() {
        return store.entries();
    }

    /** Returns the size of the entries, in bytes. */
    long bytes() {
        return store.bytes();
    }

    /** Returns the number of fresh hits. */
    long fresh() {
        return fresh;
    }

    /** Drops every entry. */
    void discard() {
        store.clear();
        weigh();
    }
}
