package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.Analysis;
import dev.brownout.result.VariantResult;
import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fsyncs of transactions: one at the commit, for any number of writes. 20 requests/s of 4 ms of fsync each. */
@Tag("law")
class TransactionFsyncLawTest {
    private static final double RATE = 20;
    private static final double FSYNC = 0.004;

    private static VariantResult run(String database, String extra, String steps) {
        return TestScenarioRunner.run("""
                run: { duration: 100s, warmup: 0s, seed: 3 }
                network: none
                components:
                  web: { kind: server, cores: 100, service: 0ms }
                  db: { kind: database, cores: 100, read: 1ms, write: 1ms, %s }
                %s
                requests:
                  order: { rate: "constant(20/s)", key: uniform(1M), timeout: 10s, steps: [ web, %s ] }
                """.formatted(database, extra.indent(2), steps));
    }

    private static String disk(boolean group) {
        return "replicas: 0, disk: { fsync: 4ms, group_commit: " + group + " }";
    }

    private static String writes(int n, String database) {
        return String.join(", ", Collections.nCopies(n, "write: " + database));
    }

    private static double utilization(VariantResult result) {
        return TestScenarioRunner.measure(result, "db", "disk");
    }

    private static double predict(VariantResult result) {
        return result.analysis().stations().stream()
                .filter(station -> station.station().endsWith("/disk"))
                .mapToDouble(Analysis.Station::utilization)
                .findFirst()
                .orElseThrow();
    }

    /** A transaction of n writes takes n ms and an fsync. Writes alone take an fsync each. */
    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, false", "5, false", "10, false", "1, true", "2, true", "5, true"})
    void aTransactionHasOneFsync(int n, boolean group) {
        VariantResult together = run(disk(group), "", "{ transaction: [ " + writes(n, "db") + " ] }");
        assertThat(utilization(together)).isCloseTo(RATE * FSYNC, within(1e-4));
        assertThat(TestScenarioRunner.measure(together, "db", "fsyncs")).isCloseTo(RATE * 100, within(1.0));
        assertThat(together.requests().get("order").successes().max()).isCloseTo((n + 4) * 1e6, within(1e4));
        assertThat(predict(together)).isCloseTo(group ? Double.NaN : RATE * FSYNC, within(1e-9));
        VariantResult alone = run(disk(group), "", writes(n, "db"));
        assertThat(utilization(alone)).isCloseTo(n * RATE * FSYNC, within(1e-3));
        assertThat(alone.requests().get("order").successes().max()).isCloseTo(n * 5e6, within(1e4));
    }

    /** Reads, and transactions of reads alone, have no fsync. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { transaction: [ read: db, read: db ] } | 0
            { transaction: [ read: db, write: db, read: db ] } | 1
            { transaction: [ { write: db, times: 4 } ] } | 1
            { transaction: [ write: db, wait: 20ms, write: db ] }, write: db | 2
            { transaction: [ write: db, write: db ] }, { transaction: [ write: db, write: db ] } | 2
            """)
    void eachCommitHasAnFsync(String steps, int commits) {
        VariantResult result = run(disk(false), "", steps);
        assertThat(utilization(result)).isCloseTo(commits * RATE * FSYNC, within(1e-3));
        if (commits > 0) {
            assertThat(predict(result)).isCloseTo(commits * RATE * FSYNC, within(1e-9));
        }
    }

    /** A pooler forwards the commit. */
    @Test
    void aPoolerKeepsTheTransaction() {
        VariantResult result = run(
                disk(false),
                "bouncer: { kind: pooler, size: 10, source: db }",
                "{ transaction: [ " + writes(3, "bouncer") + " ] }");
        assertThat(utilization(result)).isCloseTo(RATE * FSYNC, within(1e-3));
        assertThat(predict(result)).isCloseTo(RATE * FSYNC, within(1e-9));
    }

    /** Writes of two shards are synced at the same time, on both disks. */
    @Test
    void eachShardSyncsItsPart() {
        VariantResult result = run(
                disk(false) + ", shards: 2",
                "",
                "{ transaction: [ { write: db, key: uniform(1) }, { write: db, key: uniform(1M) },"
                        + " { write: db, key: uniform(1M) } ] }");
        // One write is on a fixed shard. The probability that both of the two others are there too is 1/4.
        assertThat(TestScenarioRunner.measure(result, "db", "fsyncs")).isCloseTo(RATE * 100 * 1.75, within(120.0));
        assertThat(result.requests().get("order").successes().max()).isCloseTo(3e6 + 4e6, within(4e6));
    }

    /** The node dies during the fsync: the transaction is rolled back, and the request fails. */
    @Test
    void aCrashDuringTheFsyncFailsTheCommit() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 10s, warmup: 0s, seed: 3 }
                network: none
                components:
                  web: { kind: server, cores: 100, service: 0ms }
                  db: { kind: database, replicas: 0, write: 1ms, disk: { fsync: 3s } }
                requests:
                  order: { rate: "constant(0.2/s)", timeout: 10s, steps: [ web, { transaction: [ write: db ] } ] }
                faults: [ at 6s: crash db/primary for 1s ]
                """);
        assertThat(result.requests().get("order").failed()).isEqualTo(1);
    }
}
