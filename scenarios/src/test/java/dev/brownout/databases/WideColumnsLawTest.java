package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A wide-column store without network delay. Each contacted replica works on a slice, and the first responses decide.
 * With exponential service the second of three responses comes after (1/3 + 1/2) of the mean.
 */
@Tag("law")
class WideColumnsLawTest {
    private static String site(int seed, int quorum) {
        return """
                run: { duration: 400s, seed: %d }
                network: none
                components:
                  web: { kind: server, service: 0ms }
                  kv:
                    kind: store
                    model: wide-column
                    queries: { slice: exp(6ms) }
                    read: exp(1ms)
                    quorum: { read: %d }
                requests:
                  posts: { rate: constant(5/s), key: uniform(10k), steps: [web, read: kv/slice] }
                  name: { rate: constant(5/s), key: uniform(10k), steps: [web, read: kv] }
                """.formatted(seed, quorum);
    }

    @Test
    void sliceLatencyIsAnOrderStatistic() {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.meanMillis(TestScenarioRunner.run(site(seed, 1)), "posts"), 6 / 3.0, 0.01);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.meanMillis(TestScenarioRunner.run(site(seed, 2)), "posts"),
                6 * (1 / 3.0 + 1 / 2.0),
                0.01);
    }

    @Test
    void readHasItsOwnServiceTime() {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.meanMillis(TestScenarioRunner.run(site(seed, 2)), "name"),
                1 / 3.0 + 1 / 2.0,
                0.01);
    }

    /** Three replicas work on each call: 15 slices of 6 ms and 15 reads of 1 ms per second on 3 nodes of 8 cores. */
    @Test
    void utilizationCountsAllReplicas() {
        double busy = (15 * 0.006 + 15 * 0.001) / 24;
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(TestScenarioRunner.run(site(seed, 2)), "kv", "utilization"),
                busy,
                0.02);
        VariantResult result = TestScenarioRunner.run(site(0, 2));
        assertThat(result.analysis().stations())
                .filteredOn(station -> station.station().equals("kv"))
                .isNotEmpty()
                .allSatisfy(station -> assertThat(station.utilization()).isCloseTo(busy, within(1e-9)));
    }

    /** Twenty rows under one key are one slice; under twenty keys they are twenty sequential reads. */
    @Test
    @Tag("change")
    void sliceReplacesTwentyReads() {
        String site = """
                run: { duration: 400s, seed: SEED }
                network: none
                components:
                  web: { kind: server, service: 0ms }
                  kv:
                    kind: store
                    nodes: 1
                    model: wide-column
                    queries: { slice: 3ms }
                    read: exp(1ms)
                requests:
                  slice: { rate: constant(5/s), key: uniform(10k), steps: [web, read: kv/slice] }
                  keys: { rate: constant(5/s), key: uniform(10k), steps: [web, { read: kv, times: 20 }] }
                """;
        SeedAssertions.agree(
                seed -> TestScenarioRunner.meanMillis(TestScenarioRunner.run(site.replace("SEED", "" + seed)), "slice"),
                3,
                0.001);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.meanMillis(TestScenarioRunner.run(site.replace("SEED", "" + seed)), "keys"),
                20,
                0.01);
    }
}
