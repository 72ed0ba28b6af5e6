package dev.brownout.component.cdn;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;

/** Metrics of one cache of a CDN: an edge or the shield. */
record PopMetrics(
        @Doc("Reads of cacheable content answered without a fetch.") @ChartTitle("Hits of {}")
        Counter hits,

        @Doc("Reads of cacheable content that needed a fetch.") @ChartTitle("Misses of {}")
        Counter misses,

        @Doc("Calls for content that is not cacheable, and writes; all of them are forwarded.")
        @ChartTitle("Uncacheable calls through {}")
        Counter passed,

        @Doc("Hits that waited for the fetch of another read of the same object.")
        Counter coalesced,

        @Doc("Reads answered with an expired object.") @ChartTitle("Expired objects served by {}")
        Counter expiredServed,

        @Doc("Reads answered with a cached failure of the origin.") @ChartTitle("Cached origin errors served by {}")
        Counter errorsServed,

        @Doc("Objects evicted for others.") @ChartTitle("Evictions from {}")
        Counter evictions,

        @Doc("Cached objects, including expired ones until their next lookup.") @ChartTitle("Objects" + " cached in {}")
        TimeWeighted entries) {}
