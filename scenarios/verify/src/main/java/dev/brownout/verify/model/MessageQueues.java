package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
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
                once("queue-burst", "queue.peak.a", run -> run.measure("queue", "depth.max")),
                once("queue-burst", "queue.drain.a", run -> run.measure("queue", "drain_time")),
                once("queue-burst", "queue.age.a", run -> run.measure("queue", "oldest_age.max")),
                once(
                        "bounded-queue",
                        "queue.bound.a",
                        run -> run.requests("job").successes().max()),
                gathered("batch.size.a", run -> new PartialEstimate.Quotient(of(run, "batched"), of(run, "batches"))),
                gathered("batch.rate.a", run -> run.perSecond(of(run, "batches"))));
    }

    /**
     * Creates a model of producer batches. A batch is sent with 100 messages, or 0.1 s after its first; 500 messages
     * arrive per second.
     */
    private static ReferenceModel gathered(String id, Function<ReplicationResult, PartialEstimate> reading) {
        return ScenarioRun.of("batches").rate(500).read(id, run -> Map.of("", reading.apply(run)));
    }

    private static double of(ReplicationResult run, String measure) {
        return run.measure("queue", measure);
    }

    /** Creates a model of a single run, for deterministic values and for bounds that hold in every run. */
    private static ReferenceModel once(String file, String id, ToDoubleFunction<ReplicationResult> reading) {
        return ScenarioRun.of(file)
                .by(id, model -> size -> Map.of("", PartialEstimate.Fact.of(reading.applyAsDouble(model.run(size)))))
                .runs(1)
                .ofOneLength();
    }
}
