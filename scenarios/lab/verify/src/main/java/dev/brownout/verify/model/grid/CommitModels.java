package dev.brownout.verify.model.grid;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Reference models of the disk of a database under transactions of n writes. A transaction has one fsync, at its commit
 * (PostgreSQL documentation, Write-Ahead Logging), so the disk gets lambda operations/s for any n. With exponential
 * fsyncs of mean D, each on its own, it is M/M/1: busy for rho = lambda D of the time, with a mean wait of rho D / (1 -
 * rho) (Kleinrock 1975, 3.2).
 */
public final class CommitModels implements ModelFamily {
    @Override
    public String title() {
        return "Commits of transactions";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                commits(50, 1, "commit.txn.a"),
                commits(100, 2, "commit.txn.b"),
                commits(150, 3, "commit.txn.c"),
                commits(175, 5, "commit.txn.d"));
    }

    private static ReferenceModel commits(int rate, int writes, String id) {
        String transaction = "{ transaction: ["
                + String.join(", ", Collections.nCopies(writes, "{ write: db, timeout: none }")) + "] }";
        return ScenarioRun.of("commits")
                .with("load", rate + "/s")
                .with("grouped", false)
                .with("fsync", "exp(4ms)")
                .with("save", "{ rate: $load, key: uniform(1M), timeout: none, steps: [app, " + transaction + "] }")
                .rate(rate)
                .minWarmup(5)
                .read(
                        id,
                        run -> Map.of(
                                "fsyncs", run.perSecond(run.measure("db", "fsyncs")),
                                "busy", run.average("db", "disk"),
                                "wait", run.weightedMean("db", "disk_wait")))
                .quickRequests(200_000);
    }
}
