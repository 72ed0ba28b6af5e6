package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import java.util.List;
import java.util.Map;

/**
 * Reference models of two processes on one machine, with one common queue for its cores. Four cores and exponential
 * work are M/M/4 of both streams together (Erlang C). One core and work of two distributions is M/G/1 of the mixture
 * (Pollaczek and Khinchine), in which each process has the same waiting time and its own work.
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
                        .settling(5)
                        .read("host.cores.a", SharedMachines::means)
                        .quick(400_000),
                ScenarioRun.of("shared-machine")
                        .with("cores", 1)
                        .with("rows", "30ms")
                        .with("buys", "30/s")
                        .with("looks", "10/s")
                        .rate(40)
                        .settling(5)
                        .read("host.mix.a", SharedMachines::means)
                        .quick(300_000));
    }

    private static Map<String, PartialEstimate> means(ReplicationResult run) {
        return Map.of(
                "buy", run.mean("buy"),
                "look", run.mean("look"),
                "util", run.average("box", "utilization"));
    }
}
