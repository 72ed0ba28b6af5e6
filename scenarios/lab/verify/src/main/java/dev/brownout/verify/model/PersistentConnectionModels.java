package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of persistent connections, messages pushed over them, and presence by heartbeats.
 *
 * <p>{@code connections}: each user has a connection for T on average and none for R, so N T / (T + R) connections are
 * open and N / (T + R) are opened per second (alternating renewals). A message to a random user fails with probability
 * R / (T + R).
 *
 * <p>{@code push.time}: a push to twenty users is a batch of twenty messages of work b, M^[20]/D/1. The batch waits as
 * in M/D/1 with a service time of 20 b, and within it a message is behind 19 / 2 messages on average (Cooper 1981).
 *
 * <p>{@code presence}: a heartbeat that lasts E exists with probability 1 - e^(-r E) if heartbeats arrive at the rate r
 * (Poisson).
 */
final class PersistentConnectionModels implements ModelFamily {
    @Override
    public String title() {
        return "Connections, pushes and presence";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                ScenarioRun.of("kept-connections")
                        .read(
                                "connections.a",
                                run -> Map.of(
                                        "open", run.average("gateway", "connections"),
                                        "opened", run.perSecond(run.measure("gateway", "connections_opened")),
                                        "missed", missedShare(run)))
                        .runs(40),
                ScenarioRun.of("kept-connections")
                        .with("cores", 1)
                        .with("push", "3ms")
                        .with(
                                "connect",
                                "{ rate: connections(1000 reconnect=exp(20s)), timeout: none, path: [gateway] }")
                        .read("push.time.a", run -> Map.of("", run.weightedMean("gateway", "push_time"))),
                ScenarioRun.of("signs-of-life")
                        .read(
                                "presence.a",
                                run -> Map.of(
                                        "alive", run.average("kv", "keys_alive"),
                                        "missing", absentShare(run)))
                        .runs(40));
    }

    private static PartialEstimate missedShare(ReplicationResult run) {
        double missed = run.measure("gateway", "pushes_missed");
        return new PartialEstimate.Quotient(missed, missed + run.measure("gateway", "pushes_delivered"));
    }

    private static PartialEstimate absentShare(ReplicationResult run) {
        return new PartialEstimate.Quotient(
                run.measure("kv", "not_found_reads"), run.requests("look").good());
    }
}
