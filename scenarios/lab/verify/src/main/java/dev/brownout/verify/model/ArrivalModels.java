package dev.brownout.verify.model;

import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.ZipfKeys;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.PartialEstimate.Moments;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import dev.brownout.workload.Arrivals;
import dev.brownout.workload.DiurnalLoad;
import dev.brownout.workload.LoadProfile;
import dev.brownout.workload.PoissonLoad;
import java.util.List;
import java.util.Map;

/** Reference models of arrival processes, key distributions, duration distributions and latency percentiles. */
final class ArrivalModels implements ModelFamily {
    private static final double SECOND = 1e9;
    private static final double HOUR = 3600 * SECOND;
    private static final int FEW_RUNS = 5;

    @Override
    public String title() {
        return "Arrivals, keys, distributions, percentiles";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                ReferenceModel.of("arrivals.cv.a", size -> Map.of("", interarrivalVariation(size))),
                ReferenceModel.of("arrivals.idc.a", size -> Map.of("", countDispersion(size)))
                        .quickRequests(5_500_000),
                ReferenceModel.of(
                                "arrivals.sine.a",
                                size -> Map.of("", arrivalsUntil(size, HOUR), "q1", arrivalsUntil(size, HOUR / 4)))
                        .runs(FEW_RUNS)
                        .withFixedLength(),
                ReferenceModel.of("zipf", ArrivalModels::keyPopularity),
                distributionModel("dist.lognormal.a", "lognormal(mean=10ms cv=1)")
                        .quickRequests(330_000),
                distributionModel("dist.pareto.a", "pareto(min=1ms alpha=2.5)").quickRequests(800_000),
                ScenarioRun.of("mixture")
                        .rate(100)
                        .minWarmup(10)
                        .read(
                                "merge.a",
                                run -> Map.of(
                                        "p50", run.quantile("all", 50),
                                        "p95", run.quantile("all", 95),
                                        "p99", run.quantile("all", 99),
                                        "p99.9", run.quantile("all", 99.9)))
                        .quickRequests(320_000),
                ScenarioRun.of("stall")
                        .withTrial("co.tene.open", setup -> size -> stallLatencies(setup.run(size)))
                        .runs(1),
                ScenarioRun.of("stall")
                        .with("load", "users(1 think=9ms)")
                        .withTrial("co.tene.closed", setup -> size -> stallLatencies(setup.run(size)))
                        .runs(1));
    }

    private static Arrivals arrivals(LoadProfile load, ReferenceModel.Size size) {
        return Arrivals.of(load, List.of(), new KeyedRandom(KeyedRandom.key(size.seed(), size.run(), "arrivals")));
    }

    private static PartialEstimate interarrivalVariation(ReferenceModel.Size size) {
        Arrivals arrivals = arrivals(new PoissonLoad(1000), size);
        Moments gaps = Moments.empty(Moments.Figure.VARIATION);
        long previous = 0;
        for (long i = 0; i < size.requests(); i++) {
            long instant = arrivals.nextAt();
            gaps = gaps.and(instant - previous);
            previous = instant;
        }
        return gaps;
    }

    /** Returns the dispersion of the number of arrivals in windows of 1 s. */
    private static PartialEstimate countDispersion(ReferenceModel.Size size) {
        Arrivals arrivals = arrivals(new PoissonLoad(1000), size);
        Moments counts = Moments.empty(Moments.Figure.DISPERSION);
        long next = arrivals.nextAt();
        for (long window = 1; window <= size.requests() / 1000; window++) {
            int count = 0;
            while (next < window * SECOND) {
                count++;
                next = arrivals.nextAt();
            }
            counts = counts.and(count);
        }
        return counts;
    }

    /** Returns the number of arrivals until an instant. The load is sinusoidal and starts at its mean. */
    private static PartialEstimate arrivalsUntil(ReferenceModel.Size size, double nanos) {
        Arrivals arrivals = arrivals(new DiurnalLoad(100, 900, (long) (HOUR / 4), (long) HOUR), size);
        double count = 0;
        while (arrivals.nextAt() < nanos) {
            count++;
        }
        return new PartialEstimate.Quotient(count, 1);
    }

    private static Map<String, PartialEstimate> keyPopularity(ReferenceModel.Size size) {
        KeySampler keys = new ZipfKeys(1, 100_000).sampler(new KeyNames(List.of()));
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(size.seed(), size.run(), "keys"));
        double firstKeyCount = 0;
        double topThousandCount = 0;
        for (long i = 0; i < size.requests(); i++) {
            int key = keys.next(random, i);
            firstKeyCount += key == 1 ? 1 : 0;
            topThousandCount += key <= 1000 ? 1 : 0;
        }
        return Map.of(
                "top1.a", new PartialEstimate.Quotient(firstKeyCount, size.requests()),
                "top1pct.a", new PartialEstimate.Quotient(topThousandCount, size.requests()));
    }

    /** Creates a model that measures a distribution as the latency of a station without queueing. */
    private static ReferenceModel distributionModel(String id, String distribution) {
        return ScenarioRun.of("station")
                .with("load", "100/s")
                .with("cores", 200)
                .with("service", distribution)
                .rate(100)
                .read(
                        id,
                        run -> Map.of(
                                "mean", run.mean("job"),
                                "p50", run.quantile("job", 50),
                                "p95", run.quantile("job", 95),
                                "p99", run.quantile("job", 99),
                                "p99.9", run.quantile("job", 99.9)));
    }

    /** Returns the deterministic mean and percentiles of a run with a stall. */
    private static Map<String, PartialEstimate> stallLatencies(ReplicationResult run) {
        var latency = run.requests("job", 0).successes();
        var samples = ReplicationResult.histogram(latency);
        return Map.of(
                "mean", PartialEstimate.Fact.content(latency.mean()),
                "p50", PartialEstimate.Fact.content(samples.getValueAtPercentile(50) * 1.0),
                "p75", PartialEstimate.Fact.content(samples.getValueAtPercentile(75) * 1.0),
                "p99", PartialEstimate.Fact.content(samples.getValueAtPercentile(99) * 1.0));
    }

    @Override
    public Map<String, String> reasonsWithoutModel() {
        return Map.of("merge.a.wrong", "a number that must not be reported: see merge.a.p99");
    }
}
