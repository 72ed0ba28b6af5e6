package dev.brownout.component.cache;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.instrument.InstrumentUnit;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;

/** Metrics of a cache tier, in addition to those of its nodes. */
record CacheMetrics(
        @Doc("Share of stale hits in all hits.") @ChartTitle("Share of stale hits of {}") @InstrumentUnit("ratio")
        DerivedGauge staleShare,

        @Doc("Expired entries that a lookup found and removed.") @ChartTitle("Expired entries removed from {}")
        Counter expirations,

        @Doc("Hits on an expired entry that is served during its reload.") @ChartTitle("Expired entries served by {}")
        Counter expiredHits,

        @Doc("Hits on a negative entry, which states that the key does not exist; part of the hits.")
        Counter negativeHits,

        @Doc("Reads of the source for entries that are missing or no longer fresh.") @ChartTitle("Origin fetches of {}")
        Counter loads,

        @Doc("Reloads of an entry that was still served.") Counter refreshes,

        @Doc("Misses that waited for the load of another miss.") @ChartTitle("Coalesced misses of {}")
        Counter coalesced,

        @Doc("Lookups that must repeat because another caller holds the lease of the key.")
        @ChartTitle("Lease waits of {}")
        Counter waits,

        @Doc("Ejections of a node by a client because it did not respond.")
        @ChartTitle("Nodes of {} ejected by clients")
        Counter ejections,

        @Doc("Share of the entries that belong to another node after nodes were added, removed or ejected.")
        @ChartTitle("Remapped entries of {}")
        Ratio movedKeys,

        @Doc("Acknowledged writes that the source has not confirmed and only the memory of the cache holds.")
        @ChartTitle("Pending source writes of {}")
        TimeWeighted unwrittenWrites,

        @Doc("Acknowledged writes that were lost with the memory of a node before the source had confirmed them.")
        @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
        @Loss("lost writes")
        Counter lostWrites) {}
