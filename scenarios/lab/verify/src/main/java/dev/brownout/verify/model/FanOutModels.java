package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Reference models of requests with parallel calls that wait for some or for all of them. */
final class FanOutModels implements ModelFamily {
    private static final long LARGE = 100_000;

    @Override
    public String title() {
        return "Fan-out, quorum, fork-join";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        models.add(slow("fan.slow.n1.p990", 1, "99%", "1%").quickRequests(320_000));
        models.add(slow("fan.slow.n1.p999", 1, "99.9%", "0.1%").quickRequests(3_300_000));
        models.add(slow("fan.slow.n10.p990", 10, "99%", "1%"));
        models.add(slow("fan.slow.n10.p999", 10, "99.9%", "0.1%").quickRequests(430_000));
        models.add(slow("fan.slow.n100.p990", 100, "99%", "1%"));
        models.add(slow("fan.slow.n100.p999", 100, "99.9%", "0.1%"));
        models.add(
                slow("fan.slow.n2000.p990", 2000, "99%", "1%").requests(8_000).onDemand());
        models.add(slow("fan.slow.n2000.p999", 2000, "99.9%", "0.1%")
                .requests(20_000)
                .onDemand());
        models.add(slow("fan.dean.2000x0.9999", 2000, "99.99%", "0.01%")
                .requests(LARGE)
                .onDemand());
        models.add(branches("fan.max.a", 10, "exp(10ms)", "all"));
        models.add(branches("fan.max.b", 100, "exp(10ms)", "all"));
        models.add(branches("fan.lognormal.a", 20, "lognormal(mean=10ms cv=1)", "all"));
        models.add(branches("fan.kofn.a", 3, "exp(10ms)", "2"));
        models.add(branches("fan.kofn.b", 5, "exp(10ms)", "3"));
        models.add(forkJoin("fan.forkjoin2.a", 70, 2));
        models.add(forkJoin("fan.forkjoin2.b", 90, 2).quickRequests(1_250_000));
        models.add(forkJoin("fan.forkjoinN.a", 70, 8));
        return models;
    }

    /** Creates a model with a share of slow branches. A request with at least one slow branch takes 1 s. */
    private static ReferenceModel slow(String id, int branches, String fastShare, String slowShare) {
        return fan(branches, "mix(" + fastShare + " 1ms, " + slowShare + " 1s)", "all")
                .read(id, run -> Map.of("", run.shareAbove("job", 500e6)));
    }

    private static ReferenceModel branches(String id, int branches, String distribution, String join) {
        return fan(branches, distribution, join).read(id, run -> latency(run));
    }

    private static Map<String, PartialEstimate> latency(ReplicationResult run) {
        return Map.of("mean", run.mean("job"), "p50", run.quantile("job", 50), "p99", run.quantile("job", 99));
    }

    private static ScenarioRun fan(int branches, String distribution, String join) {
        String steps = String.join(", ", Collections.nCopies(branches, "{ wait: '" + distribution + "' }"));
        return ScenarioRun.of("fan")
                .with(
                        "job",
                        "{ rate: 100/s, steps: [{ parallel: [" + steps + "], join: " + join + " }], timeout: none }")
                .rate(100);
    }

    private static ReferenceModel forkJoin(String id, double rate, int stations) {
        List<String> calls = new ArrayList<>();
        for (int i = 1; i <= stations; i++) {
            calls.add("{ call: s" + i + " }");
        }
        return ScenarioRun.of("fork-join")
                .with("load", rate + "/s")
                .with(
                        "job",
                        "{ rate: $load, steps: [{ parallel: [" + String.join(", ", calls) + "] }], timeout: none }")
                .rate(rate)
                .minWarmup(10)
                .read(id, FanOutModels::latency);
    }
}
