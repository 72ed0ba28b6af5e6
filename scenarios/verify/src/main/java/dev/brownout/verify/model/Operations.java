package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import java.util.List;
import java.util.Map;

/**
 * Reference models of alerts and deployments.
 *
 * <p>{@code alert.firing}: an alert evaluates 20 calls, each of which fails with probability 0.2, and fires if five or
 * more of them failed: the tail of a binomial distribution. {@code alert.mttd}: evaluations occur every 10 s with a
 * random phase, so the first one after a fault is 5 s late on average. An alert that must hold for 20 s fires 20 s
 * later.
 *
 * <p>{@code deploy.nodes}: four machines are out of service for 5 s each within 100 s: 4 - 4 x 5 / 100 are in service
 * on average. {@code deploy.canary}: one of four machines has a version that fails with probability 0.2, and a quarter
 * of the calls.
 */
final class Operations implements ModelFamily {
    private static final int ALARMS = 100;

    @Override
    public String title() {
        return "Alerts and deployments";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                ScenarioRun.of("watched")
                        .rate(2)
                        .settling(60)
                        .read("alert.firing.a", run -> Map.of("", run.average("bad", "firing")))
                        .quick(160_000),
                ScenarioRun.of("alarm")
                        .read(
                                "alert.mttd.a",
                                run -> Map.of("", new PartialEstimate.Quotient(run.measure("down", "mttd"), 1)))
                        .runs(ALARMS),
                ScenarioRun.of("rollout").once("deploy.nodes.a", run -> Map.of("", run.measure("web", "nodes"))),
                ScenarioRun.of("canary")
                        .rate(100)
                        .settling(5)
                        .read("deploy.canary.a", run -> Map.of("", run.failed("page")))
                        .quick(200_000));
    }
}
