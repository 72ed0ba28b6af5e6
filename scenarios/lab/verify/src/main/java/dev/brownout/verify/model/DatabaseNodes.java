package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reference models of database connection pools, and of row locks, disk and memory of one database node.
 *
 * <p>{@code pool.call}: each query holds one of c connections for an exponential time, so queries wait as in M/M/c:
 * Erlang's C(c, a) over (c mu - lambda), where c mu is the capacity of the connections (Erlang 1917).
 *
 * <p>{@code pool.request}: a request holds the only connection from its query of 4 ms to the end of its visit, 4 ms
 * later: M/D/1 with a service time of 8 ms, wait rho s / (2 (1 - rho)) (Pollaczek 1930).
 *
 * <p>{@code lock.row}: a write locks its row exclusively, so the writes of one row are M/G/1 (Pollaczek and Khinchine):
 * one row with exponential writes, ten rows with constant writes.
 *
 * <p>{@code commit.group}: an fsync of D takes all commits that arrived before it began. After it, the disk is idle if
 * no commit arrived meanwhile, with probability e^(-lambda D), for 1 / lambda on average: an fsync every D + e^(-lambda
 * D) / lambda. A commit that finds the disk busy waits for D / 2 on average (renewal theory; Poisson arrivals see time
 * averages). {@code commit.alone}: an fsync for each commit, M/D/1.
 *
 * <p>{@code memory}: memory holds the most recently used rows. With N rows of equal probability and capacity for M of
 * them, each read finds its row with probability M / N, independent of the past. The misses are a Poisson stream to the
 * disk, M/D/1. With a Zipf distribution the share is that of LRU under independent requests (King 1971).
 */
final class DatabaseNodes implements ModelFamily {
    @Override
    public String title() {
        return "Pools, locks, disks and memory of databases";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>(pools());
        models.addAll(List.of(
                ScenarioRun.of("row-lock")
                        .rate(60)
                        .minWarmup(5)
                        .read(
                                "lock.row.a",
                                run -> Map.of("wait", run.weightedMean("db", "lock_wait"), "mean", run.mean("save")))
                        .quickRequests(300_000),
                ScenarioRun.of("row-lock")
                        .with("load", "400/s")
                        .with("rows", 10)
                        .with("write", "10ms")
                        .rate(400)
                        .minWarmup(5)
                        .read("lock.row.b", run -> Map.of("wait", run.weightedMean("db", "lock_wait")))
                        .quickRequests(200_000),
                commits(100, true, "commit.group.a").quickRequests(100_000),
                commits(60, false, "commit.alone.a").quickRequests(200_000),
                ScenarioRun.of("working-set")
                        .with("load", "50/s")
                        .rate(50)
                        .minWarmup(20)
                        .read(
                                "memory.rows.a",
                                run -> Map.of(
                                        "hits", run.average("db", "memory_hits"),
                                        "disk", run.average("db", "disk"),
                                        "wait", run.weightedMean("db", "disk_wait"),
                                        "mean", run.mean("look")))
                        .quickRequests(200_000),
                ScenarioRun.of("working-set")
                        .with("load", "50/s")
                        .with("keys", "zipf(1.0 6)")
                        .with("memory", "50MB")
                        .rate(50)
                        .minWarmup(20)
                        .read("memory.rows.b", run -> Map.of("hits", run.average("db", "memory_hits")))
                        .quickRequests(100_000)));
        return models;
    }

    private static ReferenceModel commits(double rate, boolean grouped, String id) {
        return ScenarioRun.of("commits")
                .with("load", rate + "/s")
                .with("grouped", grouped)
                .rate(rate)
                .minWarmup(5)
                .read(
                        id,
                        run -> Map.of(
                                "fsyncs", run.perSecond(run.measure("db", "fsyncs")),
                                "busy", run.average("db", "disk"),
                                "wait", run.weightedMean("db", "disk_wait"),
                                "mean", run.mean("save")));
    }

    private static List<ReferenceModel> pools() {
        return List.of(
                pool().with("load", "240/s")
                        .rate(240)
                        .minWarmup(5)
                        .read(
                                "pool.call.a",
                                run -> Map.of(
                                        "wait", run.weightedMean("db", "pool_wait"),
                                        "mean", run.mean("job"),
                                        "queue", run.average("db", "pool_queue"),
                                        "util", run.average("db", "pool_utilization")))
                        .quickRequests(400_000),
                pool().with("load", "75/s")
                        .with("size", 1)
                        .with("held", "request")
                        .with("query", "4ms")
                        .with("after", "4ms")
                        .rate(75)
                        .minWarmup(5)
                        .read(
                                "pool.request.a",
                                run -> Map.of("wait", run.weightedMean("db", "pool_wait"), "mean", run.mean("job")))
                        .quickRequests(200_000));
    }

    private static ScenarioRun pool() {
        return ScenarioRun.of("pool");
    }
}
