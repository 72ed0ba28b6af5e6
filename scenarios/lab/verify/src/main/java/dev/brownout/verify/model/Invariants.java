package dev.brownout.verify.model;

import dev.brownout.export.ResultJson;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.scenario.Scenario;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Invariants of every model, checked on a few of them. */
final class Invariants implements ModelFamily {
    private static final long REQUESTS = 100_000;

    @Override
    public String title() {
        return "Invariants";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                invariant("inv.little", Invariants::little),
                invariant("inv.flow", Invariants::flow),
                invariant("inv.utillaw", Invariants::utilization),
                invariant("inv.pasta", Invariants::pasta),
                invariant("inv.seed", Invariants::seed),
                invariant("inv.crn", Invariants::unusedComponent),
                invariant("inv.units", Invariants::units),
                invariant("inv.order", Invariants::ties),
                invariant("inv.monotone", Invariants::isMonotone));
    }

    private static ReferenceModel invariant(String id, Predicate<ReferenceModel.Size> invariant) {
        return ReferenceModel.fact(
                id,
                size -> Map.of(
                        "",
                        PartialEstimate.Fact.content(
                                invariant.test(new ReferenceModel.Size(size.seed(), size.run(), REQUESTS)))));
    }

    private static ScenarioRun tandem() {
        return ScenarioRun.of("series").rate(60);
    }

    private static ScenarioRun station(double rate) {
        return ScenarioRun.of("station").with("load", rate + "/s").rate(rate).minWarmup(5);
    }

    /** Returns whether L = X W at every station, and whether it is an identity in the audit of the run. */
    private static boolean little(ReferenceModel.Size size) {
        ReplicationResult run = tandem().run(size);
        boolean auditHolds = run.result().accounting().audit().stream()
                .filter(line -> line.name().contains("∫"))
                .allMatch(line -> line.left() == line.right());
        return auditHolds
                && List.of("first", "second").stream().allMatch(name -> {
                    double stays = run.result().components().get(name).latency().mean() / 1e9;
                    return approximatelyEqual(
                            run.measure(name, "in_flight"), run.measure(name, "throughput") * stays, 0.01);
                });
    }

    /** Returns whether the number of sent requests equals the number of completed, refused and in-flight requests. */
    private static boolean flow(ReferenceModel.Size size) {
        ReplicationResult run = ScenarioRun.of("station")
                .with("load", "150/s")
                .with("queue", 4)
                .rate(150)
                .run(size);
        return !run.result().accounting().audit().isEmpty()
                && run.result().accounting().audit().stream()
                        .filter(line -> !line.name().contains("<="))
                        .allMatch(line -> line.left() == line.right());
    }

    /** Returns whether utilization = throughput times mean service time. */
    private static boolean utilization(ReferenceModel.Size size) {
        ReplicationResult run = station(80).run(size);
        return approximatelyEqual(run.measure("box", "utilization"), run.measure("box", "throughput") * 0.01, 0.01);
    }

    /** Returns whether Poisson arrivals find the station busy as often as its utilization. */
    private static boolean pasta(ReferenceModel.Size size) {
        ReplicationResult run = ScenarioRun.of("station-looked-into")
                .with("load", "80/s")
                .with("cores", 1)
                .rate(80)
                .minWarmup(5)
                .run(size);
        double busy = run.measure("box", "utilization");
        return approximatelyEqual(
                run.shareAbove("look", 1_000).value(), busy, 4 * Math.sqrt((1 - busy) / busy / REQUESTS) * 3);
    }

    /** Returns whether equal seeds give identical bytes and different seeds give different bytes. */
    private static boolean seed(ReferenceModel.Size size) {
        byte[] first = bytes(tandem(), size);
        ReferenceModel.Size otherSeed = new ReferenceModel.Size(size.seed() + 1, size.run(), size.requests());
        return Arrays.equals(first, bytes(tandem(), size)) && !Arrays.equals(first, bytes(tandem(), otherSeed));
    }

    private static byte[] bytes(ScenarioRun setup, ReferenceModel.Size size) {
        VariantResult result = setup.run(size).result();
        return ResultJson.write(new RunResult("model", "model", "", "", "", List.of(), List.of(result)));
    }

    /** Returns whether an unused additional component leaves every number unchanged. */
    private static boolean unusedComponent(ReferenceModel.Size size) {
        Scenario scenario = tandem().scenario(size);
        var components = new TreeMap<>(scenario.components());
        components.put("another", components.get("first"));
        VariantResult original = ScenarioRun.execute(scenario, 0);
        VariantResult extended = ScenarioRun.execute(scenario.withComponents(components), 0);
        return original.requests().equals(extended.requests())
                && original.components().entrySet().stream()
                        .allMatch(entry ->
                                entry.getValue().equals(extended.components().get(entry.getKey())));
    }

    /**
     * Returns whether ten times longer times and ten times lower rates give ten times longer latencies and equal
     * shares.
     */
    private static boolean units(ReferenceModel.Size size) {
        ReplicationResult base = station(80).run(size);
        ReplicationResult scaled = ScenarioRun.of("station")
                .with("load", "8/s")
                .with("service", "exp(100ms)")
                .rate(8)
                .minWarmup(50)
                .run(size);
        return approximatelyEqual(
                        10 * base.mean("job").value(), scaled.mean("job").value(), 1e-6)
                && approximatelyEqual(base.measure("box", "utilization"), scaled.measure("box", "utilization"), 1e-6);
    }

    /** Returns whether two runs with many simultaneous events are identical. */
    private static boolean ties(ReferenceModel.Size size) {
        ScenarioRun simultaneous =
                tandem().with("load", "constant(100/s)").with("one", "10ms").with("two", "10ms");
        return Arrays.equals(bytes(simultaneous, size), bytes(simultaneous, size));
    }

    /** Returns whether more load, or fewer servers, do not reduce the latency. */
    private static boolean isMonotone(ReferenceModel.Size size) {
        double lowLoad = station(50).run(size).mean("job").value();
        double highLoad = station(80).run(size).mean("job").value();
        double twoCores = station(80).with("cores", 2).run(size).mean("job").value();
        return lowLoad <= highLoad && twoCores <= highLoad;
    }

    private static boolean approximatelyEqual(double first, double second, double tolerance) {
        return Math.abs(first / second - 1) <= tolerance;
    }
}
