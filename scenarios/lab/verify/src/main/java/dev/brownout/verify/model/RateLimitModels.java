package dev.brownout.verify.model;

import dev.brownout.policy.ratelimit.SlidingCounter;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reference models of rate limits and circuit breakers: admitted and rejected calls.
 *
 * <p>{@code limit.shared}: one limit shared by several machines admits burst + rate x time of constant arrivals (the
 * fluid of a token bucket). A limit per machine admits this number times the number of machines. For random arrivals
 * above the rate, 1 - rate / arrivals are rejected in the long run.
 */
final class RateLimitModels implements ModelFamily {
    @Override
    public String title() {
        return "Rate limits and circuit breakers";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        models.add(bucket("q.tokenbucket.a", 100, 100, 10).quickRequests(730_000));
        models.add(bucket("q.tokenbucket.b", 80, 100, 5));
        models.add(bucket("q.tokenbucket.c", 150, 100, 20));
        models.add(breaker("breaker.a", 100, "50%", 5, "10s").quickRequests(10_000_000));
        models.add(breaker("breaker.b", 50, "90%", 3, "5s").quickRequests(1_500_000));
        models.add(scripted("10s")
                .withTrial(
                        "limit.tb.a.passed",
                        setup -> size -> Map.of("", PartialEstimate.Fact.content((double)
                                setup.run(size).requests("call").good())))
                .runs(1));
        models.add(scripted("1s")
                .withTrial(
                        "limit.tb.a.until",
                        setup -> size -> Map.of("", PartialEstimate.Fact.content(firstRejection(setup.run(size)))))
                .runs(1));
        models.add(scripted("2s")
                .with(
                        "call",
                        "{ rate: [step(0/s every=500ms), constant(200/s)], path: [box], timeout: none,"
                                + " rate_limit: { rate: 50/s, algorithm: fixed-window } }")
                .withTrial(
                        "limit.window.a",
                        setup -> size -> Map.of("", PartialEstimate.Fact.content(maxPerSecond(setup.run(size)))))
                .runs(1));
        models.add(sharedLimit(true, "limit.shared.a"));
        models.add(sharedLimit(false, "limit.each.a"));
        models.add(ScenarioRun.of("shared-limit")
                .with("load", "150/s")
                .with("burst", 20)
                .rate(150)
                .minWarmup(10)
                .read("limit.shared.b", run -> Map.of("", run.failedShare("call")))
                .quickRequests(100_000));
        models.add(ReferenceModel.fact("limit.sliding.a", size -> estimate(84, 36)));
        models.add(ReferenceModel.fact("limit.sliding.cloudflare", size -> estimate(42, 18)));
        return models;
    }

    private static ReferenceModel sharedLimit(boolean shared, String id) {
        return ScenarioRun.of("shared-limit")
                .with("duration", "10s")
                .with("warmup", "0s")
                .with("load", "constant(2k/s)")
                .with("shared", shared)
                .deterministic(
                        id, run -> Map.of("", (double) run.requests("call").good()));
    }

    private static Map<String, PartialEstimate> estimate(int previous, int current) {
        return Map.of("", PartialEstimate.Fact.content(SlidingCounter.estimate(previous, current, 0.25)));
    }

    private static ReferenceModel bucket(String id, double rate, int perSecond, int burst) {
        return ScenarioRun.of("limits")
                .with("load", rate + "/s")
                .with("rate", perSecond + "/s")
                .with("burst", burst)
                .rate(rate)
                .read(id, run -> Map.of("reject", run.failedShare("call")));
    }

    /**
     * Creates a run with a limit of 50 calls per second and a burst of 100; 200 calls per second arrive at equal
     * intervals.
     */
    private static ScenarioRun scripted(String duration) {
        return ScenarioRun.of("limits")
                .with("duration", duration)
                .with("load", "constant(200/s)")
                .with("rate", "50/s")
                .with("burst", 100);
    }

    /** Returns the start of the first interval with a rejected call, in nanoseconds. */
    private static double firstRejection(ReplicationResult run) {
        double[] limited = run.column("call.rate_limited");
        int interval = 0;
        while (limited[interval] == 0) {
            interval++;
        }
        return interval * run.result().series().stepNanos();
    }

    private static double maxPerSecond(ReplicationResult run) {
        double[] admitted = run.column("box.offered");
        int intervals = (int) (1_000_000_000L / run.result().series().stepNanos());
        double max = 0;
        double sum = 0;
        for (int i = 0; i < admitted.length; i++) {
            sum += admitted[i] - (i >= intervals ? admitted[i - intervals] : 0);
            max = Math.max(max, sum);
        }
        return max;
    }

    private static ReferenceModel breaker(String id, double rate, String failing, int consecutive, String open) {
        return ScenarioRun.of("breakers")
                .with("load", rate + "/s")
                .with("open", open)
                .with("consecutive", consecutive)
                .with("- at 0s", "errors box " + failing)
                .rate(rate)
                .read(
                        id,
                        run -> Map.of(
                                "rejected",
                                new PartialEstimate.Quotient(
                                        run.measure("web", "breaker_refused"),
                                        run.requests("call").offered()),
                                "reach",
                                run.perSecond(run.measure("box", "offered")),
                                "run",
                                new PartialEstimate.Quotient(
                                        run.measure("box", "offered") - run.measure("web", "breaker_opened"),
                                        run.measure("web", "breaker_closed"))));
    }
}
