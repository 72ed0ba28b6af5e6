package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reference models of queues with abandonment, priorities and CoDel. */
final class QueueDisciplineModels implements ModelFamily {
    @Override
    public String title() {
        return "Queues with abandonment";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        models.add(abandonment("q.patience.a", 110, 10, "exp(100ms)", "exp(200ms)"));
        models.add(abandonment("q.patience.b", 120, 1, "exp(10ms)", "50ms"));
        models.add(abandonment("q.patience.c", 440, 4, "exp(10ms)", "20ms"));
        models.add(ScenarioRun.of("priorities")
                .rate(70)
                .read("q.prio.a", run -> Map.of("wait1", wait(run, "first"), "wait2", wait(run, "second"))));
        models.add(ReferenceModel.fact(
                "codel.a", size -> Map.of("", PartialEstimate.Fact.content(new CodelDropModel().firstDrops(6)))));
        return models;
    }

    /** Returns the mean sojourn time minus the mean service time of 10 ms. */
    private static PartialEstimate wait(ReplicationResult run, String type) {
        var latency = run.requests(type).successes();
        return new PartialEstimate.Quotient((latency.mean() - 10e6) * latency.count(), latency.count());
    }

    private static ReferenceModel abandonment(String id, double rate, int servers, String service, String timeout) {
        return ScenarioRun.of("impatient")
                .with("load", rate + "/s")
                .with("servers", servers)
                .with("service", service)
                .with("patience", timeout)
                .rate(rate)
                .sampledModel(
                        id,
                        "box",
                        0.05,
                        (run, samples) -> Map.of(
                                "abandon",
                                run.failedShare("call"),
                                "thr",
                                run.throughput("call"),
                                "pwait",
                                samples.atLeast(servers)));
    }
}
