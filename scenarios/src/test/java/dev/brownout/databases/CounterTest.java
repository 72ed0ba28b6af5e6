package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.language.ScenarioTexts;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Increments at scripted times, failures, and the messages about invalid counters. */
class CounterTest {
    private static final String SITE = """
            run: { duration: 30s, seed: 5 }
            network: none
            components:
              web: { kind: server, service: 0ms, cores: 100 }
              db: { kind: database, read: 0ms, write: 1ms, cores: 100, counters: { start: 7 }, replicas: 0 }
            requests:
              vote: { rate: constant(10/s), key: uniform(1), steps: [web, increment: db] }
            """;

    private static VariantResult run(String... replacements) {
        return TestScenarioRunner.run(ScenarioTexts.replaceParts(SITE, replacements));
    }

    private static double counter(VariantResult result, String measure) {
        return TestScenarioRunner.measure(result, "db", measure);
    }

    @Test
    void atomicIncrementsCountEachRequest() {
        VariantResult result = run("increment: db", "read: db, wait: 150ms, increment: db");
        assertThat(counter(result, "increments"))
                .isEqualTo(result.requests().get("vote").good());
        assertThat(counter(result, "lost_increments")).isZero();
        assertThat(counter(result, "overwriting_share")).isZero();
        // The value grows evenly from 7 by the increments: its mean over the run is half of them more.
        assertThat(counter(result, "counter_value")).isCloseTo(7 + counter(result, "increments") / 2, within(3.0));
    }

    /** Reads each 100 ms and writes 150 ms later: the second of two reads has the same value as the first. */
    @Test
    void overlappingReadsLoseEverySecondIncrement() {
        VariantResult result = run("increment: db", "read: db, wait: 150ms, { increment: db, check: read }");
        double increments = counter(result, "increments");
        assertThat(increments).isBetween(295.0, 300.0);
        assertThat(counter(result, "lost_increments")).isCloseTo(increments / 2, within(1.0));
        assertThat(result.requests().get("vote").availability()).isEqualTo(1);
    }

    @Test
    void repeatedWriteKeepsTheValueThatItsCallerHasRead() {
        VariantResult result = run(
                "increment: db",
                "read: db, { increment: db, check: read, timeout: 150ms, retry: { attempts: 2, backoff: none } }",
                "write: 1ms",
                "write: 160ms",
                "constant(10/s)",
                "constant(1/s)",
                "replicas: 0",
                "replicas: 0, lock: row");
        double increments = counter(result, "increments");
        assertThat(increments).isBetween(58.0, 60.0);
        assertThat(counter(result, "lost_increments")).isCloseTo(increments / 2, within(1.0));
    }

    /**
     * A caller reads before the failover and writes afterwards: its value includes increments that were rolled back.
     */
    @Test
    void laterWriteRestoresRolledBackIncrements() {
        String[] failover = {
            "replicas: 0",
            "replicas: 1, replication: { backlog: 3s, apply_cost: 0% }, failover: { lease: 3s, loop: 500ms,"
                    + " takeover: 0s }",
            "requests:",
            "faults: [at 10s: crash db/primary]\nrequests:"
        };
        VariantResult atomic = run(failover);
        assertThat(counter(atomic, "rolled_back_increments")).isBetween(28.0, 31.0);
        assertThat(counter(atomic, "lost_increments")).isZero();
        String[] late = new String[failover.length + 2];
        System.arraycopy(failover, 0, late, 0, failover.length);
        late[failover.length] = "steps: [web, increment: db] }";
        late[failover.length + 1] = "steps: [web, increment: db] }\n  late: { rate: constant(0.11/s), key: uniform(1),"
                + " steps: [web, { read: db, from: primary }, wait: 4500ms, { increment: db, check: read }] }";
        VariantResult restored = run(late);
        assertThat(counter(restored, "rolled_back_increments")).isBetween(5.0, 20.0);
    }

    @Test
    void eachShardAndPoolHasTheCountersOfItsKeys() {
        VariantResult result = run(
                "uniform(1)",
                "uniform(5)",
                "replicas: 0",
                "replicas: 0, shards: 3, pool: { size: 100 }, disk: { fsync: 1ms }, lock: row",
                "increment: db",
                "read: db, { increment: db, check: read }, read: db");
        assertThat(counter(result, "lost_increments")).isZero();
        assertThat(counter(result, "counter_error_max")).isZero();
        assertThat(counter(result, "increments")).isEqualTo(299);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "key: uniform(1) | size: 1kB | add a key to 'vote', such as key: uniform(1)",
                "increment: db | { increment: db, key: uniform(3) } | remove 'key' of the step",
                "increment: db | increment: web | 'web' is a server, which has no counters to increment",
                "counters: { start: 7 }, | \"\" | db has no counters to increment; add counters: {}",
                "increment: db | { increment: db, check: read } | needs a 'read' step before it",
                "increment: db | parallel: [{ increment: db, check: read }] | write it before or after 'parallel'",
                "start: 7 | start: -1 | at least 0",
                "start: 7 } | start: 7 }, stock: { units: 3 } | 'counters' is not possible with 'stock'",
                "replicas: 0 | replication: { mode: multi-primary } | 'counters' is not possible with replication.mode",
                "replicas: 0 | replicas: 0, move: { rate: 1MB/s, data: 1GB } | not possible with 'move'"
            })
    void invalidCountersAreRejected(String part, String replacement, String message) {
        String text = "version: 1\nscenario: site\n" + ScenarioTexts.replaceParts(SITE, part, replacement);
        assertThat(ScenarioTexts.rejection(text).all().toString()).contains(message);
    }
}
