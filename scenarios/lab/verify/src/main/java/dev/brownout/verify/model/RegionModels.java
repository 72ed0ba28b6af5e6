package dev.brownout.verify.model;

import dev.brownout.result.RequestResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.PartialEstimate.Moments;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reference models of DNS, health checks and network latency between regions. */
final class RegionModels implements ModelFamily {
    private static final double SECOND = 1e9;
    private static final int DRAIN_RUNS = 6;

    /**
     * Distance in km per nanosecond of round-trip time: 1 ms per 100 km of path, with paths 1.8 times the great-circle
     * distance.
     */
    private static final double KM_PER_NANOSECOND = 100 / 1.8e6;

    @Override
    public String title() {
        return "DNS, health checks, geo-routing";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        models.add(resolverDrain());
        models.add(ScenarioRun.of("checks")
                .withTrial("health.detect.a", setup -> size -> Map.of("", meanDetectionTime(setup.run(size))))
                .withFixedLength());
        models.add(ScenarioRun.of("checks")
                .withTrial("health.detectmax.a", setup -> size -> Map.of("", maxDetectionTime(setup.run(size))))
                .runs(4)
                .withFixedLength());
        models.add(ScenarioRun.of("split")
                .rate(1000)
                .read("geo.split.a", run -> Map.of("", eastShare(run)))
                .quickRequests(35_000));
        models.add(ScenarioRun.of("split")
                .with("load", "constant(1k/s)")
                .with("ttl", "50ms")
                .with("resolvers", 1)
                .with("duration", "100s")
                .withTrial("geo.splitcached.a", setup -> size -> Map.of("sd", shareDeviation(setup, size)))
                .requests(40_000_000)
                .onDemand());
        models.add(fact("geo.rtt.fra-sin", ScenarioRun.of("far-away"), 1));
        ScenarioRun frankfurtToSingapore = ScenarioRun.of("places")
                .with("north", 50.1109)
                .with("east", 8.6821)
                .with("other_north", 1.3521)
                .with("other_east", 103.8198);
        models.add(fact("geo.rtt.lon-nyc", ScenarioRun.of("places"), 1));
        models.add(fact("geo.dist.lon-nyc", ScenarioRun.of("places"), KM_PER_NANOSECOND));
        models.add(fact("geo.dist.fra-sin", frankfurtToSingapore, KM_PER_NANOSECOND));
        return models;
    }

    /** Creates a deterministic model of the mean response time, multiplied by a factor. */
    private static ReferenceModel fact(String id, ScenarioRun scenario, double factor) {
        return scenario.withTrial(id, setup -> size -> {
                    double mean = setup.run(size).requests("page").successes().mean();
                    return Map.of("", PartialEstimate.Fact.content(mean * factor));
                })
                .runs(1);
    }

    /**
     * Creates a model of DNS resolvers that have cached the address of a region before it becomes unreachable. They
     * receive many requests (10/s each) or few (one per 100 s each).
     */
    private static ReferenceModel resolverDrain() {
        ScenarioRun busy = drainScenario(2_000, 10, 2);
        ScenarioRun rare = drainScenario(40_000, 0.01, 600);
        return busy.withTrial("dns", setup -> size -> {
                    Map<String, PartialEstimate> estimates = new LinkedHashMap<>();
                    addEstimates(busy.run(size), "busy", 2_000, 2, estimates);
                    addEstimates(rare.run(size), "rare", 40_000, 600, estimates);
                    return estimates;
                })
                .runs(DRAIN_RUNS)
                .withFixedLength()
                .onDemand()
                .asymptotic("stale0.busy", "stale0.rare");
    }

    /**
     * Creates a scenario with an outage of a region. Its assertions are always met. They only define the windows of the
     * measurement.
     *
     * @param rate requests per second and resolver
     * @param outageStart start of the outage, in s
     */
    private static ScenarioRun drainScenario(int resolvers, double rate, int outageStart) {
        return ScenarioRun.of("resolvers")
                .with("load", resolvers * rate + "/s")
                .with("resolvers", resolvers)
                .with("dark", outageStart + "s")
                .with("duration", outageStart + 66 + "s")
                .with("before", "page.failed >= 0 from " + outageStart / 2 + "s to " + outageStart + "s")
                .with("at_once", "page.failed >= 0 from " + (outageStart + 0.03) + "s to " + (outageStart + 2.03) + "s")
                .with("half_way", "page.failed >= 0 from " + (outageStart + 29) + "s to " + (outageStart + 31) + "s")
                .with("drain", "page.failed >= 0 from " + outageStart + "s to " + (outageStart + 60.03) + "s")
                .with("rest", "page.failed >= 0 from " + (outageStart + 60.03) + "s to " + (outageStart + 65) + "s");
    }

    /**
     * Adds the estimates of one scenario. The windows of the result have these indexes: 0 before the outage, 1 after
     * its start, 2 after half of the TTL (60 s), 3 during the TTL, 4 after the TTL.
     *
     * @param suffix last part of the ids of the reference values
     * @param outageStart start of the outage, in s
     */
    private static void addEstimates(
            ReplicationResult run,
            String suffix,
            int resolvers,
            double outageStart,
            Map<String, PartialEstimate> estimates) {
        estimates.put(
                "auth." + suffix,
                new PartialEstimate.Quotient(run.measure(0, "dns", "queries"), resolvers * outageStart / 2));
        estimates.put("stale0." + suffix, failedShare(run.requests("page", 1)));
        estimates.put("stalehalf." + suffix, failedShare(run.requests("page", 2)));
        estimates.put(
                "lost." + suffix,
                new PartialEstimate.Quotient(run.requests("page", 3).failed(), resolvers));
        boolean staleAfterTtl = run.requests("page", 4).failed() > 0;
        estimates.put("last." + suffix, PartialEstimate.Fact.maximum((staleAfterTtl ? 65 : 60) * SECOND));
    }

    private static PartialEstimate failedShare(RequestResult pages) {
        return new PartialEstimate.Quotient(pages.failed(), pages.offered());
    }

    /** Returns the mean time from the failure of the machines, at 100 s, to their ejection. */
    private static PartialEstimate meanDetectionTime(ReplicationResult run) {
        double sum = 0;
        int count = 0;
        for (TimelineEvent event : run.result().history().timeline()) {
            if (event.what().equals("ejected")) {
                sum += event.atNanos() - 100 * SECOND;
                count++;
            }
        }
        return new PartialEstimate.Quotient(sum, count);
    }

    /** Returns the longest time from the failure of the machines, at 100 s, to an ejection. */
    private static PartialEstimate maxDetectionTime(ReplicationResult run) {
        double max = 0;
        for (TimelineEvent event : run.result().history().timeline()) {
            if (event.what().equals("ejected")) {
                max = Math.max(max, event.atNanos() - 100 * SECOND);
            }
        }
        return PartialEstimate.Fact.maximum(max);
    }

    /** Returns the share of requests sent to the eastern region. */
    private static PartialEstimate eastShare(ReplicationResult run) {
        double eastCount = run.measure("web", "1", "offered");
        return new PartialEstimate.Quotient(eastCount, eastCount + run.measure("web", "2", "offered"));
    }

    /** Returns the standard deviation of the share of the eastern region between runs of 100,000 requests each. */
    private static PartialEstimate shareDeviation(ScenarioRun setup, ReferenceModel.Size size) {
        Moments shares = Moments.empty(Moments.Figure.DEVIATION);
        int runs = (int) Math.max(2, size.requests() / 100_000);
        for (int i = 0; i < runs; i++) {
            ReferenceModel.Size runSize = new ReferenceModel.Size(size.seed(), size.run() * runs + i, 0);
            shares = shares.and(eastShare(setup.run(runSize)).value());
        }
        return shares;
    }
}
