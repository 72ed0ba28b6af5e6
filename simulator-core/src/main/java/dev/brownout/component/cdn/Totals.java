package dev.brownout.component.cdn;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Grid;
import dev.brownout.measure.Ratio;
import dev.brownout.measure.Spread;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;

/** What users and the origin see of a whole CDN. */
record Totals(
        @Doc("Reads of kept content that the edges answered without asking further for them, of all such reads.")
        @Shown(Shown.As.HIT_RATIO)
        Ratio hit_ratio,

        @Doc("Bytes of kept content answered without asking further for them, of all such bytes.")
        Ratio byte_hit_ratio,

        @Doc("Calls that the edges took from their callers.")
        Counter requests,

        @Doc("Bytes that the edges sent to their callers.") Counter bytes_out,

        @Doc("Calls that the origin got from the CDN.") Counter origin_requests,

        @Doc("Bytes that the origin sent to the CDN.") Counter origin_bytes,

        @Doc("Answers to reads, browsers' own included, older than what the origin had when the read was sent.")
        Counter stale_served,

        @Doc("Those of all answers to reads, browsers' own included.")
        Ratio stale_share,

        @Doc("Of those: for how long the origin had had something newer.")
        Spread stale_age,

        @Doc("Answers of another release than the rest of the page that the user is looking at.")
        Counter version_mismatches,

        @Doc("Reads that browsers answered from their own caches.")
        Counter browser_hits,

        @Doc("Those of them older than what the origin had when the user asked.")
        Counter stale_browser_hits,

        @Doc("Paths that were purged; all at once are one.") Counter purged_paths) {
    /** Counts that nobody asks for. */
    static Totals unseen(Grid grid) {
        return new Totals(
                new Ratio(grid),
                new Ratio(grid),
                new Counter(grid),
                new Counter(grid),
                new Counter(grid),
                new Counter(grid),
                new Counter(grid),
                new Ratio(grid),
                new Spread(grid),
                new Counter(grid),
                new Counter(grid),
                new Counter(grid),
                new Counter(grid));
    }
}
