package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of alerts and deployments.
 *
 * <p>{@code alert.firing}: an alert evaluates 20 calls, each with failure probability 0.2. It fires if at least five of
 * them failed: the tail of a binomial distribution. {@code alert.mttd}: an alert is evaluated every 10 s with a random
 * phase. The first evaluation after a fault is 5 s late on average. The condition must hold for 20 s before the alert
 * fires.
 *
 * <p>{@code deploy.nodes}: four machines are out of service for 5 s each within 100 s. On average, 4 - 4 x 5 / 100
 * machines are in service. {@code deploy.canary}: one of four machines runs a version with error probability 0.2. It
 * receives a quarter of the calls.
 */
final class Operations implements ModelFamily {
    private static final int ALARM_RUNS = 100;

    @Override
    public String title() {
        return "Alerts and deployments";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                ScenarioRun.of("watched")
                        .rate(2)
                        .minWarmup(60)
                        .read("alert.firing.a", run -> Map.of("", run.average("bad", "firing")))
                        .quickRequests(160_000),
                ScenarioRun.of("alarm")
                        .read(
                                "alert.mttd.a",
                                run -> Map.of("", new PartialEstimate.Quotient(run.measure("down", "mttd"), 1)))
                        .runs(ALARM_RUNS),
                ScenarioRun.of("rollout")
                        .deterministic("deploy.nodes.a", run -> Map.of("", run.measure("web", "nodes"))),
                ScenarioRun.of("canary")
                        .rate(100)
                        .minWarmup(5)
                        .read("deploy.canary.a", run -> Map.of("", run.failedShare("page")))
                        .quickRequests(200_000));
    }
}
