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
 * Reference models of load balancing.
 *
 * <p>{@code bounded}: all requests use one key, and hashing selects the machine with a bound c on the in-flight calls.
 * Each of n machines takes at most c / n of them, in the order of the hash, and the rest overflows to the next machine
 * (Mirrokni, Thorup and Zadimoghaddam 2018). With c = 1.25 and n = 4, three machines take 0.3125 each and the last one
 * 0.0625.
 */
final class Balancing implements ModelFamily {
    private static final List<String> MACHINES = List.of("1", "2", "3", "4");
    private static final int MEAN_FIELD_MACHINES = 500;
    private static final int RUNS = 8;
    private static final int MORE_RUNS = 12;

    @Override
    public String title() {
        return "Load balancing";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        models.add(balanced("lb.jsq2", "least-connections", 2).quickRequests(1_100_000));
        models.add(balanced("lb.jsq4", "least-connections", 4));
        models.add(balanced("lb.pod3", "power-of-two", 3).quickRequests(350_000));
        models.add(ScenarioRun.of("unequal")
                .rate(120)
                .minWarmup(5)
                .read(
                        "lb.het.a",
                        run -> Map.of(
                                "mean",
                                run.mean("job"),
                                "share1",
                                new PartialEstimate.Quotient(
                                        run.measure("web", "1", "offered"), run.measure("web", "offered")))));
        models.add(balanced("lb.random.a", "random", 4).quickRequests(2_000_000));
        models.add(balanced("lb.rr.a", "round-robin", 4).quickRequests(720_000));
        models.add(balanced("lb.random.b", "random", 10).quickRequests(1_500_000));
        models.add(balanced("lb.rr.b", "round-robin", 10).quickRequests(1_700_000));
        models.add(meanFieldLimit("lb.pod.a", 90, 2));
        models.add(randomBalancing("lb.pod.a.p99_random", 90, 30).quickRequests(6_400_000));
        models.add(meanFieldLimit("lb.pod.b", 95, 2));
        models.add(randomBalancing("lb.pod.b.p99_random", 95, 100).quickRequests(20_000_000));
        models.add(meanFieldLimit("lb.pod.c", 90, 3).quickRequests(2_200_000).runs(MORE_RUNS));
        models.add(randomBalancing("lb.pod.c.p99_random", 90, 30).quickRequests(6_400_000));
        models.add(weightedRoundRobin("lb.swrr.a", "5, 1, 1", 7));
        models.add(weightedRoundRobin("lb.swrr.b", "3, 2, 1", 6));
        models.add(boundedLoads("ring-hash", "bounded.ring.a"));
        models.add(boundedLoads("maglev", "bounded.maglev.a"));
        return models;
    }

    /** Creates a run with {@code perMachine} requests per second for each machine, of which each can process 100. */
    private static ScenarioRun machines(String algorithm, int nodes, double perMachine) {
        return ScenarioRun.of("balanced")
                .with("algorithm", algorithm)
                .with("nodes", nodes)
                .with("load", nodes * perMachine + "/s")
                .rate(nodes * perMachine);
    }

    private static ReferenceModel balanced(String id, String algorithm, int nodes) {
        return machines(algorithm, nodes, 80).minWarmup(10).read(id, Balancing::latency);
    }

    private static Map<String, PartialEstimate> latency(ReplicationResult run) {
        return Map.of("mean", run.mean("job"), "p99", run.quantile("job", 99));
    }

    /** Creates a model with 500 machines, close to the mean-field limit. */
    private static ReferenceModel meanFieldLimit(String id, double perMachine, int choices) {
        return machines("power-of-two", MEAN_FIELD_MACHINES, perMachine)
                .with("choices", choices)
                .minWarmup(2)
                .sampledModel(
                        id,
                        "web",
                        0.02,
                        (run, samples) -> Map.of(
                                "mean", run.mean("job"), "p99", run.quantile("job", 99), "ge3", samples.atLeast(3)))
                .runs(RUNS)
                .megabytes(150)
                .asymptotic("mean", "p99", "ge3");
    }

    /** Creates a model with random balancing. Each machine is then an independent queue, so four machines suffice. */
    private static ReferenceModel randomBalancing(String id, double perMachine, double warmup) {
        return machines("random", 4, perMachine).minWarmup(warmup).read(id, run -> Map.of("", run.quantile("job", 99)));
    }

    /** Creates a model with one request per second, sampled during its service. It checks the order of the machines. */
    private static ReferenceModel weightedRoundRobin(String id, String weights, int cycle) {
        return ScenarioRun.of("weighted")
                .with("lb", "{ kind: load-balancer, algorithm: weighted, weights: [" + weights + "], health: none }")
                .withTrial(
                        id,
                        setup -> size -> setup.runSampled(
                                size,
                                "web",
                                0.25,
                                (run, samples) ->
                                        Map.of("", PartialEstimate.Fact.content(everySecond(samples.busy(), cycle)))))
                .runs(1);
    }

    /** Returns every second character of the samples, {@code count} of them, as each request is sampled twice. */
    private static String everySecond(String samples, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(samples.charAt(2 * i));
        }
        return text.toString();
    }

    private static ReferenceModel boundedLoads(String algorithm, String id) {
        return ScenarioRun.of("bounded-hashing").with("algorithm", algorithm).deterministic(id, run -> {
            double total = run.measure("web", "offered");
            double maxShare = 0;
            double minShare = total;
            for (String machine : MACHINES) {
                double offered = run.measure("web", machine, "offered");
                maxShare = Math.max(maxShare, offered / total);
                minShare = Math.min(minShare, offered / total);
            }
            return Map.of("most", maxShare, "least", minShare);
        });
    }
}
