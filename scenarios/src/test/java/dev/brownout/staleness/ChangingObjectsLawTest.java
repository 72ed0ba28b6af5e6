package dev.brownout.staleness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Stale share of copies of changing or written objects. A copy that lives for T is stale from the first change after it
 * was made. With c changes/s, it is stale for a share of 1 - (1 - e^-cT)/(cT) of its life. With r requests/s, a share
 * of rT/(1 + rT) of them are hits.
 */
@Tag("law")
class ChangingObjectsLawTest {
    private static final String WEB = "  web: { kind: server, nodes: 4, cores: 8, service: 0.1ms }\n";

    private static VariantResult run(int seed, String text) {
        return TestScenarioRunner.run(
                "run: { duration: 900s, warmup: 200s, seed: " + (seed + 1) + " }\nnetwork: none\n" + text);
    }

    private static double distribution(double changesInALife) {
        return 1 - (1 - Math.exp(-changesInALife)) / changesInALife;
    }

    /** The share is 1/e = 36.8 % where the lifetime equals the mean time between changes. */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"6, 1/min, 0.1", "60, 1/min, 1", "100, 6/min, 10"})
    void staleShareOfCdnCopies(int life, String rate, double changes) {
        double reads = 2 * life;
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        run(
                                seed,
                                "components:\n  cdn: { kind: cdn, edges: 1, ttl: " + life
                                        + "s, changes: " + rate + ", source: web }\n" + WEB
                                        + "requests:\n  get: { rate: 200/s, key: uniform(100), path: [cdn] }\n"),
                        "cdn",
                        "stale_share"),
                distribution(changes) * reads / (1 + reads),
                0.02);
    }

    @Test
    void staleShareIsOneOverEForOneChangePerLifetime() {
        assertThat(distribution(1)).isEqualTo(Math.exp(-1));
    }

    /** A cache receives no invalidations for changes at another site. Each miss makes a new copy. */
    @ParameterizedTest
    @Tag("change")
    @CsvSource({"look-aside", "read-through"})
    void staleShareOfCacheEntries(String policy) {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        run(
                                seed,
                                "components:\n  cache: { kind: cache, ttl: 60s, changes: 1/min, read_policy: "
                                        + policy + ", source: web }\n" + WEB
                                        + "requests:\n  get: { rate: 200/s, key: uniform(100), path: [cache] }\n"),
                        "cache",
                        "stale_share"),
                distribution(1),
                0.02);
    }

    /** A request without a key reads a single object. The share is of all requests, including the misses. */
    @Test
    @Tag("change")
    void staleShareOfASingleObjectWithoutKey() {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        run(
                                seed,
                                "components:\n  cdn: { kind: cdn, edges: 1, endpoints: { news: { ttl: 2s, changes:"
                                        + " 0.5/s } }, source: web }\n" + WEB
                                        + "requests:\n  get: { rate: 200/s, steps: [call: cdn/news] }\n"),
                        "cdn",
                        "stale_share"),
                distribution(1) * 400 / 401,
                0.02);
    }

    /**
     * An editor that writes one object through the CDN has the same effect as random changes. Other objects never
     * change.
     */
    @Test
    @Tag("change")
    void staleShareOfAWrittenObject() {
        String text = "components:\n  cdn: { kind: cdn, edges: 1, ttl: 10s, source: web }\n" + WEB + """
                requests:
                  get: { rate: 50/s, key: hot(100% on news rest uniform(10)), path: [cdn] }
                  other: { rate: 50/s, key: uniform(10), path: [cdn] }
                  edit: { rate: 6/min, key: hot(100% on news rest uniform(10)), steps: [write: cdn] }
                """;
        double ofNews = distribution(1) * 500 / 501;
        SeedAssertions.agree(seed -> stale(run(seed, text), "get"), ofNews, 0.06);
        assertThat(stale(run(0, text), "other")).isZero();
        assertThat(TestScenarioRunner.measure(run(0, text), "cdn", "passed")).isPositive();
    }

    private static double stale(VariantResult result, String request) {
        return (double) result.requests().get(request).outcomes().getOrDefault("stale", 0L)
                / result.requests().get(request).good();
    }

    /** Edges, shield and browsers have no stale copies. */
    @Test
    void noCopyIsStaleWhereNothingChanges() {
        VariantResult result = run(
                0,
                "components:\n  cdn: { kind: cdn, edges: 2, ttl: 60s, browser_ttl: 10s, shield: {}, source: web }\n"
                        + WEB + "requests:\n  get: { rate: 200/s, key: uniform(100), path: [cdn] }\n");
        assertThat(TestScenarioRunner.measure(result, "cdn", "stale_share")).isZero();
    }
}
