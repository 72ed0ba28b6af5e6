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
        @Doc("Look-ups that found an entry, of all look-ups but those told to ask again.")
        @Display(Display.As.HIT_RATIO)
        Ratio hit_ratio,

        @Doc("Look-ups that found an entry.") @ChartTitle("Hits of {}")
        Counter hits,

        @Doc("Look-ups that found none.") @ChartTitle("Misses of {}")
        Counter misses,

        @Doc("Hits on an entry without a write that had been acknowledged, to whomever, when the read was sent.")
        @ChartTitle("Stale hits of {}")
        Counter stale_hits,

        @Doc("Of stale hits: how long ago the oldest write missing from the entry was acknowledged.")
        LatencyHistogram stale_age,

        @Doc("Entries that had to make room for others.") @ChartTitle("Evictions from {}")
        Counter evictions,

        @Doc("Entries held, expired ones included until somebody asks for them.") @ChartTitle("Entries in {}")
        TimeWeighted entries) {}
