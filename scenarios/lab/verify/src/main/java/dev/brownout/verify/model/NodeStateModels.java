package dev.brownout.verify.model;

import dev.brownout.fault.PowerOffFault;
import dev.brownout.random.KeyedRandom;
import dev.brownout.result.VariantResult;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Selector;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reference models of the start of processes, of calls that slow each other down, of functions and of lost partitions.
 *
 * <p>{@code start.queue}: N processes call c cores together. Batch k of c is ready after k service times, so the mean
 * is s (N / c + 1) / 2. {@code start.rounds}: with a limit of k processes, they start in rounds of k.
 * {@code start.retry}: a start step fails with probability p, and the next attempt follows after a backoff. The number
 * of failed attempts is geometric, with the mean p / (1 - p).
 *
 * <p>{@code speed.linear}: with the time base + n per_call at n calls, the rate of completions is n (base + per_call) /
 * (s (base + n per_call)). The calls are a birth-death process with a negative binomial number of calls: the mean is q
 * r / (1 - q), with r = base / per_call + 1 and q = lambda s per_call / (base + per_call).
 *
 * <p>{@code function.one}: a call that finds the only instance busy is throttled. The time to the next call is
 * memoryless, so an accepted call finds no instance with probability exp(-lambda T) and occupies one for c exp(-lambda
 * T) + s on average (Erlang's loss system with one server and Welch's exceptional first service).
 *
 * <p>{@code place}: f of n nodes are lost. Each partition of r copies is lost with probability C(f, r) / C(n, r), with
 * random placement and with copysets. The four copysets of one permutation of 12 nodes are disjoint, and none of them
 * is within 8 lost nodes in 81 of the C(12, 8) combinations, the coefficient of x^8 in (1 + 3x + 3x^2)^4.
 */
final class NodeStateModels implements ModelFamily {
    private static final int PARTITIONS = 48;
    private static final int STORE_NODES = 12;
    private static final int LOST_NODES = 8;
    private static final int RETRY_RUNS = 40;

    @Override
    public String title() {
        return "Starts, shared speed, functions and copysets";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                ScenarioRun.of("process-starts")
                        .deterministic("start.queue.a", run -> Map.of("", run.measure("web", "start_time.mean"))),
                ScenarioRun.of("process-starts")
                        .with("work", "500ms")
                        .with("cores", 100)
                        .with("concurrent", 7)
                        .deterministic("start.rounds.a", run -> Map.of("", run.measure("web", "start_time.mean"))),
                ScenarioRun.of("process-starts")
                        .with("nodes", 1000)
                        .with("cores", 1000)
                        .with("work", "0ms")
                        .with("errors", "20%")
                        .read(
                                "start.retry.a",
                                run -> Map.of(
                                        "failed", failedStarts(run),
                                        "mean", run.weightedMean("web", "start_time")))
                        .runs(RETRY_RUNS),
                ScenarioRun.of("shared-speed")
                        .rate(200)
                        .minWarmup(5)
                        .read(
                                "speed.linear.a",
                                run -> Map.of("mean", run.mean("job"), "calls", run.average("web", "in_service")))
                        .quickRequests(200_000),
                ScenarioRun.of("function")
                        .rate(1)
                        .minWarmup(20)
                        .read(
                                "function.one.a",
                                run -> Map.of(
                                        "cold", run.ratio("f", "cold_starts", "invocations"),
                                        "throttled", run.perRequest(run.measure("f", "throttled"), "job"),
                                        "instances", run.average("f", "instances")))
                        .quickRequests(200_000),
                outages("copysets", "place.copysets.a"),
                outages("random", "place.random.a"));
    }

    private static PartialEstimate failedStarts(ReplicationResult run) {
        double failed = run.measure("web", "failed_starts");
        return new PartialEstimate.Quotient(failed, run.measure("web", "starts") - failed);
    }

    /** Creates a model with many short outages in each run, each of other nodes. */
    private static ReferenceModel outages(String placement, String id) {
        return ScenarioRun.of("lost-partitions")
                .with("placement", placement)
                .withTrial(id, setup -> size -> lostPartitions(setup.scenario(size), size))
                .quickRequests(1200);
    }

    /** Returns the lost share of the partitions, and the share of the outages with a lost partition. */
    private static Map<String, PartialEstimate> lostPartitions(Scenario scenario, ReferenceModel.Size size) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(size.seed(), size.run(), "lost nodes"));
        double lost = 0;
        double withLoss = 0;
        for (int outage = 0; outage < size.requests(); outage++) {
            VariantResult result = ScenarioRun.execute(scenario.withFaults(lostNodes(random)), size.run());
            double partitions = new ReplicationResult(result).measure("kv", "lost_partitions");
            lost += partitions;
            withLoss += partitions > 0 ? 1 : 0;
        }
        double outages = size.requests();
        return Map.of(
                "share", new PartialEstimate.Quotient(lost, PARTITIONS * outages),
                "any", new PartialEstimate.Quotient(withLoss, outages));
    }

    /** Returns the loss of a random set of nodes at 1 s. */
    private static List<FaultEntry> lostNodes(KeyedRandom random) {
        List<FaultEntry> faults = new ArrayList<>();
        for (int node = 1; node <= STORE_NODES; node++) {
            int left = STORE_NODES - node + 1;
            if (random.uniform() * left < LOST_NODES - faults.size()) {
                faults.add(new FaultEntry(
                        1_000_000_000,
                        Optional.empty(),
                        "fault",
                        Optional.of(new Selector("kv", List.of(Integer.toString(node)))),
                        Optional.empty(),
                        new PowerOffFault(),
                        "a node is lost"));
            }
        }
        return faults;
    }
}
