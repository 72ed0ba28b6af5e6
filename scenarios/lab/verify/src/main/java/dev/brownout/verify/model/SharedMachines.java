package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of two processes on one machine, with one common queue for its cores.
 *
 * <p>{@code host.cores}: with four cores and exponential service times, the requests of both processes together are an
 * M/M/4 queue (Erlang C). {@code host.mix}: with one core and two service time distributions, they are an M/G/1 queue
 * with the mixture of both (Pollaczek and Khinchine). The mean waiting time is equal for both processes, and each adds
 * its own service time.
 */
final class SharedMachines implements ModelFamily {
    @Override
    public String title() {
        return "Processes on one machine";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                ScenarioRun.of("shared-machine")
                        .with("buys", "120/s")
                        .with("looks", "120/s")
                        .rate(240)
                        .minWarmup(5)
                        .read("host.cores.a", SharedMachines::latencyAndUtilization)
                        .quickRequests(400_000),
                ScenarioRun.of("shared-machine")
                        .with("cores", 1)
                        .with("rows", "30ms")
                        .with("buys", "30/s")
                        .with("looks", "10/s")
                        .rate(40)
                        .minWarmup(5)
                        .read("host.mix.a", SharedMachines::latencyAndUtilization)
                        .quickRequests(300_000));
    }

    private static Map<String, PartialEstimate> latencyAndUtilization(ReplicationResult run) {
        return Map.of(
                "buy", run.mean("buy"),
                "look", run.mean("look"),
                "util", run.average("box", "utilization"));
    }
}
