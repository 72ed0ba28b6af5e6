package dev.brownout.component.server;

import dev.brownout.measure.Ratio;
import dev.brownout.node.Host;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Wiring;
import java.util.Map;
import java.util.TreeMap;

/** The caches in the memory of one machine: one for each component that it reads. */
final class LocalCaches {
    record Measures(
            @Doc("Reads that found an entry in the machine's own cache, of all reads.")
            Ratio local_cache_hit_ratio) {}

    private final LocalCacheSpec spec;
    private final Wiring wiring;
    private final Host host;
    private final Ratio hitRatio;
    private final Map<String, LocalCache> caches = new TreeMap<>();

    LocalCaches(LocalCacheSpec spec, Wiring wiring, Host host) {
        this.spec = spec;
        this.wiring = wiring;
        this.host = host;
        this.hitRatio = wiring.measures(Measures.class, host).local_cache_hit_ratio();
    }

    LocalCache of(String component) {
        return caches.computeIfAbsent(component, read -> new LocalCache(spec, wiring.simulation(), host, hitRatio));
    }

    void forget() {
        caches.values().forEach(LocalCache::forget);
    }
}
