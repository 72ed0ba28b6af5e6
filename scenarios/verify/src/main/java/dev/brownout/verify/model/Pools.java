package dev.brownout.verify.model;

import dev.brownout.verify.Family;
import dev.brownout.verify.Model;
import java.util.List;
import java.util.Map;

/**
 * Connection pools.
 *
 * <p>{@code pool.call}: each query holds one of c connections for an exponential time, so that queries wait as in
 * M/M/c: Erlang's C(c, a) over (c mu - lambda), of which c mu is what the connections do (Erlang 1917).
 *
 * <p>{@code pool.request}: a request holds the only connection from its query of 4 ms to the end of its visit, 4 ms
 * later: M/D/1 with a service of 8 ms, wait rho s / (2 (1 - rho)) (Pollaczek 1930).
 */
final class Pools implements Family {
    @Override
    public String title() {
        return "Connection pools";
    }

    @Override
    public List<Model> models() {
        return List.of(
                pool().with("load", "240/s")
                        .rate(240)
                        .settling(5)
                        .read(
                                "pool.call.a",
                                run -> Map.of(
                                        "wait", run.meanOf("db", "pool_wait"),
                                        "mean", run.mean("job"),
                                        "queue", run.average("db", "pool_queue"),
                                        "util", run.average("db", "pool_utilization")))
                        .quick(400_000),
                pool().with("load", "75/s")
                        .with("size", 1)
                        .with("held", "request")
                        .with("query", "4ms")
                        .with("after", "4ms")
                        .rate(75)
                        .settling(5)
                        .read(
                                "pool.request.a",
                                run -> Map.of("wait", run.meanOf("db", "pool_wait"), "mean", run.mean("job")))
                        .quick(200_000));
    }

    private static ScenarioRun pool() {
        return ScenarioRun.of("pool");
    }
}
