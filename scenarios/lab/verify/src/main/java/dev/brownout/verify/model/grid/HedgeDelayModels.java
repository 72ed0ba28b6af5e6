package dev.brownout.verify.model.grid;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of a hedge after a delay d. Both calls take exponential times of mean m, so a share e^(-d/m) of the
 * calls is hedged. The response is the minimum of the first time and of d plus the second one: the mean is m (1 -
 * e^(-d/m) / 2), and the 99th percentile t, with e^(-t/m) e^(-(t-d)/m) = 1 %, is (d + m ln 100) / 2 if it is above d
 * (Dean and Barroso 2013).
 */
public final class HedgeDelayModels implements ModelFamily {
    @Override
    public String title() {
        return "Delays of hedges";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                hedged(2, "hedge.delay.a"),
                hedged(5, "hedge.delay.b"),
                hedged(10, "hedge.delay.c"),
                hedged(30, "hedge.delay.d"));
    }

    private static ReferenceModel hedged(int delayMillis, String id) {
        return ScenarioRun.of("hedges")
                .with("slow", "0ms")
                .with(
                        "call",
                        "{ rate: 100/s, timeout: none, steps: [web, { call: leaf/ask, timeout: none, hedge: { after: "
                                + delayMillis + "ms } }] }")
                .rate(100)
                .read(
                        id,
                        run -> Map.of(
                                "share", run.perRequest(run.measure("web", "hedged"), "call"),
                                "mean", run.mean("call"),
                                "p99", run.quantile("call", 99)))
                .quickRequests(50_000);
    }
}
