package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Reference models of message queues: a burst by the fluid balance, the longest wait in a small bounded queue, and
 * producer batches.
 */
final class MessageQueues implements ModelFamily {
    @Override
    public String title() {
        return "Message queues";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                singleRun("queue-burst", "queue.peak.a", run -> run.measure("queue", "depth.max")),
                singleRun("queue-burst", "queue.drain.a", run -> run.measure("queue", "drain_time")),
                singleRun("queue-burst", "queue.age.a", run -> run.measure("queue", "oldest_age.max")),
                singleRun(
                        "bounded-queue",
                        "queue.bound.a",
                        run -> run.requests("job").successes().max()),
                batches(
                        "batch.size.a",
                        run -> new PartialEstimate.Quotient(
                                queueMeasure(run, "batched"), queueMeasure(run, "batches"))),
                batches("batch.rate.a", run -> run.perSecond(queueMeasure(run, "batches"))));
    }

    /**
     * Creates a model of producer batches. A batch is sent with 100 messages, or 0.1 s after its first; 500 messages
     * arrive per second.
     */
    private static ReferenceModel batches(String id, Function<ReplicationResult, PartialEstimate> figure) {
        return ScenarioRun.of("batches").rate(500).read(id, run -> Map.of("", figure.apply(run)));
    }

    private static double queueMeasure(ReplicationResult run, String measure) {
        return run.measure("queue", measure);
    }

    /** Creates a model of a single run, for deterministic values and for bounds that hold in every run. */
    private static ReferenceModel singleRun(String file, String id, ToDoubleFunction<ReplicationResult> figure) {
        return ScenarioRun.of(file)
                .withTrial(
                        id,
                        setup ->
                                size -> Map.of("", PartialEstimate.Fact.content(figure.applyAsDouble(setup.run(size)))))
                .runs(1)
                .withFixedLength();
    }
}
