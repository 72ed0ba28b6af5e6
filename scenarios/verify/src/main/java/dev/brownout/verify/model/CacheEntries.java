package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import java.util.List;
import java.util.Map;

/**
 * Entries of a cache that say that there is no such key, and copies of entries on other machines.
 *
 * <p>{@code absent.hits}: an entry that says so lives for T, as any other: r T / (1 + r T) of the reads find it
 * (renewals of expiry). {@code copies.lost}: changes set out to the copy a lag later; a machine that dies takes those
 * with it that it was told in the last lag: rate times lag (Poisson), of one of two machines half of the rate.
 */
final class CacheEntries implements ModelFamily {
    private static final int CRASHES = 100;

    @Override
    public String title() {
        return "Absent keys and copies in caches";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                ScenarioRun.of("absent-keys")
                        .rate(0.2)
                        .settling(200)
                        .read(
                                "absent.a",
                                run -> Map.of(
                                        "hits", hits(run),
                                        "loads", run.perSecond(run.measure("cache", "loads")))),
                ScenarioRun.of("cache-copies")
                        .read("copies.lost.a", CacheEntries::lost)
                        .runs(CRASHES));
    }

    private static PartialEstimate hits(ReplicationResult run) {
        double hits = run.measure("cache", "negative_hits");
        return new PartialEstimate.Quotient(hits, hits + run.measure("cache", "misses"));
    }

    private static Map<String, PartialEstimate> lost(ReplicationResult run) {
        return Map.of("", new PartialEstimate.Quotient(run.measure("cache", "lost_changes"), 1));
    }
}
