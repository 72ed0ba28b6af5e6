package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.VariantResult;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Cache nodes with limited capacity: a hot key saturates its node, and the keys of a failed node miss unless there is a
 * replica.
 */
@Tag("law")
class CacheNodesLawTest {
    private static final int NODES = 4;
    /** Tolerance of the share of 100,000 keys on one of four nodes: three standard deviations. */
    private static final double SPREAD = 3 * Math.sqrt(0.25 * 0.75 / 100_000);

    private static String hot(int seed) {
        return """
                run: { duration: 6s, warmup: 2s, seed: %d }
                network: none
                components:
                  web: { kind: server, cores: 1000, service: 0ms }
                  cache: { kind: cache, nodes: 4, cores: 1, lookup: 0.2ms, queue: 100, warm: 100001, source: db }
                  db: { kind: database, replicas: 0, cores: 1000, read: 0ms }
                requests:
                  look: { rate: 10k/s, key: hot(40%% on star rest uniform(100k)), steps: [web, read: cache] }
                predict:
                  n1: cache/1.utilization ~ 50%% +/- 90%%
                  n2: cache/2.utilization ~ 50%% +/- 90%%
                  n3: cache/3.utilization ~ 50%% +/- 90%%
                  n4: cache/4.utilization ~ 50%% +/- 90%%
                """.formatted(seed);
    }

    /**
     * The node of the hot key gets 4,000/s and a quarter of 6,000/s, with a capacity of 5,000/s. Each other node gets
     * 1,500/s.
     */
    @Test
    void hotKeySaturatesItsNode() {
        assertThat(TestScenarioRunner.analysis(hot(0)).stations())
                .filteredOn(station -> station.station().equals("cache"))
                .singleElement()
                .satisfies(station -> assertThat(station.formula().toString())
                        .isEqualTo("no estimate: its keys decide the load of each node"));
        VariantResult first = TestScenarioRunner.run(hot(0));
        int busiest = IntStream.rangeClosed(1, NODES)
                .filter(node -> TestScenarioRunner.measure(first, "n" + node) > 0.9)
                .findFirst()
                .orElseThrow();
        for (int node = 1; node <= NODES; node++) {
            String each = "n" + node;
            boolean full = node == busiest;
            SeedAssertions.agree(
                    seed -> TestScenarioRunner.measure(TestScenarioRunner.run(hot(seed)), each),
                    full ? 1 : 0.3,
                    full ? 0.002 : 0.6 * SPREAD * 2,
                    0.01);
        }
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(TestScenarioRunner.run(hot(seed)), "cache", "skew"),
                5500 / 2500.0,
                SPREAD,
                0.01);
    }

    private static VariantResult lost(int seed, int copies) {
        return TestScenarioRunner.run("""
                run: { duration: 100s, warmup: 5s, seed: %d }
                network: none
                components:
                  web: { kind: server, cores: 1000, service: 0ms }
                  cache: { kind: cache, nodes: 4, copies: %d, failover: 30s, lookup: 0.2ms, warm: 100k, source: db }
                  db: { kind: database, replicas: 0, cores: 1000, read: 0ms }
                requests:
                  get: { rate: 500/s, key: uniform(100k), path: [web, cache, db] }
                faults:
                  - at 20s: crash cache/1 as lost
                predict:
                  before: db.offered ~ 1 +/- 90%% from 5s to 20s
                  gone: db.offered ~ 1 +/- 90%% from 20s to 50s
                  after: db.offered ~ 1 +/- 90%% from 50s to 100s
                """.formatted(seed, copies));
    }

    /** A quarter of 500 lookups per second misses: for 30 s with a replica, and for the rest of the run without one. */
    @Test
    @Tag("change")
    void failedNodeMissesUntilAReplicaTakesOver() {
        for (int copies : new int[] {1, 2}) {
            VariantResult[] runs = IntStream.range(0, SeedAssertions.SEEDS)
                    .mapToObj(seed -> lost(seed, copies))
                    .toArray(VariantResult[]::new);
            for (VariantResult run : runs) {
                assertThat(TestScenarioRunner.measure(run, "before")).isZero();
            }
            SeedAssertions.agree(
                    seed -> TestScenarioRunner.measure(runs[seed], "gone"), 500 * 30 / 4.0, 500 * 30 * SPREAD, 0.02);
            if (copies == 2) {
                for (VariantResult run : runs) {
                    assertThat(TestScenarioRunner.measure(run, "after")).isZero();
                }
            } else {
                SeedAssertions.agree(
                        seed -> TestScenarioRunner.measure(runs[seed], "after"),
                        500 * 50 / 4.0,
                        500 * 50 * SPREAD,
                        0.02);
            }
        }
    }
}
