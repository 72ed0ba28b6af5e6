package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.Analysis;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A disk is a queue with one server; commits that share fsyncs are served in batches. */
@Tag("law")
class DisksLawTest {
    private static VariantResult run(int seed, String disk, String requests) {
        return TestScenarioRunner.run("""
                run: { duration: 110s, warmup: 10s, seed: %d }
                network: none
                components:
                  db: { kind: database, cores: 1000, queue: unlimited, write: 0ms, read: 1ms, %s }
                requests:
                %s""".formatted(seed, disk, requests));
    }

    @ParameterizedTest
    @Tag("change")
    @CsvSource({"2ms, 3.5", "exp(2ms), 5"})
    void commitsWithoutGroupCommitWaitAsInMG1(String fsync, double millis) {
        String disk = "disk: { group_commit: false, fsync: " + fsync + " }";
        SeedAssertions.agree(
                seed -> TestScenarioRunner.meanMillis(
                        run(seed, disk, "  save: { rate: 300/s, steps: [write: db] }\n"), "save"),
                millis,
                0.01);
    }

    @Test
    void fsyncLimitsThroughputWithoutGroupCommit() {
        VariantResult result = run(
                1,
                "disk: { group_commit: false, fsync: 2ms }",
                "  save: { rate: 700/s, timeout: none, steps: [write: db] }\n");
        assertThat(TestScenarioRunner.measure(result, "db", "throughput")).isCloseTo(500, within(0.01));
        assertThat(TestScenarioRunner.measure(result, "db", "disk")).isCloseTo(1, within(1e-9));
    }

    /** Returns the mean time of a commit in ms, the fsyncs per second, and the utilization of the disk. */
    private static double[] groups(double perSecond, String distribution, double seconds) {
        boolean exponential = distribution.startsWith("exp");
        double load = perSecond * seconds;
        double unserved = exponential ? 1 / (1 + load) : Math.exp(-load);
        double square = seconds * seconds * (exponential ? 2 : 1);
        double serviceTime = (perSecond * (square / 2 + seconds * seconds) + unserved * seconds) / (load + unserved);
        return new double[] {1000 * serviceTime, perSecond / (load + unserved), load / (load + unserved)};
    }

    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"400, 2ms", "400, exp(2ms)", "3000, 2ms"})
    void groupCommitMatchesItsClosedForm(double perSecond, String fsync) {
        String requests = "  save: { rate: " + perSecond + "/s, steps: [write: db] }\n";
        VariantResult[] results = IntStream.range(0, SeedAssertions.SEEDS)
                .mapToObj(seed -> run(seed, "disk: { fsync: " + fsync + " }", requests))
                .toArray(VariantResult[]::new);
        double[] truth = groups(perSecond, fsync, 0.002);
        SeedAssertions.agree(seed -> TestScenarioRunner.meanMillis(results[seed], "save"), truth[0], 0.01);
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(results[seed], "db", "fsyncs") / 100, truth[1], 0.01);
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(results[seed], "db", "disk"), truth[2], 0.01);
        Analysis.Station estimate = station(results[0], "db/primary/disk");
        assertThat(estimate.formula().toString()).isEqualTo("no estimate: commits share fsyncs");
        assertThat(estimate.utilization()).isNaN();
        assertThat(results[0].analysis().bottleneck()).isNotEqualTo("db/primary/disk");
        assertThat(estimate.measuredUtilization()).isCloseTo(truth[2], within(0.05));
        assertThat(Math.abs(truth[0] - (perSecond == 400 ? fsync.equals("2ms") ? 2.64 : 3.18 : 3.0)))
                .isLessThan(0.01);
    }

    private static Analysis.Station station(VariantResult result, String name) {
        return result.analysis().stations().stream()
                .filter(station -> station.station().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void analyticalCapacityWithoutGroupCommit() {
        VariantResult result = run(
                1,
                "disk: { group_commit: false, fsync: 2ms }",
                "  save: { rate: 700/s, timeout: none, steps: [write: db] }\n");
        Analysis.Station estimate = station(result, "db/primary/disk");
        assertThat(estimate.capacityPerSecond()).isCloseTo(500, within(1e-6));
        assertThat(estimate.utilization()).isCloseTo(1.4, within(1e-9));
        assertThat(result.analysis().warnings())
                .extracting(Object::toString)
                .anyMatch(text -> text.startsWith("db/primary/disk overloaded"));
    }

    @Test
    @Tag("change")
    void scanOccupiesTheDisk() {
        String disk = "disk: { read: 500MB/s }, queries: { report: { service: 0ms, scan: 3GB } }";
        String reports = "  report: { rate: constant(0.1/s), timeout: none, steps: [read: db/report] }\n";
        assertThat(TestScenarioRunner.meanMillis(run(1, disk, reports), "report"))
                .isEqualTo(6000);
        assertThat(TestScenarioRunner.measure(run(1, disk, reports), "db", "disk"))
                .isCloseTo(0.6, within(1e-9));
        String saves = "  save: { rate: 20/s, timeout: none, steps: [write: db] }\n";
        String reads = "  read: { rate: 20/s, timeout: none, steps: [read: db] }\n";
        VariantResult[] results = IntStream.range(0, SeedAssertions.SEEDS)
                .mapToObj(seed -> run(seed, disk, reports + saves + reads))
                .toArray(VariantResult[]::new);
        SeedAssertions.agree(seed -> TestScenarioRunner.meanMillis(results[seed], "save"), 1800 + 0.4 * 2, 0.05);
        assertThat(TestScenarioRunner.meanMillis(results[0], "read")).isEqualTo(1);
    }

    @Test
    void writesOfOneRowDoNotShareFsyncs() {
        VariantResult result = run(
                1,
                "lock: row, disk: { fsync: 2ms }",
                "  save: { rate: 700/s, key: uniform(1), timeout: none, steps: [write: db] }\n");
        assertThat(TestScenarioRunner.measure(result, "db", "throughput")).isCloseTo(500, within(0.01));
    }

    @Test
    void diskIsPausedAndSlowedWithoutItsNode() {
        VariantResult result =
                run(1, "replicas: 1, reads: { from: any }, disk: { group_commit: false, fsync: 2ms }", """
                          save: { rate: 20/s, timeout: none, steps: [write: db] }
                          read: { rate: 200/s, timeout: none, steps: [read: db] }
                        faults:
                          - at 30s: pause db/primary/disk for 500ms as pause
                          - at 60s: slow db/primary/disk x10 for 30s as slow
                          - at 95s: slow db/primary x5 for 5s as slowed
                        sla:
                          paused: save.max < 504ms during pause
                          slow: save.p50 < 25ms during slow
                          slowed: save.p50 < 12ms during slowed
                          read: read.max < 1100us during pause
                          stays: read.max < 1100us during slow
                          replica: db/replica-1.disk == 0%
                        """);
        assertThat(result.evaluation().sla().get("paused").value() / 1e6).isBetween(300.0, 504.0);
        assertThat(result.evaluation().sla().get("slow").value() / 1e6).isBetween(19.0, 25.0);
        assertThat(result.evaluation().sla().get("slowed").value() / 1e6).isBetween(9.5, 12.0);
        assertThat(result.evaluation().sla().get("read").value() / 1e6).isBetween(0.99, 1.01);
        assertThat(result.evaluation().sla().get("stays").value() / 1e6).isBetween(0.99, 1.01);
        assertThat(result.evaluation().sla().get("replica").value()).isZero();
        Analysis.Station slow = result.analysis().stations().stream()
                .filter(s -> s.station().equals("db/primary/disk") && s.fromNanos() == 60_000_000_000L)
                .findFirst()
                .orElseThrow();
        assertThat(slow.formula().toString()).isEqualTo("no estimate: a fault hits its disk");
    }

    @Test
    void diskRequestsBalanceAcrossCrashesAndPauses() {
        VariantResult result = run(
                1,
                "replicas: 2, failover: { lease: 3s, loop: 1s, takeover: 1s }, replace: { after: 5s, data: 1GB }, "
                        + "disk: { fsync: exp(20ms) }",
                """
                          save: { rate: 200/s, timeout: 1s, steps: [write: db] }
                        faults:
                          - at 20s: crash db/primary for 10s
                          - at 50s: pause db/primary/disk for 1s
                          - at 50500ms: power-off db/primary for 20s
                          - at 90s: hang db/primary for 2s
                        """);
        assertThat(result.accounting().audit()).anySatisfy(line -> {
            assertThat(line.name()).contains("disk operations requested");
            assertThat(line.left()).isGreaterThan(1000);
            assertThat(line.right()).isEqualTo(line.left());
        });
        assertThat(result.requests().get("save").availability()).isBetween(0.8, 0.99);
    }

    @Test
    void fullDiskQueueRejectsCommits() {
        VariantResult result = TestScenarioRunner.run("""
                        run: { duration: 60s, seed: 1 }
                        network: none
                        components:
                          db: { kind: database, write: 0ms, queue: 10, disk: { group_commit: false } }
                        requests:
                          save: { rate: 1000/s, timeout: none, steps: [write: db] }
                        """);
        assertThat(result.requests().get("save").outcomes().get("rejected") / 60.0)
                .isCloseTo(500, within(20.0));
        assertThat(result.requests().get("save").successes().max() / 1e6).isLessThanOrEqualTo(22);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "disk: {}; crash db/primary/disk for 1s; crash applies to whole nodes, not to db/primary/disk",
                "disk: {}; errors db/primary/disk 10%; errors applies to whole nodes",
                "disk: {}; pause db/any/disk for 1s; db/any/disk does not exist: db has 1 node",
                "cores: 8; pause db/primary/disk for 1s; add disk: {}"
            })
    void rejectsUnsupportedDiskFaults(String database, String fault, String reason) {
        assertThatThrownBy(() -> TestScenarioRunner.run("""
                        run: 10s
                        components:
                          db: { kind: database, %s }
                        requests:
                          save: { rate: 1/s, steps: [write: db] }
                        faults: [at 1s: %s]
                        """.formatted(database, fault)))
                .hasMessageContaining(reason);
    }

    @Test
    void rejectsScanWithoutDisk() {
        assertThatThrownBy(() -> TestScenarioRunner.run("""
                        run: 10s
                        components:
                          db: { kind: database, queries: { report: { service: 1s, scan: 3GB } } }
                        requests:
                          report: { rate: 1/s, steps: [read: db/report] }
                        """))
                .hasMessageContaining("the query report scans a disk, but the nodes have none: add disk: {}");
    }

    /** The analytical model slows all nodes of the shard, and no other station. */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"slow db/shard-2 x3, primary, 0.3", "slow db/shard-2 x3, primary/disk, 0.6"})
    void slowShardIsOneSlowStation(String fault, String station, double rho) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 60s, warmup: 10s }
                network: none
                components:
                  db:
                    kind: database
                    cores: 1
                    shards: 4
                    read: 0ms
                    write: 1ms
                    disk: { group_commit: false, fsync: 2ms }
                requests:
                  save: { rate: 400/s, key: uniform(10k), steps: [write: db] }
                faults: [at 10s: %s]
                """.formatted(fault));
        assertThat(result.analysis().stations())
                .filteredOn(one -> one.utilization() > 0.25 && one.station().endsWith(station))
                .hasSize(1)
                .allSatisfy(one -> {
                    assertThat(one.utilization()).isCloseTo(rho, within(0.01));
                    assertThat(one.measuredUtilization()).isCloseTo(rho, within(0.05 * rho));
                });
    }
}
