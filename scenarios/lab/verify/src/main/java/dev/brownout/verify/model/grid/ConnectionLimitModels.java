package dev.brownout.verify.model.grid;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of connections at their limit.
 *
 * <p>{@code conn.pool}: each query holds one of c connections for an exponential time of 1 / mu. A query takes the time
 * of M/M/c (Erlang 1917), and a share lambda / (c mu) of the connections is in use.
 *
 * <p>{@code conn.wait}: a query that waits for D is rejected. The virtual wait of M/M/c+D has the density lambda p(c-1)
 * exp(-(c mu - lambda) x) up to D, and falls with the rate c mu beyond. The rejected share is the probability of a
 * virtual wait above D (Barrer 1957). With D = 0 it is Erlang's loss formula.
 *
 * <p>{@code conn.limit}: N users connect for T on average to a gateway with c connections, and try again after R. A
 * share of their attempts finds all connections open, Engset's call congestion (Engset 1918), whatever the distribution
 * of the time of a connection. The open connections are those of Engset's time congestion.
 */
public final class ConnectionLimitModels implements ModelFamily {
    @Override
    public String title() {
        return "Connection limits";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                pool(2, 100, "conn.pool.a"),
                pool(4, 320, "conn.pool.b"),
                pool(8, 680, "conn.pool.c"),
                pool(16, 1440, "conn.pool.d"),
                timeoutModel(1, 80, "0ms", "conn.wait.a"),
                timeoutModel(4, 360, "0ms", "conn.wait.b"),
                timeoutModel(1, 90, "20ms", "conn.wait.c"),
                timeoutModel(4, 440, "10ms", "conn.wait.d"),
                limit(20, 10, "exp(15s)", "conn.limit.a"),
                limit(50, 35, "exp(15s)", "conn.limit.b"),
                limit(100, 75, "uniform(0s 30s)", "conn.limit.c"));
    }

    private static ScenarioRun pool(int size, int rate) {
        return ScenarioRun.of("pool")
                .with("load", rate + "/s")
                .with("size", size)
                .rate(rate)
                .minWarmup(5);
    }

    private static ReferenceModel pool(int size, int rate, String id) {
        return pool(size, rate)
                .read(
                        id,
                        run -> Map.of(
                                "mean", run.mean("job"),
                                "used", run.average("db", "pool_utilization")))
                .quickRequests(300_000);
    }

    private static ReferenceModel timeoutModel(int size, int rate, String timeout, String id) {
        return pool(size, rate)
                .with("max_wait", timeout)
                .read(id, run -> Map.of("", run.failedShare("job")))
                .quickRequests(100_000);
    }

    private static ReferenceModel limit(int users, int most, String lasts, String id) {
        return ScenarioRun.of("engset")
                .with("users", users)
                .with("most", most)
                .with("lasts", lasts)
                .read(
                        id,
                        run -> Map.of(
                                "refused",
                                run.perRequest(run.measure("gateway", "connections_refused"), "connect"),
                                "open",
                                run.average("gateway", "connections")))
                .runs(40);
    }
}
