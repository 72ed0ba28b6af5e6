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
        @Doc("Reads of kept content that the edges answered without asking further for them, of all such reads.")
        @Display(Display.As.HIT_RATIO)
        Ratio hit_ratio,

        @Doc("Bytes of kept content answered without asking further for them, of all such bytes.")
        Ratio byte_hit_ratio,

        @Doc("Calls that the edges took from their callers.") @ChartTitle("Calls that edges of {} take")
        Counter requests,

        @Doc("Bytes that the edges sent to their callers.") @ChartTitle("Bytes sent by {}")
        ByteCounter bytes_out,

        @Doc("Calls that the origin got from the CDN.") @ChartTitle("Calls from {} to its origin")
        Counter origin_requests,

        @Doc("Bytes that the origin sent to the CDN.") @ChartTitle("Bytes from the origin to {}")
        ByteCounter origin_bytes,

        @Doc("Answers to reads, browsers' own included, older than what the origin had when the read was sent.")
        @ChartTitle("Stale answers of {}")
        Counter stale_served,

        @Doc("Those of all answers to reads, browsers' own included.") @ChartTitle("Stale answers of {}")
        Ratio stale_share,

        @Doc("Of those: for how long the origin had had something newer.")
        LatencyHistogram stale_age,

        @Doc("Answers of another release than the rest of the page that the user is looking at.")
        @ChartTitle("Answers of {} of another release than their page")
        Counter version_mismatches,

        @Doc("Reads that browsers answered from their own caches.") @ChartTitle("Reads answered by browsers before {}")
        Counter browser_hits,

        @Doc("Those of them older than what the origin had when the user asked.")
        @ChartTitle("Stale answers of browsers before {}")
        Counter stale_browser_hits,

        @Doc("Paths that were purged; all at once are one.") @ChartTitle("Paths purged at {}")
        Counter purged_paths) {
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
