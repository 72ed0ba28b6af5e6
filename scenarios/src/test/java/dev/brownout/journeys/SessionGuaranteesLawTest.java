package dev.brownout.journeys;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads of visits with one key that miss an own write, or go back in time, with and without session routing. */
@Tag("law")
class SessionGuaranteesLawTest {
    private static final double RATE = 2;
    private static final double LAG = 0.5;
    private static final String VISITS = """
            run: { duration: 200s, seed: SEED }
            network: none
            components:
              web: { kind: server, cores: 100, service: 0ms }
              db:
                kind: database
                replicas: 3
                cores: 100
                read: 1us
                write: 1us
                reads: { algorithm: random }
                replication: { mode: async, backlog: exp(500ms), redraw: each-write, apply_cost: 0% }
            requests:
              post: { steps: [web, write: db] }
              view: { steps: [web, { read: db, timeout: 9s }] }
            journeys:
              reader:
                rate: 2/s
                key: uniform(100M)
                steps: [{ request: post, think: 1s }, { request: view, times: 3, think: 10ms }]
            """;
    /** One of three replicas never receives a write, and serves reads. */
    private static final String STUCK = replaceParts(VISITS, "exp(500ms)", "0ms", "redraw: each-write", "redraw: 1s")
            + "faults: [ at 0s: partition db/replica-2 ~ db/primary ]\n";

    private static VariantResult run(String text, int seed) {
        return TestScenarioRunner.run(replaceParts(text, "SEED", Integer.toString(seed)));
    }

    private static double measure(VariantResult result, String name) {
        return TestScenarioRunner.measure(result, "db", name);
    }

    private static String routed(String text, String session) {
        return replaceParts(text, "algorithm: random", "algorithm: random, session: " + session);
    }

    /**
     * Probability that a replica lacks a write after a gap. The delays are exponential, and each write waits for those
     * before it in the log, which arrive as a Poisson process.
     */
    private static double missing(double gap) {
        double later = Math.exp(-gap / LAG);
        return 1 - (1 - later) * Math.exp(-RATE * LAG * later);
    }

    @Test
    void missedShareAfterAConstantThinkTime() {
        String once = replaceParts(VISITS, "times: 3", "times: 1");
        SeedAssertions.agree(seed -> measure(run(once, seed), "missed_own_share"), missing(1), 0.1);
    }

    /** Without other writes in the log, the share is d / (d + t) for mean delay d and mean think time t. */
    @Test
    void missedShareAfterAnExponentialThinkTime() {
        String once = replaceParts(VISITS, "times: 3", "times: 1", "think: 1s", "think: exp(1s)");
        double sum = 0;
        int points = 10_000;
        for (int i = 0; i < points; i++) {
            sum += missing(-Math.log((i + 0.5) / points)) / points;
        }
        double expected = sum;
        assertThat(expected).isGreaterThan(LAG / (LAG + 1));
        SeedAssertions.agree(seed -> measure(run(once, seed), "missed_own_share"), expected, 0.1);
    }

    /**
     * With one of n replicas behind, a read after another one goes back with (n - 1)/n x 1/n. A third read does if
     * either earlier read saw the write: (1 - 1/n^2) x 1/n.
     */
    @Test
    void readsGoBackToAReplicaBehind() {
        double second = 2.0 / 3 / 3;
        double third = (1 - 1.0 / 9) / 3;
        SeedAssertions.agree(seed -> measure(run(STUCK, seed), "backward_share"), (second + third) / 2, 0.1);
        SeedAssertions.agree(seed -> measure(run(STUCK, seed), "missed_own_share"), 1.0 / 3, 0.1);
    }

    /** All requests of a visit have its key, so that each view is a read of an own write. */
    @Test
    void visitsHaveOneKey() {
        VariantResult result = run(VISITS, 1);
        long views = result.requests().get("view").good();
        long visits = result.requests().get("post").good();
        assertThat(views).isGreaterThan(1000);
        assertThat(measure(result, "own_write_reads")).isEqualTo(views);
        assertThat(measure(result, "repeated_reads")).isBetween(2.0 * visits - 10, 2.0 * visits);
        String each = replaceParts(VISITS, "key: uniform(100M)\n", "\n", "view: {", "view: { key: uniform(100M),")
                .replace("post: {", "post: { key: uniform(100M),")
                .replace("algorithm: random", "session: sticky");
        assertThat(measure(run(each, 1), "own_write_reads")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"caught-up", "wait", "causal", "primary-after-write(20s)"})
    void noReadMissesAnOwnWrite(String session) {
        VariantResult result = run(routed(VISITS, session), 1);
        assertThat(measure(result, "own_write_reads")).isGreaterThan(1000);
        assertThat(measure(result, "missed_own_writes")).isZero();
        assertThat(result.requests().get("view").availability()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sticky", "causal", "wait"})
    void readsAreMonotone(String session) {
        VariantResult result = run(routed(VISITS, session), 1);
        assertThat(measure(result, "repeated_reads")).isGreaterThan(600);
        assertThat(measure(run(VISITS, 1), "backward_reads")).isPositive();
        assertThat(measure(result, "backward_reads")).isZero();
    }

    /**
     * The window ends before, with or after the constant lag of 2.5 s; the reads are sent 1 s or 3 s after the write.
     */
    @ParameterizedTest
    @CsvSource({"1s, 500ms, 1", "1s, 1100ms, 0", "2400ms, 2s, 1", "3s, 2s, 0"})
    void primaryAfterWriteHelpsWithinItsWindow(String think, String window, double share) {
        String text = replaceParts(
                VISITS, "exp(500ms)", "2500ms", "redraw: each-write", "redraw: 1s", "think: 1s", "think: " + think);
        VariantResult result = run(routed(text, "primary-after-write(" + window + ")"), 1);
        assertThat(measure(result, "missed_own_share")).isEqualTo(share);
    }

    /** A third of the reads reach the replica that is behind. They go to the primary, after the timeout or directly. */
    @ParameterizedTest
    @CsvSource({"wait(100ms), 100", "caught-up(30s), 0"})
    void primaryServesReadsOfAReplicaBehind(String session, double waitMillis) {
        VariantResult result = run(routed(STUCK, session), 1);
        assertThat(measure(result, "missed_own_writes")).isZero();
        assertThat(result.requests().get("view").availability()).isEqualTo(1);
        double timeouts = measure(result, "session_wait_timeouts");
        assertThat(measure(result, "session_primary_reads")).isEqualTo(timeouts);
        if (waitMillis > 0) {
            SeedAssertions.agree(
                    seed -> {
                        VariantResult each = run(routed(STUCK, session), seed);
                        return measure(each, "session_wait_timeouts") / measure(each, "own_write_reads");
                    },
                    1.0 / 3,
                    0.1);
            assertThat(TestScenarioRunner.meanMillis(result, "view"))
                    .isBetween(waitMillis * 0.8 / 3, waitMillis * 1.2 / 3);
        } else {
            assertThat(timeouts).isZero();
            assertThat(TestScenarioRunner.meanMillis(result, "view")).isLessThan(1);
        }
    }

    @Test
    void sessionRoutingNeedsReplicas() {
        String alone = routed(replaceParts(VISITS, "replicas: 3", "replicas: 0"), "sticky");
        assertThatThrownBy(() -> run(alone, 1)).hasMessageContaining("'reads.session' needs replicas");
    }

    /** The other replicas have all writes, so that no read goes back. */
    @Test
    void sessionsOfACrashedReplicaMoveOnce() {
        String sticky = routed(replaceParts(STUCK, "think: 10ms", "think: 5s", "rate: 2/s", "rate: 20/s"), "sticky")
                .replace("at 0s: partition db/replica-2 ~ db/primary", "at 100s: crash db/replica-1");
        VariantResult result = run(sticky, 1);
        double moved = measure(result, "session_moves");
        // A third of the visits that are between their first and their last read, 10 s at 20/s.
        assertThat(moved).isBetween(40.0, 95.0);
        assertThat(measure(result, "backward_reads")).isZero();
    }

    /** A visit reads its entry into the cache, writes the database, and reads the old entry until it expires. */
    @ParameterizedTest
    @CsvSource({"write: db, 1h, 1", "write: cache, 1h, 0", "write: db, 500ms, 0"})
    void cacheHidesOwnWritesFromItsReaders(String write, String ttl, double share) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 60s, seed: 1 }
                network: none
                components:
                  web: { kind: server, cores: 100, service: 0ms }
                  cache: { kind: cache, ttl: %s, source: db }
                  db: { kind: database, replicas: 0, cores: 100, read: 1us, write: 1us }
                requests:
                  post: { steps: [web, %s] }
                  view: { steps: [web, read: cache] }
                journeys:
                  reader:
                    rate: 20/s
                    key: uniform(100M)
                    steps: [{ request: view, think: 1s }, { request: post, think: 1s }, view]
                """.formatted(ttl, write));
        assertThat(TestScenarioRunner.measure(result, "cache", "own_write_reads"))
                .isGreaterThan(1000);
        assertThat(TestScenarioRunner.measure(result, "cache", "missed_own_share"))
                .isEqualTo(share);
    }

    /** A read quorum that intersects the write quorum contains each own write. */
    @ParameterizedTest
    @CsvSource({"1, 1, true", "2, 2, false", "1, 3, false"})
    void intersectingQuorumsContainOwnWrites(int read, int write, boolean misses) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 60s, seed: 1 }
                network: none
                components:
                  web: { kind: server, cores: 100, service: 0ms }
                  kv:
                    kind: store
                    nodes: 3
                    copies: 3
                    contact: quorum
                    read: 1us
                    write: 1us
                    legs: { write: exp(100ms), own_copy: true }
                    quorum: { read: %d, write: %d }
                requests:
                  post: { steps: [web, write: kv] }
                  view: { steps: [web, read: kv] }
                journeys:
                  reader: { rate: 50/s, key: uniform(100M), steps: [post, { request: view, times: 3 }] }
                """.formatted(read, write));
        assertThat(TestScenarioRunner.measure(result, "kv", "own_write_reads")).isGreaterThan(5000);
        assertThat(TestScenarioRunner.measure(result, "kv", "missed_own_writes") > 0)
                .isEqualTo(misses);
        assertThat(TestScenarioRunner.measure(result, "kv", "backward_reads") > 0)
                .isEqualTo(misses);
    }
}
