package dev.brownout.component.server;

import dev.brownout.eviction.Eviction;
import dev.brownout.eviction.Store;
import dev.brownout.kernel.Simulation;
import dev.brownout.measure.Ratio;
import dev.brownout.node.Host;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import java.time.Duration;

/**
 * What one machine keeps of the answers of one component, in its own memory: a hit costs no time, concurrent misses of
 * a key are not joined, and nobody tells it of writes.
 */
final class LocalCache implements Filter, Host.Resident {
    private final Simulation simulation;
    private final Store store;
    private final long ttlNanos;
    private final Ratio hitRatio;

    LocalCache(LocalCacheSpec spec, Simulation simulation, Host host, Ratio hitRatio) {
        this.simulation = simulation;
        this.store = new Store(Eviction.LRU, spec.entries(), Long.MAX_VALUE);
        this.ttlNanos = spec.ttl().map(Duration::toNanos).orElse(Store.NEVER);
        this.hitRatio = hitRatio;
        host.house(this);
    }

    @Override
    public void call(Request request, Service next, Reply reply) {
        long now = simulation.now();
        int slot = store.get(request.key(), now);
        if (slot != Store.ABSENT) {
            hitRatio.add(now, 1, 1);
            reply.accept(Outcome.OK, store.version(slot));
            return;
        }
        hitRatio.add(now, 0, 1);
        next.call(request, (outcome, version) -> {
            if (outcome == Outcome.OK || outcome == Outcome.STALE) {
                long expiry = ttlNanos == Store.NEVER ? Store.NEVER : simulation.now() + ttlNanos;
                store.put(request.key(), version, request.sizeBytes(), expiry);
            }
            reply.accept(outcome, version);
        });
    }

    @Override
    public void died() {
        forget();
    }

    /** Drops all entries. */
    void forget() {
        store.clear();
    }
}
