package dev.brownout.component.cache;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of a cache node. */
record CacheNodeMetrics(
        @Doc("Share of the lookups that found an entry, without those that wait for a lease.")
        @Display(Display.As.HIT_RATIO)
        Ratio hitRatio,

        @Doc("Lookups that found an entry.") @ChartTitle("Hits of {}")
        Counter hits,

        @Doc("Lookups that found no entry.") @ChartTitle("Misses of {}")
        Counter misses,

        @Doc("Hits on an entry that lacks a write which had been acknowledged to any client when the read was sent.")
        @ChartTitle("Stale hits of {}")
        Counter staleHits,

        @Doc("Age of stale hits: time since the acknowledgement of the oldest write that the entry lacks.")
        LatencyHistogram staleAge,

        @Doc("Entries evicted for others.") @ChartTitle("Evictions from {}")
        Counter evictions,

        @Doc("Cached entries, including expired ones until their next lookup.") @ChartTitle("Entries cached in {}")
        TimeWeighted entries) {}
