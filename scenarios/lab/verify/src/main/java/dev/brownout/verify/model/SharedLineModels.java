package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of network bandwidth. Responses share the bandwidth of a site equally: M/G/1 processor sharing, with
 * a mean time of s / (1 - rho) for any size distribution (Kleinrock 1976, 4.4). Over the last mile of a user, a page
 * takes the round trips of its connection plus its bytes divided by the bandwidth.
 */
final class SharedLineModels implements ModelFamily {
    @Override
    public String title() {
        return "Uplinks of sites and users";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                shared("100kB", "line.fixed.a").quickRequests(200_000),
                shared("exp(100kB)", "line.exp.a").quickRequests(300_000),
                mile("kept-alive", "mile.kept.a"),
                mile("tls13", "mile.tls.a"));
    }

    private static ReferenceModel shared(String bytes, String id) {
        return ScenarioRun.of("line")
                .with("load", "60/s")
                .with("size", bytes)
                .rate(60)
                .minWarmup(5)
                .read(id, run -> Map.of("mean", run.mean("page"), "util", run.average("line", "utilization")));
    }

    private static ReferenceModel mile(String connections, String id) {
        return ScenarioRun.of("last-mile")
                .with("connections", connections)
                .deterministic(
                        id, run -> Map.of("", run.requests("page").successes().mean()));
    }
}
