package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.VariantResult;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A store with keys that expire unless they are written again. */
@Tag("law")
class ExpiryLawTest {
    private static String site(String store, String writes, String reads, String faults) {
        return """
                run: { duration: 230s, warmup: 30s, seed: SEED }
                network: none
                components:
                  web: { kind: server, service: 0ms, cores: 100 }
                  presence: { kind: store, read: 0ms, write: 0ms, %s }
                requests:
                  alive: { %s, steps: [web, write: presence] }
                  look: { %s, steps: [web, read: presence] }
                %s
                """.formatted(store, writes, reads, faults.isEmpty() ? "" : "faults: [" + faults + "]");
    }

    private static VariantResult run(String site, int seed) {
        return TestScenarioRunner.run(site.replace("SEED", "" + seed));
    }

    private static double measure(String site, String measure, int seed) {
        return TestScenarioRunner.measure(run(site, seed), "presence", measure);
    }

    /** A key has been written within T with probability 1 - exp(-w T). */
    @Test
    @Tag("change")
    void uniformKeysExpireExponentially() {
        String site =
                site("nodes: 1, ttl: 10s", "rate: 100/s, key: uniform(1000)", "rate: 200/s, key: uniform(1000)", "");
        double missing = Math.exp(-0.1 * 10);
        SeedAssertions.agree(seed -> measure(site, "keys_alive", seed), 1000 * (1 - missing), 0.01);
        SeedAssertions.agree(seed -> measure(site, "not_found_share", seed), missing, 0.01);
    }

    /** The hottest of few keys is nearly always present, most other keys are not. */
    @Test
    @Tag("change")
    void rareZipfKeysAreMissing() {
        String site =
                site("nodes: 1, ttl: 10s", "rate: 20/s, key: zipf(1.0 500)", "rate: 200/s, key: uniform(500)", "");
        double all = IntStream.rangeClosed(1, 500).mapToDouble(k -> 1.0 / k).sum();
        double missing = IntStream.rangeClosed(1, 500)
                .mapToDouble(k -> Math.exp(-20 * 10 / (k * all)) / 500)
                .sum();
        SeedAssertions.agree(seed -> measure(site, "keys_alive", seed), 500 * (1 - missing), 0.01);
        SeedAssertions.agree(seed -> measure(site, "not_found_share", seed), missing, 0.01);
    }

    /** Each key is written every 30 s; with a TTL of 20 s it is missing for 10 s of them. */
    @Test
    void sequentialKeysExpireBetweenTheirWrites() {
        String site = site(
                "nodes: 1, ttl: 20s",
                "rate: constant(50/s), key: sequential(1500)",
                "rate: 100/s, key: uniform(1500)",
                "");
        SeedAssertions.agree(seed -> measure(site, "keys_alive", seed), 1000, 1, 0.001);
        SeedAssertions.agree(seed -> measure(site, "not_found_share", seed), 1 / 3.0, 0.01);
    }

    /** Few keys that are written in turn at random times: a turn of n keys takes n interarrival times. */
    @Test
    @Tag("change")
    void sequentialKeysWithRandomArrivals() {
        String site =
                site("nodes: 1, ttl: 10s", "rate: 10/s, key: sequential(100)", "rate: 200/s, key: uniform(100)", "");
        double missing = 0;
        double term = Math.exp(-100);
        for (int k = 0; k < 100; k++) {
            missing += term * (1 - k / 100.0);
            term *= 100.0 / (k + 1);
        }
        SeedAssertions.agree(seed -> measure(site, "not_found_share", seed), missing, 0.1);
    }

    /** Sessions that are written once exist for their TTL: Little's law. */
    @Test
    void newKeysFollowLittlesLaw() {
        String site = site("nodes: 1, ttl: 20s", "rate: 50/s, key: uuid(1000)", "rate: 1/s, key: uniform(10)", "");
        SeedAssertions.agree(seed -> measure(site, "keys_alive", seed), 50 * 20, 0.01);
    }

    /**
     * A fifth of the heartbeats is lost. A key is missing after two lost heartbeats in a row, from half a turn before
     * the next one. The share is the mean part of gaps of k turns beyond 2.5, over the mean gap 1 / (1 - p).
     */
    @Test
    @Tag("change")
    void lostHeartbeatsExpireKeys() {
        double p = 0.2;
        String site = site(
                "nodes: 1, ttl: 25s",
                "rate: constant(100/s), key: sequential(1000)",
                "rate: 200/s, key: uniform(1000)",
                "at 0s: errors web 20%");
        double missing = 0.5 * p * p * (1 - p) + p * p * p;
        SeedAssertions.agree(seed -> measure(site, "not_found_share", seed), missing, 0.05);
    }

    /** Keys last written before 100 s expire between 130 and 150 s: a fifth of the reads until then finds no key. */
    @Test
    @Tag("change")
    void keysExpireOneByOneAfterTheLastWrites() {
        String site = site(
                        "nodes: 1, ttl: 50s",
                        "rate: step(50/s 0/s every=100s), key: sequential(1000)",
                        "rate: 200/s, key: uniform(1000)",
                        "")
                + "predict: { gone: presence.not_found_share ~ 20% +/- 9% from 100s to 150s,"
                + " all: presence.not_found_share ~ 100% +/- 1% from 152s to 230s }\n";
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(run(site, seed), "gone"), 0.2, 0.02);
        assertThat(TestScenarioRunner.measure(run(site, 0), "all")).isEqualTo(1);
        assertThat(measure(site, "expired_keys", 0)).isEqualTo(1000);
    }

    /** A crash loses all keys. They are rewritten one by one, so that half of the reads misses during that time. */
    @Test
    @Tag("change")
    void crashLosesKeysUntilTheyAreRewritten() {
        String site = site(
                        "nodes: 1, durable: false, ttl: 50s",
                        "rate: 50/s, key: sequential(1000)",
                        "rate: 200/s, key: uniform(1000)",
                        "at 100s: crash presence/1 for 1ms")
                + "predict: { half: presence.not_found_share ~ 50% +/- 9% from 100.001s to 120.001s }\n";
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(run(site, seed), "half"), 0.5, 0.02);
        assertThat(run(site, 0).accounting().data().get("presence").lost()).isEqualTo(1000);
    }

    /** An expired key is neither lost with a disk nor the cause of a stale read. */
    @Test
    void expiredKeysAreNeitherLostNorStale() {
        String site = site(
                "durable: false, nodes: 3, copies: 3, ttl: 10s",
                "rate: step(50/s 0/s every=100s), key: uniform(100)",
                "rate: constant(50/s), key: uniform(100)",
                "at 120s: crash presence for 1s");
        VariantResult result = run(site, 0);
        assertThat(result.accounting().data().get("presence").lost()).isZero();
        assertThat(result.accounting().data().get("presence").staleReads()).isZero();
        assertThat(TestScenarioRunner.measure(result, "presence", "expired_reads"))
                .isPositive();
    }

    /**
     * Two replicas, one with a clock ahead by d. The other replica sees its writes for T + d, and it sees the writes of
     * the other for T - d. A key is missing with probability exp(-w T) cosh(w d / 2).
     */
    @Test
    @Tag("change")
    void clockOffsetShiftsExpiry() {
        String site = site(
                "nodes: 2, copies: 2, ttl: 10s",
                "rate: 50/s, key: uniform(250)",
                "rate: 50/s, key: uniform(250)",
                "at 0s: clock-jump presence/1 +8s");
        double missing = Math.exp(-0.2 * 10) * Math.cosh(0.2 * 8 / 2);
        SeedAssertions.agree(seed -> measure(site, "not_found_share", seed), missing, 0.02);
    }
}
