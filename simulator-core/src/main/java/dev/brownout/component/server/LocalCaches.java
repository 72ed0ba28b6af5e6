package dev.brownout.component.server;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.instrument.InstrumentUnit;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Ratio;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** The in-process caches of one host, one for each component that it reads. */
final class LocalCaches {
    @RequiresParameter("local_cache")
    record Measures(
            @Doc("Share of the reads that found an entry in the node's local cache.")
            @ChartTitle("Hit ratio of local caches at {}")
            Ratio localCacheHitRatio,

            @Doc("Local cache hits with an entry that misses a write that had been acknowledged by then.")
            @ChartTitle("Stale local cache hits at {}")
            Counter localCacheStaleHits,

            @Doc("Age of a stale local cache hit: time since the oldest missing write was acknowledged.")
            LatencyHistogram localCacheStaleAge) {}

    @RequiresParameter("local_cache")
    record Whole(
            @Doc("Share of stale hits in all local cache hits.") @InstrumentUnit("ratio")
            DerivedGauge localCacheStaleShare) {}

    private final LocalCacheSpec spec;
    private final ComponentContext context;
    private final Host host;
    private final Measures measures;
    private final LongConsumer held;
    private final Map<String, LocalCache> caches = new TreeMap<>();

    /** Creates the caches of a host; {@code memory} is {@code null} without a limit. */
    LocalCaches(LocalCacheSpec spec, ComponentContext context, Host host, MachineMemory memory) {
        this.spec = spec;
        this.context = context;
        this.host = host;
        this.measures = context.metrics().instruments(Measures.class, host);
        this.held = memory == null ? change -> {} : memory::addBytes;
        if (memory != null) {
            memory.audit(
                    () -> caches.values().stream().mapToLong(LocalCache::bytes).sum());
        }
        AuditRegistry audit = context.audit();
        audit.reportMemoryUse("keys in its local caches", 80, this::retainedCount);
        CellRange run = context.grid().span(0, context.grid().end());
        audit.identity(
                "/" + host.node() + ": local cache hits = fresh + stale",
                () -> measures.localCacheHitRatio().part(run),
                () -> fresh() + measures.localCacheStaleHits().total(run));
    }

    LocalCache of(String component) {
        return caches.computeIfAbsent(
                component,
                read -> new LocalCache(
                        spec, component, context.simulation(), context.versions(), host, measures, held));
    }

    private long retainedCount() {
        return caches.values().stream().mapToLong(LocalCache::entryCount).sum();
    }

    private long fresh() {
        return caches.values().stream().mapToLong(LocalCache::fresh).sum();
    }

    /** Registers the stale share over the hosts of a tier. */
    static void measure(ComponentContext context, Collection<LocalCaches> machines) {
        if (!machines.isEmpty()) {
            DerivedGauge share = context.metrics().instruments(Whole.class).localCacheStaleShare();
            share.is(span -> {
                long stale = 0;
                long found = 0;
                for (LocalCaches one : machines) {
                    stale += one.measures.localCacheStaleHits().total(span);
                    found += one.measures.localCacheHitRatio().part(span);
                }
                return found == 0 ? Double.NaN : (double) stale / found;
            });
        }
    }

    void discard() {
        caches.values().forEach(LocalCache::discard);
    }
}
