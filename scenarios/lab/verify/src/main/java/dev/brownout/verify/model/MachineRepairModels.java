package dev.brownout.verify.model;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reference models of machines with exponential times to failure and repair: single machines, and redundant pairs of
 * which one is enough.
 */
final class MachineRepairModels implements ModelFamily {
    private static final double NANOS = 1e9;
    private static final long FAILURES = 8 * 6_400;
    /** Number of machine failures in a run of pairs, in which both machines are down about 6,400 times. */
    private static final long FAILURES_OF_PAIRS = 640_000;

    private static final int PAIRS = 300;
    private static final int NEW_MACHINES = 2_000;

    @Override
    public String title() {
        return "Breakdowns";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>(List.of(
                repaired("q.breakdown.a", 60, 5).onDemand(),
                repaired("q.breakdown.b", 10, 1).quickRequests(12_000_000),
                downtime("avail.one.a", 99, 1, 1, "unlimited").quickRequests(16_000),
                downtime("avail.one.b", 720, 4, 1, "unlimited"),
                downtime("avail.two.a", 99, 1, 2, "unlimited").quickRequests(640_000),
                downtime("avail.two.b", 720, 4, 2, "unlimited").onDemand(),
                downtime("avail.two1crew.a", 99, 1, 2, "1").quickRequests(600_000),
                downtime("avail.two1crew.b", 720, 4, 2, "1").onDemand(),
                firstOutage("avail.mttf2.a", 99, 1, 5_049).megabytes(300),
                firstOutage("avail.mttf2.b", 720, 4, 65_880).megabytes(300).onDemand(),
                upAfterRepairTime("avail.trans.a", 99, 1),
                upAfterRepairTime("avail.trans.b", 720, 4),
                leaderless()));
        List.of("99.0", "99.9", "99.95", "99.99", "99.999").forEach(percent -> models.add(allowedDowntime(percent)));
        return models;
    }

    /** Creates a model in which a failure pauses the work, which continues after the repair. */
    private static ReferenceModel repaired(String id, double mttf, double mttr) {
        return breakdowns(mttf, mttr)
                .with("by", "pause")
                .rate(50)
                .minWarmup(20 * mttf)
                .read(id, run -> Map.of("mean", run.mean("job")));
    }

    private static ScenarioRun breakdowns(double mttf, double mttr) {
        return ScenarioRun.of("breakdowns").with("mtbf", seconds(mttf)).with("mttr", seconds(mttr));
    }

    private static String seconds(double seconds) {
        return (long) seconds + "s";
    }

    /** Creates a model of the share of time without a working machine. The length of a run is given in failures. */
    private static ReferenceModel downtime(String id, double mttf, double mttr, int nodes, String crews) {
        return idleBreakdowns(mttf, mttr)
                .with("nodes", nodes)
                .with("crews", crews)
                .rate(nodes / (mttf + mttr))
                .read(id, run -> Map.of("", run.timeAverage(1 - run.measure("box", "enough"))))
                .requests(nodes == 1 ? FAILURES : FAILURES_OF_PAIRS * (long) (mttf / mttr) / 99);
    }

    private static ScenarioRun idleBreakdowns(double mttf, double mttr) {
        return breakdowns(mttf, mttr).with("load", "1/d").with("service", "0ms");
    }

    /**
     * Creates a model of the mean time from the start until both machines of a pair are down: time at risk over
     * outages. Many independent pairs are observed for three times their mean lifetime.
     */
    private static ReferenceModel firstOutage(String id, double mttf, double mttr, double meanLifetime) {
        return idleBreakdowns(mttf, mttr).with("nodes", 2).withTrial(id, setup -> size -> {
            Scenario onePair = setup.withDuration(3 * meanLifetime).scenario(size);
            TreeMap<String, ComponentEntry> pairs = new TreeMap<>(onePair.components());
            for (int i = 1; i < PAIRS; i++) {
                pairs.put("box" + i, onePair.components().get("box"));
            }
            Map<String, Double> firstOutages = new TreeMap<>();
            for (TimelineEvent event : ScenarioRun.execute(onePair.withComponents(pairs), size.run())
                    .history()
                    .timeline()) {
                if (event.what().equals("too-few-machines")) {
                    firstOutages.putIfAbsent(event.component(), event.atNanos() / NANOS);
                }
            }
            double atRisk = 3 * meanLifetime * (PAIRS - firstOutages.size());
            atRisk += firstOutages.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            return Map.of("", new PartialEstimate.Quotient(atRisk, firstOutages.size()));
        });
    }

    /** Creates a model of the share of new machines that work after one mean repair time. */
    private static ReferenceModel upAfterRepairTime(String id, double mttf, double mttr) {
        return ScenarioRun.of("up-at")
                .with("mtbf", seconds(mttf))
                .with("mttr", seconds(mttr))
                .read(id, run -> Map.of("", run.timeAverage(run.measure(0, "box", "up") / NEW_MACHINES)));
    }

    /** Creates a model of the share of time without a primary. */
    private static ReferenceModel leaderless() {
        return ScenarioRun.of("lost-leaders")
                .read("avail.failover.a", run -> {
                    double primarySeconds = run.result().history().roles().stream()
                            .filter(span -> span.role().equals("primary"))
                            .mapToDouble(span -> (span.toNanos() - span.fromNanos()) / NANOS)
                            .sum();
                    return Map.of("", new PartialEstimate.Quotient(run.seconds() - primarySeconds, run.seconds()));
                })
                .runs(30);
    }

    /** Creates a model of the allowed downtime in 30 days, from the analytical model. */
    private static ReferenceModel allowedDowntime(String percent) {
        return ReferenceModel.fact("avail.nines." + percent, size -> {
            ScenarioRun run = ScenarioRun.of("outage").with("looked_at", "availability >= " + percent + "%");
            return Map.of(
                    "",
                    PartialEstimate.Fact.content(CapacityForecast.of(run.scenario())
                            .explanation("model")
                            .budgets()
                            .get(0)
                            .downtimeNanos(30)));
        });
    }

    @Override
    public Map<String, String> reasonsWithoutModel() {
        Map<String, String> missing = new LinkedHashMap<>();
        missing.put("avail.burn", "a quotient of the parameters of the row; no run measures it that exactly");
        return missing;
    }
}
