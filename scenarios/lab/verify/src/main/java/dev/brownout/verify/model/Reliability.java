package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reference models of availability of redundant parts, and of tiers that are called only on a miss. */
final class Reliability implements ModelFamily {
    @Override
    public String title() {
        return "Availability, tiers";
    }

    @Override
    public List<ReferenceModel> models() {
        String three = "{ parallel: [{ call: a }, { call: b }, { call: c }], join: 2 }";
        String five = "{ parallel: [{ call: a }, { call: b }, { call: c }, { call: d }, { call: e }], join: 3 }";
        String graph = "{ call: a }, { call: b }, { call: c }, { parallel: [{ call: d }, { call: e }], join: first }";
        return List.of(
                parts("avail.kofn.a", three, "1%", "1%", "1%", "1%", "1%"),
                parts("avail.kofn.b", five, "5%", "5%", "5%", "5%", "5%"),
                parts("avail.graph.a", graph, "0.1%", "0.1%", "0.5%", "1%", "1%"),
                ScenarioRun.of("tiers").rate(100).read("amat.a", run -> Map.of("", run.mean("get"))));
    }

    private static ReferenceModel parts(String id, String steps, String... errorShares) {
        List<String> names = List.of("a", "b", "c", "d", "e");
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < errorShares.length; i++) {
            faults.add("errors " + names.get(i) + " " + errorShares[i]);
        }
        ScenarioRun setup = ScenarioRun.of("parts-that-fail")
                .with("job", "{ rate: 100/s, steps: [" + steps + "], timeout: none }")
                .rate(100);
        for (int i = 0; i < errorShares.length; i++) {
            setup.with("- at " + i + "ms", faults.get(i));
        }
        return setup.read(
                        id,
                        run -> Map.of(
                                "",
                                new PartialEstimate.Quotient(
                                        run.requests("job").good(),
                                        run.requests("job").offered())))
                .requests(2_000_000);
    }
}
