package dev.brownout.verify.model.grid;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of a consumer that holds up to N messages of a queue at a round trip R, and processes them one after
 * the other in S each. A message occupies one of the N places for R + S if it does not wait at the consumer, so N
 * places give at most N / (R + S) messages/s, and the consumer at most 1 / S: min(1 / S, N / (R + S)), the bound of a
 * closed network with one queue (Denning and Buzen 1978). It is exact for constant times.
 */
public final class PrefetchModels implements ModelFamily {
    @Override
    public String title() {
        return "Prefetch of consumers";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                consumer(1, "prefetch.a"),
                consumer(10, "prefetch.b"),
                consumer(2, "prefetch.c"),
                consumer(3, "prefetch.d"),
                consumer(4, "prefetch.e"),
                consumer(5, "prefetch.f"));
    }

    private static ReferenceModel consumer(int prefetch, String id) {
        return ScenarioRun.of("prefetch")
                .with("prefetch", prefetch)
                .deterministic(
                        id,
                        run -> Map.of(
                                "rate",
                                run.measure("jobs", "consumed") / run.seconds(),
                                "busy",
                                run.measure("worker", "utilization")));
    }
}
