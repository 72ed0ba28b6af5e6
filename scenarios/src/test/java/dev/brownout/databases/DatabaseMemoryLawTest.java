package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows outside the buffer pool are read from disk: LRU selects the rows, M/G/1 gives the waiting time. */
@Tag("law")
class DatabaseMemoryLawTest {
    private static VariantResult run(int seed, String database, String requests) {
        return TestScenarioRunner.run("""
                run: { duration: 60s, warmup: 10s, seed: %d }
                network: none
                components:
                  db: { kind: database, cores: 1000, queue: unlimited, write: 0ms, read: 1ms, %s }
                requests:
                %s""".formatted(seed, database, requests));
    }

    private static double hits(VariantResult result) {
        return TestScenarioRunner.measure(result, "db", "memory_hits");
    }

    @Test
    @Tag("change")
    void uniformKeysHitByTheShareOfDataInMemory() {
        String read = "  look: { rate: 500/s, key: uniform(10k), steps: [read: db] }\n";
        SeedAssertions.agree(
                seed -> hits(run(seed, "disk: {}, memory: 8GB, storage: { data: 40GB }", read)), 0.2, 0, 0.01);
    }

    /**
     * Returns the LRU hit ratio for Zipf keys by Che's approximation; the characteristic time is found by bisection.
     */
    private static double che(int keys, double exponent, int entries) {
        double[] p = IntStream.rangeClosed(1, keys)
                .mapToDouble(rank -> Math.pow(rank, -exponent))
                .toArray();
        double sum = DoubleStream.of(p).sum();
        double low = 0;
        double high = 1e9;
        for (int i = 0; i < 200; i++) {
            double time = (low + high) / 2;
            double held =
                    DoubleStream.of(p).map(x -> -Math.expm1(-x / sum * time)).sum();
            low = held < entries ? time : low;
            high = held < entries ? high : time;
        }
        double time = low;
        return DoubleStream.of(p)
                .map(x -> x / sum * -Math.expm1(-x / sum * time))
                .sum();
    }

    @Test
    @Tag("change")
    void zipfHitRatioFollowsChesApproximation() {
        String read = "  look: { rate: 1000/s, key: zipf(1.0 10k), steps: [read: db] }\n";
        double truth = che(10_000, 1, 2000);
        assertThat(truth).isBetween(0.7, 0.85);
        double errorOfChe = 0.003;
        SeedAssertions.agree(
                seed -> hits(run(seed, "disk: {}, memory: 8GB, storage: { data: 40GB }", read)),
                truth,
                errorOfChe,
                0.01);
    }

    @Test
    @Tag("change")
    void memoryOfHalfTheDataServesHalfOfABillionKeys() {
        String lookup = "  look: { rate: 500/s, steps: [read: db] }\n";
        SeedAssertions.agree(
                seed -> hits(run(seed, "disk: {}, memory: 8GB, storage: { data: 16GB }", lookup)), 0.5, 0, 0.01);
        VariantResult eight = run(1, "disk: {}, memory: 8GB, storage: { data: 8GB }", lookup);
        assertThat(hits(eight)).isEqualTo(1);
        assertThat(TestScenarioRunner.measure(eight, "db", "disk")).isZero();
        assertThat(TestScenarioRunner.meanMillis(eight, "look")).isEqualTo(1);
    }

    @ParameterizedTest
    @ChosenRows
    @CsvSource({"0.5ms, 0.875", "exp(0.5ms), 1.25"})
    void diskReadsWaitAsInMG1(String access, double millis) {
        String database = "disk: { access: " + access + " }, memory: 8GB, storage: { data: 40GB }";
        String read = "  look: { rate: 1500/s, key: uniform(10k), steps: [read: db] }\n";
        SeedAssertions.agree(
                seed -> TestScenarioRunner.meanMillis(run(seed, database, read), "look"), 1 + 0.8 * millis, 0, 0.01);
        var estimate = run(1, database, read).analysis().stations().stream()
                .filter(station -> station.station().equals("db/primary/disk"))
                .findFirst()
                .orElseThrow();
        assertThat(estimate.utilization()).isCloseTo(0.6, within(1e-3));
        assertThat(estimate.meanNanos() / 1e6).isCloseTo(millis, within(0.005));
    }

    @Test
    void updateReadsItsRowFromDiskAndInsertDoesNot() {
        String database = "disk: { access: 10ms, fsync: 2ms }, memory: 1B, storage: { data: 40GB }";
        VariantResult rows = run(1, database, """
                  change: { rate: constant(1/s), key: uniform(10k), steps: [write: db] }
                  add: { rate: constant(0.7/s), steps: [write: db] }
                """);
        assertThat(rows.requests().get("change").successes().p50() / 1e6).isCloseTo(12, within(0.1));
        assertThat(rows.requests().get("add").successes().p50() / 1e6).isCloseTo(2, within(0.1));
    }

    @Test
    void scanReadsOnlyTheDataOutsideMemory() {
        VariantResult result = run(
                1,
                "disk: { read: 500MB/s }, memory: 20GB, storage: { data: 40GB }, "
                        + "queries: { report: { service: 0ms, scan: 3GB } }",
                "  report: { rate: constant(0.1/s), timeout: none, steps: [read: db/report] }\n");
        assertThat(TestScenarioRunner.meanMillis(result, "report")).isEqualTo(3000);
    }

    @Test
    void restartedProcessHasAnEmptyBufferPool() {
        String lookup = "  look: { rate: 500/s, key: uniform(10k), steps: [read: db] }\n";
        String crash = "faults: [at 20s: crash db/primary for 1s]\n";
        VariantResult result = run(1, "disk: {}, memory: 8GB, storage: { data: 8GB }", lookup + crash);
        double requested = 500 * 39;
        double missing = 10_000 * -Math.expm1(-requested / 10_000);
        assertThat(1 - hits(result)).isCloseTo(missing / (500 * 49), within(0.01));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "memory: 8GB; requires a disk and initial data",
                "memory: 8GB, disk: {}; requires a disk and initial data",
                "memory: 8GB, disk: {}, storage: { data: 8GB }; at most 5000000 can be simulated"
            })
    void rejectsIncompleteMemorySettings(String database, String reason) {
        assertThatThrownBy(() -> run(1, database, "  look: { rate: 1/s, key: uniform(100M), steps: [read: db] }\n"))
                .hasMessageContaining(reason);
    }
}
