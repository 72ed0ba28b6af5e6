package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reference models of data replication: lost writes, stale reads, and commit latency. */
final class Replicas implements ModelFamily {
    private static final int FAILOVERS = 20;

    @Override
    public String title() {
        return "Replication, commits, transactions";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        lostWrites(models, "a", 500, "200ms");
        lostWrites(models, "b", 1000, "50ms");
        models.add(ScenarioRun.of("stale-reads")
                .read(
                        "repl.stale.const.a",
                        run -> Map.of(
                                "",
                                new PartialEstimate.Quotient(
                                        run.measure("db", "stale_reads"),
                                        run.requests("view").good())))
                .runs(5));
        models.add(ownWrites("repl.ryw.exp.a", "50ms"));
        models.add(ownWrites("repl.ryw.exp.b", "300ms"));
        models.add(ownWrites("repl.ryw.exp.c", "0s"));
        models.add(deterministicReadAfterWrite("const.a", "replicas"));
        models.add(deterministicReadAfterWrite("primary.a", "primary"));
        models.add(readAfterWrite());
        models.add(followers("repl.stale.exp.a", "at-follower"));
        models.add(followers("repl.stale.any.a", "at-leader", "at-follower", "at-other"));
        models.add(ScenarioRun.of("two-leaders").rate(200).read("repl.conflict.a", run -> {
            double all = run.requests("save").good();
            return Map.of("", new PartialEstimate.Quotient(run.measure("db", "concurrent_writes"), all));
        }));
        models.add(commit("pacelc.majority.a", "quorum", "rtt: { b: 70ms, c: 140ms }"));
        models.add(commit("pacelc.all.a", "sync", "rtt: { b: 70ms, c: 140ms }"));
        models.add(fiveNodeCommit("pacelc.majority.b", "quorum"));
        models.add(fiveNodeCommit("pacelc.all.b", "sync"));
        models.add(transaction("txn.saga.a", "saga"));
        models.add(transaction("txn.2pc.a", "commit"));
        models.add(ScenarioRun.of("replicas")
                .read("cap.util10.a", run -> Map.of("", run.timeAverage(meanUtilization(run))))
                .runs(5));
        models.add(ScenarioRun.of("replicas")
                .withTrial(
                        "cap.replicas.a", setup -> size -> Map.of("", PartialEstimate.Fact.content(leastNodes(size))))
                .runs(1));
        return models;
    }

    /**
     * Creates a model of reads of own writes. Each read selects one of two nodes at random, so half of the reads go to
     * the node that did not take the write.
     */
    private static ReferenceModel ownWrites(String row, String after) {
        return ScenarioRun.of("own-writes").with("after", after).rate(1000).read(row, run -> {
            double atFollower = run.requests("job").good() / 2.0;
            return Map.of("", new PartialEstimate.Quotient(staleReads(run, "job"), atFollower));
        });
    }

    /** Creates a model of a read directly after its write, at a replica that applies writes in order. */
    private static ReferenceModel readAfterWrite() {
        return ScenarioRun.of("own-rows")
                .with("backlog", "exp(100ms)")
                .with("read", "50ms")
                .rate(10)
                .read("repl.ryw.db.exp.a", run -> Map.of("", staleShare(run)));
    }

    /** Creates a model of a deterministic share of stale reads. */
    private static ReferenceModel deterministicReadAfterWrite(String row, String from) {
        return ScenarioRun.of("own-rows")
                .with("from", from)
                .read(
                        "repl.ryw.db." + row,
                        run -> Map.of(
                                "", PartialEstimate.Fact.content(staleShare(run).value())))
                .runs(1);
    }

    private static PartialEstimate.Quotient staleShare(ReplicationResult run) {
        return new PartialEstimate.Quotient(
                staleReads(run, "job"), run.requests("job").good());
    }

    private static long staleReads(ReplicationResult run, String request) {
        return run.requests(request).outcomes().getOrDefault("stale", 0L);
    }

    /** Creates a model of reads at some of three nodes, of which the first takes all writes. */
    private static ReferenceModel followers(String row, String... readers) {
        return ScenarioRun.of("follower-reads").rate(1000.0 * readers.length).read(row, run -> {
            double staleReads = 0;
            double reads = 0;
            for (String reader : readers) {
                staleReads += staleReads(run, reader);
                reads += run.requests(reader).good();
            }
            return Map.of("", new PartialEstimate.Quotient(staleReads, reads));
        });
    }

    /** Adds models of lost writes, with the number of failovers of the reference value. */
    private static void lostWrites(List<ReferenceModel> models, String row, double rate, String lag) {
        ScenarioRun setup =
                ScenarioRun.of("lost-writes").with("load", rate + "/s").with("backlog", lag);
        models.add(setup.withTrial(
                        "repl.lost." + row, scenario -> size -> Map.of("", lostWrites(scenario, size, false)))
                .quickRequests(80));
        models.add(setup.withTrial(
                        "repl.nolossP." + row, scenario -> size -> Map.of("", lostWrites(scenario, size, true)))
                .requests(400));
        models.add(ScenarioRun.of("lost-writes")
                .with("load", rate + "/s")
                .with("backlog", "0ms")
                .with("mode", "sync")
                .withTrial(
                        "repl.sync." + row,
                        scenario -> size -> Map.of("", PartialEstimate.Fact.content(writesLost(scenario.run(size)))))
                .runs(FAILOVERS)
                .withFixedLength());
    }

    private static double writesLost(ReplicationResult run) {
        return run.result().accounting().data().get("db").lost();
    }

    private static PartialEstimate lostWrites(ScenarioRun setup, ReferenceModel.Size size, boolean countLossless) {
        double total = 0;
        int failovers = (int) Math.max(1, size.requests());
        for (int i = 0; i < failovers; i++) {
            double lost = writesLost(setup.run(new ReferenceModel.Size(size.seed(), size.run() * failovers + i, 0)));
            total += countLossless ? (lost == 0 ? 1 : 0) : lost;
        }
        return new PartialEstimate.Quotient(total, failovers);
    }

    private static ReferenceModel commit(String id, String mode, String trips) {
        return ScenarioRun.of("commit")
                .with("mode", mode)
                .with("a", "{ at: us-east, users: 100%, " + trips + " }")
                .withTrial(id, setup -> size -> Map.of("", mean(setup.run(size), "save")))
                .runs(1);
    }

    /** Creates a commit model with five nodes, of which the first is the leader. */
    private static ReferenceModel fiveNodeCommit(String id, String mode) {
        return ScenarioRun.of("commit-of-five")
                .with("mode", mode)
                .withTrial(id, setup -> size -> Map.of("", mean(setup.run(size), "save")))
                .runs(1);
    }

    private static ReferenceModel transaction(String id, String type) {
        return ScenarioRun.of("transaction")
                .withTrial(id, setup -> size -> Map.of("", mean(setup.run(size), type)))
                .runs(1);
    }

    private static PartialEstimate mean(ReplicationResult run, String type) {
        return PartialEstimate.Fact.content(run.requests(type).successes().mean());
    }

    private static double meanUtilization(ReplicationResult run) {
        return run.result().components().get("db").nodes().values().stream()
                .mapToDouble(node -> node.get("utilization").value())
                .average()
                .orElseThrow();
    }

    /** Returns the smallest number of nodes, from 5 on, with a mean utilization below 98 %. */
    private static double leastNodes(ReferenceModel.Size size) {
        for (int nodes = 5; ; nodes++) {
            double utilization = meanUtilization(
                    ScenarioRun.of("replicas").with("replicas", nodes - 1).run(size));
            if (utilization < 0.98) {
                return nodes;
            }
        }
    }
}
