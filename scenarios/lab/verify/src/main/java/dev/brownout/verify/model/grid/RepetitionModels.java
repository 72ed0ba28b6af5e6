package dev.brownout.verify.model.grid;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of repeated attempts of one piece of work: retries of calls, redeliveries of messages, other
 * backends of a load balancer, and fallbacks. Each of n attempts fails independently with probability p. All of them
 * fail with probability p^n, and the mean number of attempts is 1 + p + ... + p^(n-1) = (1 - p^n) / (1 - p), the mean
 * of a truncated geometric distribution (Feller 1968, VI.8).
 */
public final class RepetitionModels implements ModelFamily {
    private static final int REQUESTS = 40_000;

    @Override
    public String title() {
        return "Repetitions";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                calls("30%", "retry: { attempts: 2, backoff: none }", "rep.retry.a"),
                calls("50%", "retry: { attempts: 3, backoff: constant(10ms) }", "rep.retry.b"),
                calls("60%", "retry: { attempts: 4, backoff: full-jitter(10ms 1s) }", "rep.retry.c"),
                calls("30%", "fallback: { to: worker }", "rep.fallback.a"),
                calls("60%", "fallback: { to: worker }", "rep.fallback.b"),
                messages("30%", "kind: queue, redelivery: at-once, max_receives: 2", "rep.queue.a"),
                messages("50%", "kind: queue, visibility: 500ms, max_receives: 3", "rep.queue.b"),
                messages("60%", "kind: queue, backoff: constant(50ms), max_receives: 4", "rep.queue.c"),
                messages("30%", "kind: topic, partitions: 50, backoff: 20ms, max_receives: 2", "rep.topic.a"),
                messages("50%", "kind: topic, partitions: 50, backoff: 20ms, max_receives: 3", "rep.topic.b"),
                redispatch(1, 83.0583, "rep.redispatch.a"),
                redispatch(2, 144.2695, "rep.redispatch.b"));
    }

    private static ScenarioRun failing(String errors) {
        return ScenarioRun.of("repetitions").with("- at 0s", "errors worker " + errors);
    }

    private static ReferenceModel calls(String errors, String policy, String id) {
        String step = "{ call: worker, timeout: none, " + policy + " }";
        return ofCalls(
                failing(errors).with("page", "{ rate: $load, timeout: none, steps: [front, " + step + "] }"), id);
    }

    /** Creates a model of backends that take longer than the timeout of 100 ms in a share of the calls. */
    private static ReferenceModel redispatch(int redispatches, double meanMillis, String id) {
        return ofCalls(
                ScenarioRun.of("redispatch").with("tries", redispatches).with("work", "exp(" + meanMillis + "ms)"), id);
    }

    private static ReferenceModel ofCalls(ScenarioRun setup, String id) {
        return setup.rate(100)
                .minWarmup(5)
                .read(
                        id,
                        run -> Map.of(
                                "failed", run.failedShare("page"),
                                "attempts", run.perRequest(run.measure("worker", "offered"), "page")))
                .quickRequests(REQUESTS);
    }

    private static ReferenceModel messages(String errors, String broker, String id) {
        return failing(errors)
                .with("front", "{ " + broker + ", send: 0ms }")
                .with("worker", "{ kind: server, cores: 1000, queue: unlimited, service: 10ms, consumes: front }")
                .with("page", "{ rate: $load, timeout: none, steps: [{ publish: front, timeout: none }] }")
                .rate(100)
                .minWarmup(5)
                .read(
                        id,
                        run -> Map.of(
                                "failed", run.ratio("front", "dead_letters", "published"),
                                "attempts", deliveries(run)))
                .quickRequests(REQUESTS);
    }

    private static PartialEstimate deliveries(ReplicationResult run) {
        double published = run.measure("front", "published");
        return new PartialEstimate.Quotient(published + run.measure("front", "redeliveries"), published);
    }
}
