package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counters that requests increment at random times, without queueing. */
@Tag("law")
class CounterLawTest {
    private static final String SITE = """
            run: { duration: 200s, seed: SEED }
            network: none
            components:
              web: { kind: server, service: 0ms, cores: 1000, queue: unlimited }
              db: { kind: database, replicas: 0, read: 0ms, write: 0ms, cores: 1000, counters: {}, OTHER }
            requests:
              vote: { rate: 20/s, key: uniform(KEYS), timeout: 1000s, steps: [web, STEPS] }
              MORE
            FAULTS
            """;

    private static String site(String keys, String steps) {
        return SITE.replace("KEYS", keys).replace("STEPS", steps);
    }

    private static VariantResult run(String site, int seed) {
        return TestScenarioRunner.run(site.replace("SEED", "" + seed)
                .replace(", OTHER", "")
                .replace("MORE", "")
                .replace("FAULTS", ""));
    }

    private static double measure(String site, String measure, int seed) {
        return TestScenarioRunner.measure(run(site, seed), "db", measure);
    }

    private static double lostShare(String site, int seed) {
        return measure(site, "lost_increments", seed) / measure(site, "increments", seed);
    }

    /**
     * The first read after a change leads to the next change after the time D from read to write. Writes of the other
     * reads in this time add nothing. The value is a non-paralyzable dead-time counter: 1/(D + 1/rate) per second.
     */
    @Test
    @Tag("change")
    void readThenWriteCountsLikeDeadTime() {
        String one = site("1", "read: db, wait: 50ms, { increment: db, check: read }");
        SeedAssertions.agree(seed -> lostShare(one, seed), 1 - 1 / (1 + 20 * 0.05), 0.02);
        String eight = site("8", "read: db, wait: 200ms, { increment: db, check: read }");
        SeedAssertions.agree(seed -> lostShare(eight, seed), 1 - 1 / (1 + 20 * 0.2 / 8), 0.02);
    }

    /**
     * Another increment is committed during the time D from read to write, with r increments per second of the key: 1 -
     * e^(-r D) for a constant D, and r D / (1 + r D) for an exponential one.
     */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({"1, 10", "1, 50", "1, 200", "4, 50", "4, 100", "4, 400", "10, 50", "10, 200", "10, 1000"})
    void overwritingShareIsThatOfAnotherIncrementBetweenReadAndWrite(int keys, int millis) {
        double mean = 20.0 / keys * millis / 1000;
        String steps = "read: db, wait: %s, { increment: db, check: read }";
        String constant = site("" + keys, steps.formatted(millis + "ms"));
        SeedAssertions.agree(seed -> measure(constant, "overwriting_share", seed), 1 - Math.exp(-mean), 0.03);
        String exponential = site("" + keys, steps.formatted("exp(" + millis + "ms)"));
        SeedAssertions.agree(seed -> measure(exponential, "overwriting_share", seed), mean / (1 + mean), 0.03);
    }

    /** The time from the commit of the value that is read to the write is the replication lag. */
    @Test
    void valueReadFromAReplicaIsOlderByItsLag() {
        String site = site("4", "{ read: db, from: replicas }, { increment: db, check: read }")
                .replace("replicas: 0", "replicas: 1, replication: { backlog: 200ms, apply_cost: 0% }");
        SeedAssertions.agree(seed -> measure(site, "overwriting_share", seed), 1 - Math.exp(-5 * 0.2), 0.03);
    }

    /** A value read from a replica misses the Poisson number of increments of its lag. */
    @Test
    void errorOnReplicaIsTheRateTimesTheLag() {
        String site = site("4", "increment: db")
                .replace("replicas: 0", "replicas: 1, replication: { backlog: 800ms, apply_cost: 0% }")
                .replace("MORE", "show: { rate: 20/s, key: uniform(4), steps: [web, { read: db, from: replicas }] }");
        SeedAssertions.agree(seed -> measure(site, "counter_error", seed), 20.0 / 4 * 0.8, 0.02);
        String primary = site.replace("from: replicas", "from: primary");
        SeedAssertions.agree(seed -> measure(primary, "counter_reads", seed), 20 * 200, 0.02);
        assertThat(measure(primary, "counter_error_max", 0)).isZero();
        assertThat(measure(site, "lost_increments", 0)).isZero();
    }

    /**
     * A copy is loaded by the first read after its TTL T, and the reads of the next T, r T on average, miss half of the
     * increments of T: r T / (1 + r T) rate T / 2.
     */
    @Test
    void errorOfCopyGrowsForItsTtl() {
        String site = site("1", "increment: db")
                .replace(
                        "  web:",
                        "  cache: { kind: cache, source: db, ttl: 2s, ttl_jitter: 0%, lookup: 0ms, cores: 1000 }\n"
                                + "  web:")
                .replace("MORE", "show: { rate: 3/s, key: uniform(1), steps: [web, read: cache] }");
        SeedAssertions.agree(seed -> measure(site, "counter_error", seed), 3 * 2.0 / (1 + 3 * 2) * 20 * 2 / 2, 0.03);
    }

    /** A primary that is lost takes the increments of its replication lag with it. */
    @Test
    void failoverRollsBackTheIncrementsOfTheLag() {
        String site = site("3", "increment: db")
                .replace(
                        "replicas: 0",
                        "replicas: 1, replication: { backlog: 4s, apply_cost: 0% }, failover: { lease: 2s, loop: 500ms,"
                                + " takeover: 0s }")
                .replace("FAULTS", "faults: [at 50s: crash db/primary]");
        SeedAssertions.agree(seed -> measure(site, "rolled_back_increments", seed), 20 * 4, 0.05);
        for (int seed = 0; seed < SeedAssertions.SEEDS; seed++) {
            assertThat(measure(site, "rolled_back_increments", seed)).isEqualTo(measure(site, "lost_writes", seed));
        }
    }

    /** A slow increment is repeated after its timeout: without an idempotency key 10 % of the votes count again. */
    @Test
    @Tag("change")
    void repeatedIncrementCountsTwiceWithoutAnIdempotencyKey() {
        String site = site("1", "{ increment: db, timeout: 1s, retry: { attempts: 2, backoff: none } }")
                .replace("write: 0ms", "write: mix(90% 1ms 10% 1500ms)");
        SeedAssertions.agree(seed -> measure(site, "increments", seed) / 4000, 1.1, 0.01);
        String recognized = site.replace("replicas: 0", "replicas: 0, deduplicate: true");
        SeedAssertions.agree(seed -> measure(recognized, "increments", seed) / 4000, 1, 0.01);
    }
}
