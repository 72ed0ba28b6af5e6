package dev.brownout.verify.model;

import dev.brownout.result.RequestResult;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of language models that compute their calls in steps. Prompts have one token, and their computation
 * takes almost no time. An exponential output with the mean m, rounded up, is geometric: a sequence ends with a step
 * with the probability 1 - exp(-1/m).
 *
 * <p>{@code llm.batch}: a step with n sequences takes base + n per_sequence. The number of calls at the beginning of
 * each step is a Markov chain with binomial departures and Poisson arrivals. Little's law gives the mean time.
 *
 * <p>{@code llm.single}: a batch of one sequence with outputs of 20 tokens is an M/D/1 queue (Pollaczek and Khinchine).
 *
 * <p>{@code llm.room}: KV cache blocks for six sequences are the servers of an M/M/6 queue (Erlang C), and of M/M/6/7
 * with one waiting sequence. {@code llm.sizes}: calls of one and two blocks are a loss system of two rates, as of
 * Kaufman and Roberts, with one waiting call. A sequence enters between two steps of 10 ms. The expected values are
 * those of the chains at the beginnings of the steps, which approach the queues with short steps.
 */
final class InferenceModels implements ModelFamily {
    private static final double STEP_NANOS = 11e6;
    private static final String CAPACITY = "600k";
    private static final String WHOLE_BLOCK = "100k";

    @Override
    public String title() {
        return "Language models";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                batch(ScenarioRun.of("inference"), 4, "llm.batch.a").quickRequests(100_000),
                batch(
                                ScenarioRun.of("inference")
                                        .with("load", "2/s")
                                        .with("base", "5ms")
                                        .with("each", "5ms")
                                        .with("output", "exp(60) + 0.5")
                                        .with("most", 4),
                                2,
                                "llm.batch.b")
                        .quickRequests(100_000),
                ScenarioRun.of("inference")
                        .with("load", "3/s")
                        .with("output", 20)
                        .with("most", 1)
                        .rate(3)
                        .minWarmup(60)
                        .read("llm.single.a", run -> Map.of("wait", waitBeforeFirstStep(run), "mean", run.mean("job")))
                        .quickRequests(200_000),
                memoryRun()
                        .rate(2)
                        .minWarmup(60)
                        .read("llm.room.a", run -> Map.of("ttft", run.weightedMean("gpu", "ttft")))
                        .quickRequests(1_100_000),
                memoryRun()
                        .with("queue", 1)
                        .rate(2)
                        .minWarmup(60)
                        .read("llm.room.b", run -> Map.of("loss", run.failedShare("job")))
                        .quickRequests(150_000),
                ScenarioRun.of("inference-sizes")
                        .rate(1.8)
                        .minWarmup(60)
                        .read("llm.sizes.a", run -> Map.of("loss", lossOfBothSizes(run)))
                        .quickRequests(80_000));
    }

    private static ReferenceModel batch(ScenarioRun run, double rate, String id) {
        return run.rate(rate)
                .minWarmup(60)
                .read(id, result -> Map.of("mean", result.mean("job"), "busy", result.average("gpu", "utilization")));
    }

    private static ScenarioRun memoryRun() {
        return ScenarioRun.of("inference")
                .with("load", "2/s")
                .with("base", "10ms")
                .with("each", "0ms")
                .with("output", "exp(200) + 0.5")
                .with("kv", CAPACITY)
                .with("block", WHOLE_BLOCK);
    }

    /** Returns the time to first token without the step that computes it, in ns. */
    private static PartialEstimate waitBeforeFirstStep(ReplicationResult run) {
        double count = run.measure("gpu", "ttft.count");
        return new PartialEstimate.Quotient((run.measure("gpu", "ttft.mean") - STEP_NANOS) * count, count);
    }

    private static PartialEstimate lossOfBothSizes(ReplicationResult run) {
        RequestResult small = run.requests("small");
        RequestResult large = run.requests("large");
        return new PartialEstimate.Quotient(small.failed() + large.failed(), small.offered() + large.offered());
    }
}
