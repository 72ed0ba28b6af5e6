package dev.brownout.verify.model;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reference models of closed systems, in which users wait for a response before the next request. */
final class ClosedUsers implements ModelFamily {
    @Override
    public String title() {
        return "Closed users";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                closedNetwork("closed.jain", 20, "4s", 1 / 3.0, List.of("2s", "3s", "1s"), "second"),
                bolch(),
                closedNetwork("closed.web", 50, "2s", 20, List.of("20ms", "50ms", "0ms"), "second"),
                ScenarioRun.of("series")
                        .with("load", "users(50 think=exp(1s))")
                        .with("cores", 4)
                        .with("one", "exp(100ms)")
                        .with("two", "0ms")
                        .rate(39)
                        .minWarmup(20)
                        .read("closed.repair.a", run -> figures(run, "first")));
    }

    /** Creates a closed model of three stations with the given mean service demands. */
    private static ReferenceModel closedNetwork(
            String id, int users, String think, double maxRate, List<String> demands, String bottleneck) {
        ScenarioRun loop = ScenarioRun.of("series")
                .with("load", "users(" + users + " think=" + think + ")")
                .with("one", exponential(demands.get(0)))
                .with("two", exponential(demands.get(1)))
                .with("three", exponential(demands.get(2)))
                .rate(maxRate)
                .minWarmup(100 / maxRate);
        return loop.read(id, run -> {
            Map<String, PartialEstimate> estimates = new HashMap<>(figures(run, bottleneck));
            estimates.put("knee", knee(loop));
            return estimates;
        });
    }

    /** Returns the number of users from which on they queue, from the analytical model. */
    private static PartialEstimate knee(ScenarioRun loop) {
        return PartialEstimate.Fact.content(CapacityForecast.of(loop.scenario())
                .explanation("model")
                .loops()
                .get(0)
                .knee());
    }

    private static String exponential(String mean) {
        return mean.equals("0ms") ? mean : "exp(" + mean + ")";
    }

    private static ReferenceModel bolch() {
        ScenarioRun loop = ScenarioRun.of("central")
                .with("second", "exp(80ms)")
                .with("third", "exp(80ms)")
                .with("fourth", "exp(60ms)")
                .with(
                        "job",
                        "{ rate: $load, steps: [{ call: s1 }, { call: s2 }, { call: s3 }, { call: s4 }],"
                                + " timeout: none }")
                .rate(10)
                .minWarmup(20);
        return loop.read("closed.bolch", run -> {
            Map<String, PartialEstimate> estimates = new HashMap<>(figures(run, "s2"));
            estimates.put("knee", knee(loop));
            return estimates;
        });
    }

    private static Map<String, PartialEstimate> figures(ReplicationResult run, String bottleneck) {
        return Map.of(
                "X", run.throughput("job"),
                "R", run.mean("job"),
                "Qmax", OpenNetworks.meanNumberInSystem(run, bottleneck));
    }
}
