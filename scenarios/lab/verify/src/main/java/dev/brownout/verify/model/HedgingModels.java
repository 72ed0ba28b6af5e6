package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Reference models of hedged requests, with a second call when the response is late. */
final class HedgingModels implements ModelFamily {
    private static final String HEDGED = "{ call: leaf/ask, timeout: none, hedge: { after: 20ms } }";
    private static final String PLAIN = "{ call: leaf/ask, timeout: none }";

    @Override
    public String title() {
        return "Hedged requests";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        models.add(calls(HEDGED)
                .read(
                        "hedge.a",
                        run -> Map.of(
                                "load",
                                new PartialEstimate.Quotient(
                                        run.measure("web", "hedged"),
                                        run.requests("call").offered()),
                                "p999",
                                run.quantile("call", 99.9),
                                "p99",
                                run.quantile("call", 99))));
        models.add(calls(PLAIN).read("hedge.a.p999_plain", run -> Map.of("", run.quantile("call", 99.9))));
        models.add(fan(PLAIN)
                .read("hedge.a.fan40.p99_plain", run -> Map.of("", run.quantile("call", 99)))
                .onDemand());
        models.add(fan(HEDGED)
                .read("hedge.a.fan40.p99_hedged", run -> Map.of("", run.quantile("call", 99)))
                .onDemand());
        models.add(calls(HEDGED).with("slow", "0ms").read("hedge.exp", run -> Map.of("mean", run.mean("call"))));
        return models;
    }

    private static ScenarioRun calls(String step) {
        return ScenarioRun.of("hedges")
                .with("call", "{ rate: 100/s, timeout: none, steps: [web, " + step + "] }")
                .rate(100);
    }

    private static ScenarioRun fan(String step) {
        String branches = String.join(", ", Collections.nCopies(40, step));
        return calls("{ parallel: [" + branches + "] }");
    }
}
