package dev.brownout.component.cdn;

import dev.brownout.instrument.ByteCounter;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of a whole CDN. */
record CdnMetrics(
        @Doc("Share of the reads of cacheable content that edges answer without a fetch.")
        @Display(Display.As.HIT_RATIO)
        Ratio hitRatio,

        @Doc("Share of the bytes of cacheable content that edges send without a fetch.")
        Ratio byteHitRatio,

        @Doc("Calls received by the edges.") @ChartTitle("Calls to the edges of {}")
        Counter requests,

        @Doc("Bytes sent by the edges to their callers.") @ChartTitle("Bytes sent by {}")
        ByteCounter bytesOut,

        @Doc("Calls from the CDN to the origin.") @ChartTitle("Origin fetches of {}")
        Counter originRequests,

        @Doc("Bytes sent by the origin to the CDN.") @ChartTitle("Bytes from the origin to {}")
        ByteCounter originBytes,

        @Doc("Responses to reads, from browser caches too, that were older than the content of the origin when the"
                + " read was sent.")
        @ChartTitle("Stale responses of {}")
        Counter staleServed,

        @Doc("Share of stale responses in all responses to reads, from browser caches too.")
        @ChartTitle("Share of stale responses of {}")
        Ratio staleShare,

        @Doc("Age of stale responses: the time for which the origin had newer content.")
        LatencyHistogram staleAge,

        @Doc("Responses of another release than the other objects of the same page.")
        @ChartTitle("Release mismatches of {}")
        Counter versionMismatches,

        @Doc("Reads answered from browser caches.") @ChartTitle("Browser cache hits in front of {}")
        Counter browserHits,

        @Doc("Browser cache hits that were older than the content of the origin when the read was sent.")
        @ChartTitle("Stale browser cache hits in front of {}")
        Counter staleBrowserHits,

        @Doc("Purged paths; a purge of all paths counts as one.") @ChartTitle("Paths purged at {}")
        Counter purgedPaths) {
    /** Returns metrics that are not reported. */
    static CdnMetrics unseen(TimeGrid grid) {
        return new CdnMetrics(
                new Ratio(grid),
                new Ratio(grid),
                new Counter(grid),
                new ByteCounter(grid),
                new Counter(grid),
                new ByteCounter(grid),
                new Counter(grid),
                new Ratio(grid),
                new LatencyHistogram(grid),
                new Counter(grid),
                new Counter(grid),
                new Counter(grid),
                new Counter(grid));
    }
}
