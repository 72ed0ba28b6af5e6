package dev.brownout.databases;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replication lag of database nodes: live replicas have one, reachable or not, and crashed replicas have none. */
@Tag("law")
class ReplicationLagLawTest {
    private static final String ONE_REPLICA = "replicas: 1, replication: { mode: async, backlog: 0ms }";

    private static VariantResult run(String database, String fault) {
        return TestScenarioRunner.run("""
                run: { duration: 150s, seed: 3 }
                components:
                  web: { kind: server, service: 1ms }
                  db: { kind: database, write: 2ms, %s }
                requests:
                  save: { rate: 50/s, key: uniform(100), timeout: 1s, steps: [web, write: db] }
                faults: [ %s ]
                predict:
                  during: db.lag.max ~ 1s +/- 100%% from 30s to 60s
                  received: db.backlog.max ~ 1s +/- 100%% from 30s to 60s
                  after: db.lag.max ~ 1s +/- 100%% from 61s to 150s
                """.formatted(database, fault));
    }

    private static double seconds(VariantResult result, String name) {
        return TestScenarioRunner.measure(result, name) / 1e9;
    }

    /**
     * The live replicas have all writes within a round trip. A crashed replica would have a lag that grows until the
     * end.
     */
    @ParameterizedTest
    @CsvSource({
        "'replicas: 2, replication: { mode: semi-sync }, failover: { lease: 10s, loop: 2s }', power-off db/primary",
        "'replicas: 2, replication: { mode: async, backlog: 0ms }', power-off db/replica-1",
        "'replicas: 2, replication: { mode: async, backlog: 0ms }', crash db/replica-1"
    })
    void crashedNodesHaveNoLag(String database, String fault) {
        VariantResult result = run(database, "at 25s: " + fault);
        assertThat(seconds(result, "during")).isLessThan(0.1);
        assertThat(seconds(result, "received")).isLessThan(0.1);
        assertThat(seconds(result, "after")).isLessThan(0.1);
    }

    /** No live replica is left to measure. */
    @Test
    void noLagIsMeasuredWithoutLiveReplicas() {
        VariantResult result = run(ONE_REPLICA, "at 25s: crash db/replica-1");
        assertThat(TestScenarioRunner.measure(result, "during")).isNaN();
    }

    /** Readers of the replica do not see the writes of 35 s. */
    @ParameterizedTest
    @CsvSource({"blackhole db/replica-1", "pause db/replica-1", "partition db/replica-1 ~ db/primary"})
    void unreachableLiveReplicaHasALag(String fault) {
        VariantResult result = run(ONE_REPLICA, "at 25s: " + fault + " for 40s");
        assertThat(seconds(result, "during")).isBetween(34.0, 35.1);
    }

    /** The writes of 40 s at 50/s are missing at its recovery, and are applied at 100/s while 50/s more arrive. */
    @Test
    void recoveringReplicaHasALag() {
        VariantResult result = run(
                replaceParts(ONE_REPLICA, "backlog: 0ms", "backlog: 0ms, apply: 100/s"),
                "at 25s: crash db/replica-1 for 40s");
        assertThat(TestScenarioRunner.measure(result, "during")).isNaN();
        assertThat(seconds(result, "after")).isBetween(38.0, 40.1);
    }

    /** The first of two shards has a crashed and a live replica. */
    @Test
    void shardLagExcludesCrashedReplicas() {
        VariantResult result = run(
                "replicas: 2, shards: 2, replication: { mode: async, backlog: 0ms }",
                "at 25s: crash db/shard-1/replica-1");
        assertThat(seconds(result, "during")).isLessThan(0.1);
    }
}
