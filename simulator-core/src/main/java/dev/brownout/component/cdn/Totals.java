package dev.brownout.component.cdn;

import dev.brownout.measure.ByteCounter;
import dev.brownout.measure.Counter;
import dev.brownout.measure.Grid;
import dev.brownout.measure.Ratio;
import dev.brownout.measure.Spread;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;

/** What users and the origin see of a whole CDN. */
record Totals(
        @Doc("Reads of kept content that the edges answered without asking further for them, of all such reads.")
        @Shown(Shown.As.HIT_RATIO)
        Ratio hit_ratio,

        @Doc("Bytes of kept content answered without asking further for them, of all such bytes.")
        Ratio byte_hit_ratio,

        @Doc("Calls that the edges took from their callers.") @Titled("Calls that edges of {} take")
        Counter requests,

        @Doc("Bytes that the edges sent to their callers.") @Titled("Bytes sent by {}")
        ByteCounter bytes_out,

        @Doc("Calls that the origin got from the CDN.") @Titled("Calls from {} to its origin")
        Counter origin_requests,

        @Doc("Bytes that the origin sent to the CDN.") @Titled("Bytes from the origin to {}")
        ByteCounter origin_bytes,

        @Doc("Answers to reads, browsers' own included, older than what the origin had when the read was sent.")
        @Titled("Stale answers of {}")
        Counter stale_served,

        @Doc("Those of all answers to reads, browsers' own included.") @Titled("Stale answers of {}")
        Ratio stale_share,

        @Doc("Of those: for how long the origin had had something newer.")
        Spread stale_age,

        @Doc("Answers of another release than the rest of the page that the user is looking at.")
        @Titled("Answers of {} of another release than their page")
        Counter version_mismatches,

        @Doc("Reads that browsers answered from their own caches.") @Titled("Reads answered by browsers before {}")
        Counter browser_hits,

        @Doc("Those of them older than what the origin had when the user asked.")
        @Titled("Stale answers of browsers before {}")
        Counter stale_browser_hits,

        @Doc("Paths that were purged; all at once are one.") @Titled("Paths purged at {}")
        Counter purged_paths) {
    /** Counts that nobody asks for. */
    static Totals unseen(Grid grid) {
        return new Totals(
                new Ratio(grid),
                new Ratio(grid),
                new Counter(grid),
                new ByteCounter(grid),
                new Counter(grid),
                new ByteCounter(grid),
                new Counter(grid),
                new Ratio(grid),
                new Spread(grid),
                new Counter(grid),
                new Counter(grid),
                new Counter(grid),
                new Counter(grid));
    }
}
