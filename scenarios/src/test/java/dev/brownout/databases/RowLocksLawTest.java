package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes of one row are a queue with one server: M/G/1 for any number of cores. */
@Tag("law")
class RowLocksLawTest {
    private static VariantResult run(int seed, String network, String database, String requests) {
        return TestScenarioRunner.run("run: { duration: 310s, warmup: 10s, seed: " + seed + " }\n" + network
                + "components:\n  db: { kind: database, " + database + " }\nrequests:\n" + requests);
    }

    private static void likesTake(String write, String keys, double millis) {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.meanMillis(
                        run(
                                seed,
                                "network: none\n",
                                "lock: row, write: " + write,
                                "  like: { rate: 60/s, key: " + keys + ", steps: [write: db] }\n"),
                        "like"),
                millis,
                0.02);
    }

    @ParameterizedTest
    @ChosenRows
    @CsvSource({"exp(10ms), 25", "10ms, 17.5"})
    void writesOfOneRowWaitAsInMG1(String write, double millis) {
        likesTake(write, "uniform(1)", millis);
    }

    @Test
    @Tag("change")
    void writesOfTenRowsAreTenQueues() {
        likesTake("exp(10ms)", "uniform(10)", 10 / (1 - 0.06));
    }

    @Test
    void rowLockIsHeldDuringSynchronousReplication() {
        VariantResult result = run(
                1,
                "network: { rtt: 40ms }\n",
                "lock: row, write: exp(10ms), replicas: 1, replication: { mode: sync }",
                "  like: { rate: 30/s, key: uniform(1), timeout: none, steps: [write: db] }\n");
        double perSecond = TestScenarioRunner.measure(result, "db", "throughput");
        double error = 0.010 / 0.050 / Math.sqrt(20 * 300);
        assertThat(perSecond).isCloseTo(20, within(3.29 * error * 20 + 1 / 300.0));
    }

    @Test
    void readsAndUnkeyedWritesDoNotWaitForRowLocks() {
        VariantResult result = run(1, "network: none\n", "lock: row, write: 10ms, read: 1ms, cores: 64", """
                  like: { rate: 95/s, key: uniform(1), steps: [write: db] }
                  look: { rate: 50/s, key: uniform(1), steps: [read: db] }
                  row: { rate: 50/s, steps: [write: db] }
                """);
        assertThat(TestScenarioRunner.meanMillis(result, "look")).isEqualTo(1);
        assertThat(TestScenarioRunner.meanMillis(result, "row")).isEqualTo(10);
        assertThat(TestScenarioRunner.meanMillis(result, "like")).isGreaterThan(50);
    }

    @Test
    void rowLocksAreReleasedOnCrashAndFailover() {
        VariantResult result = run(
                1,
                "",
                "lock: row, write: 10ms, replicas: 2, replication: { mode: sync }, failover: { lease: 3s, loop: 1s }",
                """
                  like: { rate: 60/s, key: uniform(2), timeout: 1s, steps: [write: db] }
                faults:
                  - at 60s: crash db/primary for 30s
                  - at 150s: pause db/primary for 2s
                  - at 200s: blackhole db/primary for 20s
                """);
        assertThat(result.accounting().audit()).anySatisfy(line -> {
            assertThat(line.name()).contains("row locks acquired");
            assertThat(line.left()).isPositive();
        });
        assertThat(result.requests().get("like").availability()).isBetween(0.7, 0.99);
    }

    @Test
    void analyticalUtilizationOfTheBusiestRow() {
        VariantResult result = run(
                1,
                "",
                "lock: row, write: exp(10ms)",
                "  like: { rate: 60/s, key: 'hot(50% on bieber, rest uniform(1M))', steps: [write: db] }\n");
        var row = result.analysis().stations().stream()
                .filter(s -> s.station().equals("db/busiest row"))
                .findFirst()
                .orElseThrow();
        assertThat(row.offeredPerSecond()).isCloseTo(30, within(1e-6));
        assertThat(row.utilization()).isCloseTo(0.3, within(1e-8));
        assertThat(row.meanNanos() / 1e6).isCloseTo(10 / 0.7, within(1e-6));
    }
}
