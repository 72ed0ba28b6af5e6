package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.SinusoidEstimate;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reference models of a single station with one stream of requests. */
final class SingleStations implements ModelFamily {
    /** Number of runs of many restarts each, which do not depend on the past. */
    private static final int RESTART_RUNS = 100;

    @Override
    public String title() {
        return "Single stations";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        models.add(markov("q.mm1.a", 80).quickRequests(1_500_000));
        models.add(markov("q.mm1.b", 50).quickRequests(700_000));
        models.add(markov("q.mm1.c", 95).onDemand());
        models.add(probed("q.mmc.a", 320, 4, "exp(10ms)").quickRequests(1_700_000));
        models.add(probed("q.mmc.b", 900, 10, "exp(10ms)").quickRequests(7_500_000));
        models.add(probed("q.mmc.c", 160, 2, "exp(10ms)").quickRequests(3_000_000));
        models.addAll(rejecting());
        models.add(single(80, "exp(10ms)")
                .with("timeout", "100ms")
                .read("q.zombie.a", SingleStations::measures)
                .quickRequests(1_600_000));
        models.addAll(general());
        models.addAll(processorSharing());
        models.add(probed("q.mdc.a", 360, 4, "10ms").quickRequests(1_100_000));
        models.add(probed("q.mdc.b", 80, 1, "10ms"));
        models.add(probed("q.allencunneen.a", 360, 4, "10ms").quickRequests(1_100_000));
        models.add(probed("q.allencunneen.b", 80, 1, "10ms").quickRequests(220_000));
        models.add(single(80, "exp(10ms)")
                .with("load", "constant(80/s)")
                .read("q.gim1.d", SingleStations::measures)
                .quickRequests(560_000));
        models.add(ScenarioRun.of("round-robin")
                .with("load", "320/s")
                .with("nodes", 4)
                .rate(320)
                .minWarmup(2.5)
                .read("q.gim1.e4", run -> Map.of("mean", run.mean("job"), "p99", run.quantile("job", 99)))
                .quickRequests(620_000));
        models.add(single(80, "lognormal(mean=10ms cv=1.5)")
                .read("q.kingman.a", run -> Map.of("", measures(run).get("wait")))
                .quickRequests(520_000));
        models.add(ScenarioRun.of("station")
                .with("load", "200/s")
                .with("cores", 100)
                .with("service", "lognormal(mean=50ms cv=1)")
                .rate(200)
                .minWarmup(5)
                .sampledModel(
                        "q.mginf.a",
                        "box",
                        0.005,
                        (run, samples) -> Map.of(
                                "mean", samples.mean(), "var", samples.variance(), "p99", samples.quantile(99))));
        models.addAll(transients());
        return models;
    }

    /** Returns the models of stations that reject requests. */
    private static List<ReferenceModel> rejecting() {
        List<ReferenceModel> models = new ArrayList<>();
        models.add(station("q.mmck.a", 90, 1, "exp(10ms)", 9).quickRequests(1_600_000));
        models.add(station("q.mmck.b", 380, 4, "exp(10ms)", 16).quickRequests(4_200_000));
        models.add(station("q.mmck.c", 150, 1, "exp(10ms)", 4));
        models.add(loss("q.erlb.a", 70, 10, "exp(100ms)").quickRequests(180_000));
        models.add(loss("q.erlb.b", 70, 10, "100ms"));
        models.add(loss("q.erlb.c", 10, 2, "exp(100ms)"));
        models.add(loss("q.erlb.d", 900, 100, "lognormal(mean=100ms cv=2)"));
        return models;
    }

    /** Returns the models of stations that do not reach a steady state. */
    private static List<ReferenceModel> transients() {
        List<ReferenceModel> models = new ArrayList<>();
        models.add(transientState().quickRequests(3_000).runs(RESTART_RUNS));
        models.add(stateAfter("q.transient.over.t1", 120, "t1"));
        models.add(stateAfter("q.transient.over.t10", 120, "t10").quickRequests(1_000));
        models.add(ScenarioRun.of("overload")
                .withTrial("q.unstable.a", setup -> size -> {
                    ReplicationResult fullRun = setup.run(size);
                    ReplicationResult firstHalf = setup.withDuration(30).run(size);
                    return Map.of(
                            "backlog",
                                    new PartialEstimate.Quotient(
                                            firstHalf.requests("job").unfinished(), 1),
                            "thr", firstHalf.throughput("job"),
                            "wait",
                                    new PartialEstimate.Quotient(
                                            fullRun.requests("job").successes().max(), 1));
                })
                .withFixedLength());
        models.add(swing("q.mtinf.exp", "exp(30s)"));
        models.add(swing("q.mtinf.det", "30s"));
        return models;
    }

    /**
     * Creates a model of the mean number of requests at the station after each of three times, over the restarts of the
     * reference values.
     */
    private static ReferenceModel transientState() {
        return ScenarioRun.of("transient")
                .with("load", "90/s")
                .withDuration(5.1)
                .withTrial("q.transient.a", setup -> size -> {
                    long[] counts = new long[3];
                    for (int i = 0; i < size.requests(); i++) {
                        int run = (int) (size.run() * size.requests() + i);
                        long[] inSystem =
                                setup.requestsAt(new ReferenceModel.Size(size.seed(), run, 0), "box", 0.1, 1, 5);
                        Arrays.setAll(counts, index -> counts[index] + inSystem[index]);
                    }
                    return Map.of(
                            "t0.1", new PartialEstimate.Quotient(counts[0], size.requests()),
                            "t1", new PartialEstimate.Quotient(counts[1], size.requests()),
                            "t5", new PartialEstimate.Quotient(counts[2], size.requests()));
                });
    }

    /**
     * Creates a model of the mean number of requests at the station after a time, over the restarts of the reference
     * value.
     */
    private static ReferenceModel stateAfter(String id, double rate, String after) {
        double seconds = Double.parseDouble(after.substring(1));
        return ScenarioRun.of("transient")
                .with("load", rate + "/s")
                .withDuration(seconds)
                .withTrial(id, setup -> size -> {
                    double inSystem = 0;
                    for (int i = 0; i < size.requests(); i++) {
                        int run = (int) (size.run() * size.requests() + i);
                        inSystem += setup.run(new ReferenceModel.Size(size.seed(), run, 0))
                                .requests("job")
                                .unfinished();
                    }
                    return Map.of("", new PartialEstimate.Quotient(inSystem, size.requests()));
                });
    }

    private static ReferenceModel swing(String id, String service) {
        return ScenarioRun.of("swing")
                .with("service", service)
                .read(
                        id,
                        run -> Map.of(
                                "peak", run.sinusoid("hall.in_flight", SinusoidEstimate.Figure.PEAK),
                                "trough", run.sinusoid("hall.in_flight", SinusoidEstimate.Figure.TROUGH),
                                "lag", run.sinusoid("hall.in_flight", SinusoidEstimate.Figure.LAG)));
    }

    private static List<ReferenceModel> general() {
        return List.of(
                general("d80", 80, "10ms").quickRequests(900_000),
                general("ln80", 80, "lognormal(mean=10ms cv=1.5)").quickRequests(1_700_000),
                general("erl", 70, "erlang(k=4 mean=10ms)").quickRequests(530_000),
                general("h2", 60, "mix(90% exp(5ms), 10% exp(55ms))").quickRequests(1_500_000),
                general("two", 70, "mix(95% 5ms, 5% 105ms)"),
                general("uni", 80, "uniform(5ms 15ms)").quickRequests(750_000),
                general("bp", 50, "pareto(min=4ms alpha=1.5 max=400ms)").quickRequests(1_300_000),
                general("wb", 70, "weibull(shape=0.7 scale=7.899995ms)").quickRequests(620_000));
    }

    private static ReferenceModel general(String name, double rate, String service) {
        return single(rate, service).read("q.mg1." + name, SingleStations::measures);
    }

    private static List<ReferenceModel> processorSharing() {
        List<ReferenceModel> models = new ArrayList<>();
        models.add(processorSharing("q.ps.det", "10ms"));
        models.add(processorSharing("q.ps.exp", "exp(10ms)").quickRequests(470_000));
        models.add(processorSharing("q.ps.ln", "lognormal(mean=10ms cv=2)").quickRequests(650_000));
        models.add(ScenarioRun.of("probes")
                .rate(80)
                .minWarmup(10)
                .read("q.ps.a", run -> Map.of("cond", run.mean("probe")))
                .quickRequests(800_000));
        return models;
    }

    private static ReferenceModel processorSharing(String id, String service) {
        return single(80, service).with("scheduling", "ps").read(id, SingleStations::measures);
    }

    private static ScenarioRun single(double rate, String service) {
        return ScenarioRun.of("station")
                .with("load", rate + "/s")
                .with("service", service)
                .rate(rate)
                .minWarmup(50 / (100 - rate));
    }

    private static ReferenceModel markov(String id, double rate) {
        return single(rate, "exp(10ms)").sampledModel(id, "box", 0.01, (run, samples) -> {
            Map<String, PartialEstimate> estimates = new HashMap<>(measures(run));
            estimates.put("pge5", samples.atLeast(5));
            return estimates;
        });
    }

    private static ReferenceModel station(String id, double rate, int cores, String service, int queueSlots) {
        return ScenarioRun.of("station")
                .with("load", rate + "/s")
                .with("cores", cores)
                .with("service", service)
                .with("queue", queueSlots)
                .rate(rate)
                .read(id, SingleStations::measures);
    }

    private static ReferenceModel loss(String id, double rate, int cores, String service) {
        return ScenarioRun.of("station")
                .with("load", rate + "/s")
                .with("cores", cores)
                .with("service", service)
                .with("queue", 0)
                .rate(rate)
                .minWarmup(5)
                .read(id, run -> Map.of("", run.failedShare("job")));
    }

    /**
     * Creates a model with a quarter as many probe requests as jobs. The state changes more slowly than the probes
     * arrive, and a probe costs as much computing time as a job.
     */
    private static ReferenceModel probed(String id, double rate, int cores, String service) {
        return ScenarioRun.of("station-looked-into")
                .with("load", rate + "/s")
                .with("looks", rate / 4 + "/s")
                .with("cores", cores)
                .with("service", service)
                .rate(rate)
                .minWarmup(50 / (100 * cores - rate))
                .read(
                        id,
                        run -> Map.of(
                                "pwait", run.shareAbove("look", 1_000),
                                "wait", run.mean("look"),
                                "wait_p99", run.quantile("look", 99),
                                "mean", run.mean("job"),
                                "p99", run.quantile("job", 99)));
    }

    private static Map<String, PartialEstimate> measures(ReplicationResult run) {
        Map<String, PartialEstimate> estimates = new HashMap<>();
        estimates.put("mean", run.mean("job"));
        estimates.put("p50", run.quantile("job", 50));
        estimates.put("p99", run.quantile("job", 99));
        estimates.put("L", run.average("box", "in_flight"));
        estimates.put("util", run.average("box", "utilization"));
        estimates.put(
                "wait",
                new PartialEstimate.Quotient(
                        run.measure("box", "queue") * run.seconds() * 1e9,
                        run.requests("job").good()));
        estimates.put("thr", run.throughput("job"));
        estimates.put("goodput", run.throughput("job"));
        estimates.put("timeouts", run.failedShare("job"));
        estimates.put("loss", run.failedShare("job"));
        return estimates;
    }
}
