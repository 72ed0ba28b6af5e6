package dev.brownout.verify.model;

import dev.brownout.result.RequestResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.PartialEstimate.Moments;
import dev.brownout.verify.ReferenceModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reference models of DNS, health checks and network latency between regions. */
final class RegionModels implements ModelFamily {
    private static final double SECOND = 1e9;
    private static final int DRAINS = 6;

    /**
     * Distance in km per nanosecond of round-trip time: 1 ms per 100 km of path, with paths 1.8 times the great-circle
     * distance.
     */
    private static final double KM_A_NANOSECOND = 100 / 1.8e6;

    @Override
    public String title() {
        return "DNS, health checks, geo-routing";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        models.add(drains());
        models.add(ScenarioRun.of("checks")
                .by("health.detect.a", setup -> size -> Map.of("", detected(setup.run(size))))
                .ofOneLength());
        models.add(ScenarioRun.of("checks")
                .by("health.detectmax.a", setup -> size -> Map.of("", slowest(setup.run(size))))
                .runs(4)
                .ofOneLength());
        models.add(ScenarioRun.of("split")
                .rate(1000)
                .read("geo.split.a", run -> Map.of("", east(run)))
                .quick(35_000));
        models.add(ScenarioRun.of("split")
                .with("load", "constant(1k/s)")
                .with("ttl", "50ms")
                .with("resolvers", 1)
                .with("duration", "100s")
                .by("geo.splitcached.a", setup -> size -> Map.of("sd", spread(setup, size)))
                .requests(40_000_000)
                .onDemand());
        models.add(fact("geo.rtt.fra-sin", ScenarioRun.of("far-away"), 1));
        ScenarioRun around = ScenarioRun.of("places")
                .with("north", 50.1109)
                .with("east", 8.6821)
                .with("other_north", 1.3521)
                .with("other_east", 103.8198);
        models.add(fact("geo.rtt.lon-nyc", ScenarioRun.of("places"), 1));
        models.add(fact("geo.dist.lon-nyc", ScenarioRun.of("places"), KM_A_NANOSECOND));
        models.add(fact("geo.dist.fra-sin", around, KM_A_NANOSECOND));
        return models;
    }

    private static ReferenceModel fact(String id, ScenarioRun setup, double unit) {
        return setup.by(id, its -> size -> {
                    double mean = its.run(size).requests("page").successes().mean();
                    return Map.of("", PartialEstimate.Fact.of(mean * unit));
                })
                .runs(1);
    }

    /**
     * Creates a model of resolvers that cache the address of an unreachable region, with many and with few requests
     * each.
     */
    private static ReferenceModel drains() {
        ScenarioRun busy = drain(2_000, 10, 2);
        ScenarioRun rare = drain(40_000, 0.01, 600);
        return busy.by("dns", setup -> size -> {
                    Map<String, PartialEstimate> found = new LinkedHashMap<>();
                    figures(busy.run(size), "busy", 2_000, 2, found);
                    figures(rare.run(size), "rare", 40_000, 600, found);
                    return found;
                })
                .runs(DRAINS)
                .ofOneLength()
                .onDemand()
                .inTheLimit("stale0.busy", "stale0.rare");
    }

    private static ScenarioRun drain(int resolvers, double rate, int dark) {
        return ScenarioRun.of("resolvers")
                .with("load", resolvers * rate + "/s")
                .with("resolvers", resolvers)
                .with("dark", dark + "s")
                .with("duration", dark + 66 + "s")
                .with("before", "page.failed >= 0 from " + dark / 2 + "s to " + dark + "s")
                .with("at_once", "page.failed >= 0 from " + (dark + 0.03) + "s to " + (dark + 2.03) + "s")
                .with("half_way", "page.failed >= 0 from " + (dark + 29) + "s to " + (dark + 31) + "s")
                .with("drain", "page.failed >= 0 from " + dark + "s to " + (dark + 60.03) + "s")
                .with("rest", "page.failed >= 0 from " + (dark + 60.03) + "s to " + (dark + 65) + "s");
    }

    private static void figures(
            ReplicationResult run, String row, int resolvers, double dark, Map<String, PartialEstimate> found) {
        found.put("auth." + row, new PartialEstimate.Quotient(run.measure(0, "dns", "queries"), resolvers * dark / 2));
        found.put("stale0." + row, failed(run.requests("page", 1)));
        found.put("stalehalf." + row, failed(run.requests("page", 2)));
        found.put(
                "lost." + row,
                new PartialEstimate.Quotient(run.requests("page", 3).failed(), resolvers));
        boolean late = run.requests("page", 4).failed() > 0;
        found.put("last." + row, PartialEstimate.Fact.greatest((late ? 65 : 60) * SECOND));
    }

    private static PartialEstimate failed(RequestResult pages) {
        return new PartialEstimate.Quotient(pages.failed(), pages.offered());
    }

    /** Returns the mean time from the failure to the ejection of a machine. */
    private static PartialEstimate detected(ReplicationResult run) {
        double sum = 0;
        int many = 0;
        for (TimelineEvent happening : run.result().timeline()) {
            if (happening.what().equals("ejected")) {
                sum += happening.atNanos() - 100 * SECOND;
                many++;
            }
        }
        return new PartialEstimate.Quotient(sum, many);
    }

    private static PartialEstimate slowest(ReplicationResult run) {
        double most = 0;
        for (TimelineEvent happening : run.result().timeline()) {
            if (happening.what().equals("ejected")) {
                most = Math.max(most, happening.atNanos() - 100 * SECOND);
            }
        }
        return PartialEstimate.Fact.greatest(most);
    }

    private static PartialEstimate east(ReplicationResult run) {
        double east = run.measure("web", "1", "offered");
        return new PartialEstimate.Quotient(east, east + run.measure("web", "2", "offered"));
    }

    /** Returns the standard deviation of the share between runs of 100,000 requests each. */
    private static PartialEstimate spread(ScenarioRun setup, ReferenceModel.Size size) {
        Moments shares = Moments.none(Moments.Figure.DEVIATION);
        int many = (int) Math.max(2, size.requests() / 100_000);
        for (int i = 0; i < many; i++) {
            ReferenceModel.Size one = new ReferenceModel.Size(size.seed(), size.run() * many + i, 0);
            shares = shares.and(east(setup.run(one)).value());
        }
        return shares;
    }
}
