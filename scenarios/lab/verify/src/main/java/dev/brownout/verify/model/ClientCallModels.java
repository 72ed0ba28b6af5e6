package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of long-lived connections of clients, of name servers and of external services.
 *
 * <p>{@code conn.busiest}: the connections of 10 clients are distributed over the nodes as balls over cells
 * (multinomial). The share of the node with the most connections is the mean of the maximum divided by 10.
 * {@code conn.renewal}: each client has a connection for a mean time T, and none until its next call, for a mean time
 * of 1/r, so that it renews its connection every T + 1/r.
 *
 * <p>{@code conn.new}: an instance that restarts gets no connection before the others reach their maximum age. When all
 * connections have been renewed once, it has 1/n of them.
 *
 * <p>{@code names.retries}: in a random order of n name servers, k/(n - k + 1) of k silent ones come before the first
 * other one. {@code names.lookup}: a query takes S, and a lookup finds a query in progress or starts one. With l
 * lookups per second and resolver, the mean is (E[S] + l E[S^2] / 2) / (1 + l (E[S] + TTL)).
 *
 * <p>{@code external.over}: calls beyond the limit of concurrent calls are lost (Erlang B), whatever the distribution
 * of the latency. {@code external.busy}: the other calls are in progress for the mean latency (Little 1961).
 */
final class ClientCallModels implements ModelFamily {
    private static final int SHORT_RUNS = 400;

    @Override
    public String title() {
        return "Connections of clients, name servers and external services";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                ScenarioRun.of("client-connections")
                        .with("max_age", "none")
                        .read("conn.busiest.a", run -> Map.of("", run.average("web", "client_connection_share")))
                        .runs(SHORT_RUNS),
                ScenarioRun.of("client-connections")
                        .rate(200)
                        .minWarmup(40)
                        .read(
                                "conn.renewal.a",
                                run -> Map.of(
                                        "open", run.average("web", "client_connections"),
                                        "renewed", run.perSecond(run.measure("web", "client_connections_renewed"))))
                        .quickRequests(400_000),
                ScenarioRun.of("new-instance")
                        .with("duration", "2600ms")
                        .with("warmup", "1100ms")
                        .deterministic("conn.new.before", run -> Map.of("", run.measure("web", "3", "offered"))),
                ScenarioRun.of("new-instance")
                        .read("conn.new.after", run -> Map.of("", shareOfTheNewInstance(run)))
                        .runs(SHORT_RUNS),
                ScenarioRun.of("name-servers")
                        .rate(20)
                        .read("names.retries.a", run -> Map.of("", nameServerRetries(run)))
                        .quickRequests(200_000),
                ScenarioRun.of("name-servers")
                        .with("count", 3)
                        .with("ttl", "10s")
                        .with("resolvers", 20)
                        .rate(20)
                        .minWarmup(20)
                        .read("names.lookup.a", run -> Map.of("", run.mean("job")))
                        .quickRequests(800_000),
                ScenarioRun.of("external")
                        .rate(8)
                        .minWarmup(20)
                        .read(
                                "external.a",
                                run -> Map.of(
                                        "over", run.perRequest(run.measure("payments", "over_concurrency"), "job"),
                                        "busy", run.average("payments", "utilization"),
                                        "failed", run.failedShare("job")))
                        .quickRequests(200_000));
    }

    private static PartialEstimate shareOfTheNewInstance(ReplicationResult run) {
        return new PartialEstimate.Quotient(run.measure("web", "3", "offered"), run.measure("web", "offered"));
    }

    /** Returns the retries of a query, including queries that fail. */
    private static PartialEstimate nameServerRetries(ReplicationResult run) {
        double retries = run.measure("dns", "name_server_retries");
        return new PartialEstimate.Quotient(retries, run.measure("dns", "queries") - retries);
    }
}
