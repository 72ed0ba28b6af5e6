package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Latency of a join of 20 ms compared with a read and twenty further reads of 2 ms. Each call has 0.5 ms of network
 * time, behind a server without service time. Requests are 200 ms apart, so that they do not overlap. Tolerances are
 * 99.9 % confidence intervals of the mean.
 */
@Tag("law")
class QueryClassesLawTest {
    private static final double NETWORK = 0.5;
    private static final int REQUESTS = 12_000;
    private static final String TWENTY = "{ read: db/point, times: 20, key: zipf(1.0 1M) }";

    private static VariantResult run(int cores, String steps) {
        return TestScenarioRunner.run("""
                run: { duration: 2400100ms, seed: %d }
                load: constant(5/s)
                components:
                  web: { kind: server, service: 0ms }
                  db: { kind: database, cores: %d, queries: { point: exp(2ms), join: exp(20ms) } }
                requests:
                  page: { key: zipf(1.0 1M), steps: [%s] }
                predict:
                  points: db/point.query_time.mean ~ 2ms +/- 100%%
                  joins: db/join.queries ~ 1 +/- 100%%
                """.formatted(steps.hashCode() & 0xFFFF, cores, steps));
    }

    private static void agrees(VariantResult result, double millis, double variance) {
        double interval = 3.29 * Math.sqrt(variance / REQUESTS);
        assertThat(TestScenarioRunner.meanMillis(result, "page") - NETWORK).isCloseTo(millis, within(interval));
    }

    /** Returns the sum of 1/i or 1/i² for i up to n: mean and variance of the maximum of n exponential times. */
    private static double harmonic(int n, int power) {
        return IntStream.rangeClosed(1, n).mapToDouble(i -> Math.pow(i, -power)).sum();
    }

    @Test
    void singleJoin() {
        VariantResult result = run(8, "web, read: db/join");
        agrees(result, 20.5, 400);
        assertThat(TestScenarioRunner.measure(result, "joins")).isEqualTo(REQUESTS);
        assertThat(TestScenarioRunner.measure(result, "db", "queries")).isEqualTo(REQUESTS);
    }

    @Test
    @Tag("change")
    void twentyOneSequentialReads() {
        VariantResult result = run(8, "web, read: db/point, " + TWENTY);
        agrees(result, 52.5, 21 * 4);
        assertThat(TestScenarioRunner.measure(result, "points") / 1e6)
                .isCloseTo(2, within(3.29 * 2 / Math.sqrt(21 * REQUESTS)));
        assertThat(TestScenarioRunner.measure(result, "db", "queries")).isEqualTo(21 * REQUESTS);
    }

    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"32, 10.2", "8, 11.4"})
    void twentyParallelReads(int cores, double rounded) {
        int last = Math.min(20, cores);
        int before = 20 - last;
        double millis = 2.5 + 0.5 + 2 * harmonic(last, 1) + before * 2.0 / cores;
        double variance = 4 + 4 * harmonic(last, 2) + before * 4.0 / (cores * cores);
        assertThat(millis).isCloseTo(rounded, within(0.05));
        agrees(run(cores, "web, read: db/point, { parallel: [" + TWENTY + "] }"), millis, variance);
    }

    @Test
    void repeatedReadsCanUseSeparateKeys() {
        String site = """
                run: { duration: 100100ms, seed: 4 }
                load: constant(5/s)
                components:
                  web: { kind: server, service: 0ms }
                  cache: { kind: cache, source: db, entries: 1M, ttl: none }
                  db: { kind: database, read: 0.1ms }
                requests:
                  page: { key: uniform(1), steps: [web, { read: cache, times: 20KEY }] }
                """;
        VariantResult same = TestScenarioRunner.run(site.replace("KEY", ""));
        VariantResult own = TestScenarioRunner.run(site.replace("KEY", ", key: sequential(1M)"));
        assertThat(TestScenarioRunner.measure(same, "cache", "misses")).isEqualTo(1);
        assertThat(TestScenarioRunner.measure(own, "cache", "misses")).isEqualTo(10_000);
    }

    @Test
    void readStepSelectsPrimaryOrReplicas() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 100100ms, seed: 4 }
                load: constant(5/s)
                components:
                  web: { kind: server, service: 0ms }
                  db: { kind: database, replicas: 2, reads: { from: primary }, queries: { report: 1ms } }
                requests:
                  page: { key: uniform(10), steps: [web, read: db, { read: db/report, from: replicas, times: 4 }] }
                predict:
                  one: db/primary.offered ~ 1 +/- 100%
                  other: db/replica-1.offered ~ 1 +/- 100%
                  third: db/replica-2.offered ~ 1 +/- 100%
                """);
        assertThat(TestScenarioRunner.measure(result, "one")).isEqualTo(500);
        assertThat(TestScenarioRunner.measure(result, "other")).isEqualTo(1000);
        assertThat(TestScenarioRunner.measure(result, "third")).isEqualTo(1000);
    }

    @Test
    void analyticalUtilizationSumsQueryClasses() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 100100ms, seed: 4 }
                load: 50/s
                components:
                  web: { kind: server, service: 0ms }
                  db: { kind: database, cores: 4, read: 1ms, queries: { point: 2ms, join: 20ms } }
                requests:
                  page: { steps: [web, read: db, read: db/join, { read: db/point, times: 5 }] }
                """);
        var station = result.analysis().stations().stream()
                .filter(s -> s.station().equals("db/primary"))
                .findFirst()
                .orElseThrow();
        assertThat(station.utilization()).isCloseTo(50 * 0.031 / 4, within(1e-9));
        assertThat(station.offeredPerSecond()).isCloseTo(350, within(1e-9));
    }
}
