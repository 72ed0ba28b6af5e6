package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of negative cache entries and of cache entries replicated to a second machine.
 *
 * <p>{@code absent.hits}: a negative entry lives for T, like any entry. r T / (1 + r T) of the reads are hits (renewals
 * of expiry). {@code copies.lost}: changes are sent to the copy with a lag. A machine that crashes loses the changes of
 * the last lag: rate times lag (Poisson), with half of the rate for one of two machines.
 */
final class CacheEntries implements ModelFamily {
    private static final int CRASHES = 100;

    @Override
    public String title() {
        return "Absent keys and cached entries";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                ScenarioRun.of("absent-keys")
                        .rate(0.2)
                        .minWarmup(200)
                        .read(
                                "absent.a",
                                run -> Map.of(
                                        "hits", hits(run),
                                        "loads", run.perSecond(run.measure("cache", "loads")))),
                ScenarioRun.of("cache-copies")
                        .read("copies.lost.a", CacheEntries::lostEntries)
                        .runs(CRASHES));
    }

    private static PartialEstimate hits(ReplicationResult run) {
        double hits = run.measure("cache", "negative_hits");
        return new PartialEstimate.Quotient(hits, hits + run.measure("cache", "misses"));
    }

    private static Map<String, PartialEstimate> lostEntries(ReplicationResult run) {
        return Map.of("", new PartialEstimate.Quotient(run.measure("cache", "lost_changes"), 1));
    }
}
