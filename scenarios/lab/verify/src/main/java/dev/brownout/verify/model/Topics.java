package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of topics: partitions as independent queues, and consumer groups that each get every message.
 *
 * <p>A consumer processes one message of a partition at a time, so a partition is M/M/1. Its lag is rho / (1 - rho),
 * including messages in process, and the time from the storing of a message to its end is 1 / (mu - lambda). Messages
 * without a key are assigned at random, which leaves each partition a Poisson stream. Four partitions are not M/M/4.
 */
final class Topics implements ModelFamily {
    @Override
    public String title() {
        return "Topics and consumer groups";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                singleGroup(1, 60, "topic.one.a").quickRequests(300_000),
                singleGroup(4, 240, "topic.four.a").quickRequests(300_000),
                ScenarioRun.of("topic-groups")
                        .with("duration", "20s")
                        .with("warmup", "0s")
                        .with("nodes", 6)
                        .with("event", "{ rate: [step(240/s every=10s), 0/s], timeout: none, steps: [publish: log] }")
                        .deterministic(
                                "topic.groups.a",
                                run -> Map.of(
                                        "consumed",
                                        run.measure("log", "consumed") / run.measure("log", "published"),
                                        "idle",
                                        run.measure("log", "idle"))));
    }

    private static ReferenceModel singleGroup(int partitions, double rate, String id) {
        return ScenarioRun.of("topic-groups")
                .with("load", rate + "/s")
                .with("partitions", partitions)
                .with("nodes", partitions)
                .with("second", "{ kind: server, service: 0ms }")
                .rate(rate)
                .minWarmup(10)
                .read(
                        id,
                        run -> Map.of(
                                "lag", run.average("log", "lag"),
                                "time", run.weightedMean("log", "end_to_end")));
    }
}
