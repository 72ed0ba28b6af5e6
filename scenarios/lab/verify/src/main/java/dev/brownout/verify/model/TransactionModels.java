package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reference models of connection poolers, transactions, stock and the reads of sessions.
 *
 * <p>{@code pooler.wait}: server connections that many nodes share are an M/M/c queue (Erlang C). {@code pooler.idle}:
 * one server connection is also occupied while its transaction is idle, an M/G/1 queue with the sum of both times
 * (Pollaczek and Khinchine). {@code pooler.refused}: client connections beyond the limit are lost (Erlang B).
 *
 * <p>{@code txn.lock}: transactions that write one row are an M/M/1 queue with the time from the write to the commit.
 *
 * <p>{@code stock.hold}: holds that all expire are the calls of a loss system with a server for each unit (Erlang B).
 * {@code stock.last}: the N-th reservation takes the last of N units, after N/rate. {@code stock.over}: if the check
 * uses data of age d, the reservations within d after that of the last unit oversell, rate x d on average.
 *
 * <p>{@code session}: a replica applies a write after the lag d, and the session reads after an exponential time with
 * the mean m. A read that waits for the write does so for d - m (1 - exp(-d/m)) on average. With the primary for w
 * after a write, it reads the primary with the probability 1 - exp(-w/m), and misses the write with exp(-w/m) -
 * exp(-d/m).
 */
final class TransactionModels implements ModelFamily {
    @Override
    public String title() {
        return "Poolers, transactions, stock and sessions";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>(poolersAndTransactions());
        models.addAll(stockAndSessions());
        return models;
    }

    private static List<ReferenceModel> poolersAndTransactions() {
        return List.of(
                ScenarioRun.of("pooler")
                        .rate(320)
                        .minWarmup(10)
                        .read(
                                "pooler.a",
                                run -> Map.of(
                                        "wait", run.weightedMean("bouncer", "server_wait"),
                                        "busy", run.average("bouncer", "server_utilization")))
                        .quickRequests(1_400_000),
                ScenarioRun.of("pooler")
                        .with("load", "30/s")
                        .with("size", 1)
                        .with("query", "exp(10ms)")
                        .with("idle", "10ms")
                        .rate(30)
                        .minWarmup(10)
                        .read(
                                "pooler.idle.a",
                                run -> Map.of(
                                        "wait", run.weightedMean("bouncer", "server_wait"),
                                        "idle", run.average("bouncer", "idle_in_transaction")))
                        .quickRequests(200_000),
                ScenarioRun.of("pooler")
                        .with("load", "1500/s")
                        .with("size", 20)
                        .with("clients", 15)
                        .rate(1500)
                        .minWarmup(10)
                        .read(
                                "pooler.refused.a",
                                run -> Map.of("", run.perRequest(run.measure("bouncer", "clients_refused"), "job")))
                        .quickRequests(400_000),
                ScenarioRun.of("transaction-lock")
                        .rate(60)
                        .minWarmup(10)
                        .read(
                                "txn.lock.a",
                                run -> Map.of(
                                        "mean", run.mean("job"), "idle", run.average("db", "idle_in_transaction")))
                        .quickRequests(200_000));
    }

    private static List<ReferenceModel> stockAndSessions() {
        return List.of(
                ScenarioRun.of("stock")
                        .rate(2)
                        .minWarmup(100)
                        .read(
                                "stock.hold.a",
                                run -> Map.of("sold_out", soldOutShare(run), "held", run.average("db", "held_units")))
                        .quickRequests(200_000),
                soldOut("{ reserve: db, timeout: none }, { confirm: db, timeout: none }")
                        .read("stock.last.a", run -> Map.of("", run.timeAverage(run.measure("db", "sold_out_at"))))
                        .runs(40),
                soldOut("{ read: db, timeout: none }, { wait: 200ms }, { reserve: db, check: read, timeout: none },"
                                + " { confirm: db, timeout: none }")
                        .read("stock.over.a", run -> Map.of("", run.timeAverage(run.measure("db", "oversold_units"))))
                        .runs(160),
                ScenarioRun.of("session-reads")
                        .rate(100)
                        .minWarmup(5)
                        .read("session.wait.a", run -> Map.of("", run.weightedMean("db", "session_wait")))
                        .quickRequests(40_000),
                ScenarioRun.of("session-reads")
                        .with("session", "primary-after-write(200ms)")
                        .rate(100)
                        .minWarmup(5)
                        .read("session.primary.a", TransactionModels::primaryWindow)
                        .quickRequests(80_000));
    }

    private static ScenarioRun soldOut(String steps) {
        return ScenarioRun.of("stock")
                .with("units", 300)
                .with("hold", "none")
                .with("job", "{ rate: 100/s, key: uniform(1), timeout: none, steps: [web, " + steps + "] }")
                .with("duration", "8s")
                .with("warmup", "0s");
    }

    private static PartialEstimate soldOutShare(ReplicationResult run) {
        double reservations = run.requests("job").offered();
        return new PartialEstimate.Quotient(run.measure("db", "sold_out_share") * reservations, reservations);
    }

    private static Map<String, PartialEstimate> primaryWindow(ReplicationResult run) {
        double reads = run.measure("db", "own_write_reads");
        return Map.of(
                "primary", new PartialEstimate.Quotient(run.measure("db", "session_primary_reads"), reads),
                "missed", new PartialEstimate.Quotient(run.measure("db", "missed_own_writes"), reads));
    }
}
