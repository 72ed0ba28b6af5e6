package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reference models of calls that fail or time out, and are retried. */
final class Retries implements ModelFamily {
    @Override
    public String title() {
        return "Retries";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        List.of("a 10%", "b 50%", "c 100%").forEach(row -> {
            String share = row.substring(2);
            models.add(failing(share).read("retry.amp." + row.charAt(0), run -> Map.of("", attempts(run))));
            models.add(failing(share)
                    .read(
                            "retry.ok." + row.charAt(0),
                            run -> Map.of(
                                    "",
                                    new PartialEstimate.Quotient(
                                            run.requests("call").good(), offeredLoad(run)))));
        });
        models.add(layers("retry.layers.a", "100%", 3, 3));
        models.add(layers("retry.layers.b", "50%", 3, 3));
        models.add(layers("retry.layers.c", "10%", 4, 2));
        models.add(deterministicLayers("retry.layers.sre64", 4, 3));
        models.add(deterministicLayers("retry.layers.aws243", 3, 5));
        models.add(backoffScenario("exponential")
                .withTrial(
                        "retry.backoff.none",
                        setup -> size -> Map.of(
                                "",
                                PartialEstimate.Fact.content(
                                        setup.run(size).requests("call").all().max())))
                .runs(1));
        models.add(backoffScenario("full-jitter").read("retry.backoff.full", Retries::meanBackoff));
        models.add(backoffScenario("equal-jitter").read("retry.backoff.equal", Retries::meanBackoff));
        models.add(failing("100%")
                .with("attempts", 10)
                .with("budget", "20%")
                .read("retry.budget.a", run -> Map.of("", attempts(run)))
                .asymptotic(""));
        models.add(ScenarioRun.of("zombies")
                .rate(45)
                .minWarmup(200)
                .read(
                        "retry.fixedpoint.a",
                        run -> Map.of("rate", run.perSecond(run.requests("call").attempts()))));
        models.add(retryStorm());
        return models;
    }

    private static double offeredLoad(ReplicationResult run) {
        return run.requests("call").offered();
    }

    private static PartialEstimate attempts(ReplicationResult run) {
        return new PartialEstimate.Quotient(run.measure("box", "offered"), offeredLoad(run));
    }

    private static ScenarioRun failing(String share) {
        return ScenarioRun.of("retries").with("- at 0s", "errors box " + share).rate(100);
    }

    /** Creates a run with the backoff between seven attempts, which all fail immediately. */
    private static ScenarioRun backoffScenario(String kind) {
        return failing("100%")
                .rate(0)
                .with("attempts", 7)
                .with("backoff", kind + "(100ms 2s)")
                .with("duration", "80s")
                .with(
                        "call",
                        "{ rate: [step(100/s every=60s), 0/s], path: [box], timeout: none,"
                                + " retry: { attempts: $attempts, backoff: $backoff } }");
    }

    private static Map<String, PartialEstimate> meanBackoff(ReplicationResult run) {
        var latency = run.requests("call").all();
        return Map.of("", new PartialEstimate.Quotient(latency.mean() * latency.count(), latency.count()));
    }

    private static ScenarioRun stack(String failing, int attempts, int layers) {
        String retry = ", retry: { attempts: " + attempts + ", backoff: none } }";
        List<String> steps = new ArrayList<>();
        for (int layer = 1; layer <= layers; layer++) {
            String next = layer == layers ? "bottom" : "l" + layer;
            steps.add("{ visit: " + next + ", timeout: none" + retry);
        }
        return ScenarioRun.of("layers")
                .with("- at 0s", "errors bottom " + failing)
                .with("call", "{ rate: 100/s, steps: [" + String.join(", ", steps) + "], timeout: none }")
                .rate(100);
    }

    private static PartialEstimate bottomAttempts(ReplicationResult run) {
        return new PartialEstimate.Quotient(run.measure("bottom", "offered"), offeredLoad(run));
    }

    private static ReferenceModel layers(String id, String failing, int attempts, int layers) {
        return stack(failing, attempts, layers).read(id, run -> Map.of("", bottomAttempts(run)));
    }

    private static ReferenceModel deterministicLayers(String id, int attempts, int layers) {
        return stack("100%", attempts, layers)
                .withTrial(
                        id,
                        setup -> size -> Map.of(
                                "",
                                PartialEstimate.Fact.content(
                                        bottomAttempts(setup.run(size)).value())))
                .runs(1)
                .requests(800);
    }

    /** Creates a model with half a million requests, of which the last tenth is measured. */
    private static ReferenceModel retryStorm() {
        return ScenarioRun.of("zombies")
                .with("load", "70/s")
                .with("timeout", "150ms")
                .with("attempts", 4)
                .with("duration", "7200s")
                .with("looked_at", "call.attempts >= 0 from 6426s to 7140s")
                .read(
                        "retry.selftrip.a",
                        run -> Map.of(
                                "rate",
                                new PartialEstimate.Quotient(
                                        run.requests("call", 0).attempts(), 714)))
                .runs(3);
    }
}
