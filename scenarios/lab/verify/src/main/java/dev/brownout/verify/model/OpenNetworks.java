package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/** Reference models of open queueing networks: stations in series, with feedback, and with routing. */
final class OpenNetworks implements ModelFamily {
    @Override
    public String title() {
        return "Open networks";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                tandem("net.tandem.a", 60, "exp(10ms)", "exp(12ms)", "0ms").quickRequests(570_000),
                tandem("net.tandem.b", 50, "exp(10ms)", "exp(15ms)", "exp(5ms)").quickRequests(560_000),
                ScenarioRun.of("feedback")
                        .rate(60)
                        .minWarmup(5)
                        .read(
                                "net.feedback.a",
                                run -> Map.of("mean", run.mean("job"), "util", run.average("box", "utilization")))
                        .quickRequests(500_000),
                ScenarioRun.of("jackson")
                        .rate(100)
                        .minWarmup(5)
                        .read(
                                "net.jackson.a",
                                run -> Map.of(
                                        "mean", run.mean("all"),
                                        "L1", meanNumberInSystem(run, "s1"),
                                        "L2", meanNumberInSystem(run, "s2"),
                                        "L3", meanNumberInSystem(run, "s3")))
                        .quickRequests(290_000));
    }

    private static ReferenceModel tandem(
            String id, double rate, String firstService, String secondService, String thirdService) {
        return ScenarioRun.of("series")
                .with("load", rate + "/s")
                .with("one", firstService)
                .with("two", secondService)
                .with("three", thirdService)
                .rate(rate)
                .minWarmup(5)
                .read(id, run -> Map.of("mean", run.mean("job"), "p99", run.quantile("job", 99)));
    }

    /**
     * Returns the mean number of requests at a single-core station: its queue length plus its utilization. Requests
     * that wait for downstream calls do not count.
     */
    static PartialEstimate meanNumberInSystem(ReplicationResult run, String station) {
        return run.timeAverage(run.measure(station, "queue") + run.measure(station, "utilization"));
    }
}
