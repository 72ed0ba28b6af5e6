package dev.brownout.edges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Origin traffic of a CDN: revalidation of expired objects, which costs 500 bytes if they are unchanged; variants of an
 * object; and availability of a CDN while its origin is down.
 */
@Tag("law")
class CdnRevalidationLawTest {
    private static VariantResult run(int seed, String cdn, String requests) {
        return TestScenarioRunner.run("""
                run: { duration: 600s, warmup: 200s, seed: SEED }
                network: none
                components:
                  cdn: { kind: cdn, edges: 1, lookup: 0ms, rtt: 0ms, source: web, CDN }
                  web: { kind: server, nodes: 4, cores: 8, service: 0.1ms }
                requests:
                  image: { REQUESTS, path: [cdn] }
                predict:
                  bytes: cdn.origin_bytes ~ 1B +/- 100%
                """.replace("SEED", Integer.toString(seed + 1))
                .replace("CDN", cdn)
                .replace("REQUESTS", requests));
    }

    private static final String BUSY = "rate: 200/s, size: 100kB, key: uniform(100)";
    /** Revalidations in 400 s: each of 100 objects is fetched every 10 s plus half a second until the next request. */
    private static final double QUESTIONS = 100 * 400 / 10.5;

    @Test
    @Tag("change")
    void unchangedObjectsAreRevalidatedWithoutTransfer() {
        String cdn = "ttl: 10s, revalidate: true";
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(run(seed, cdn, BUSY), "cdn", "revalidated"), QUESTIONS, 0.01);
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(run(seed, cdn, BUSY), "bytes"), QUESTIONS * 500, 0.01);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(run(seed, "ttl: 10s", BUSY), "bytes"), QUESTIONS * 100_000, 0.01);
    }

    /**
     * With one change in 20 s an object is unchanged at its revalidation after 10 s plus an exponential time with mean
     * 0.5 s.
     */
    @Test
    void changedObjectsAreTransferredOnRevalidation() {
        String cdn = "ttl: 10s, revalidate: true, changes: 3/min";
        double same = Math.exp(-0.5) / (1 + 0.5 / 20);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(run(seed, cdn, BUSY), "cdn", "not_modified"),
                QUESTIONS * same,
                0.01);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(run(seed, cdn, BUSY), "bytes"),
                QUESTIONS * (same * 500 + (1 - same) * 100_000),
                0.02);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(run(seed, cdn, BUSY), "cdn", "stale_share"),
                (1 - (1 - Math.exp(-0.5)) / 0.5) * 20 / 21,
                0.02);
    }

    /** Ten variants of 200 objects have the hit ratio of 2,000 objects. */
    @Test
    @Tag("change")
    void variantsAreCachedAsSeparateObjects() {
        String few = "rate: 200/s, key: zipf(0.9 200)";
        double ratio = 0;
        double sum = 0;
        for (int rank = 1; rank <= 200; rank++) {
            sum += Math.pow(rank, -0.9);
        }
        for (int rank = 1; rank <= 200; rank++) {
            double share = Math.pow(rank, -0.9) / sum;
            double reads = share / 10 * 200 * 20;
            ratio += share * reads / (1 + reads);
        }
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(run(seed, "ttl: 20s, vary: 10", few), "cdn", "hit_ratio"),
                ratio,
                0.003);
        String many = "rate: 200/s, key: uniform(2000)";
        String tenth = "rate: 200/s, key: uniform(200)";
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(run(seed, "ttl: 20s", many), "cdn", "hit_ratio"), 2.0 / 3, 0.003);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(run(seed, "ttl: 20s, vary: 10", tenth), "cdn", "hit_ratio"),
                2.0 / 3,
                0.003);
    }

    @Test
    void purgeRemovesAllVariantsOfAnObject() {
        VariantResult result = TestScenarioRunner.run("""
                run: 60s
                network: none
                components:
                  cdn: { kind: cdn, edges: 1, vary: 10, purge_delay: 1s, source: web }
                  web: { kind: server, nodes: 4, cores: 8, service: 0.1ms }
                requests:
                  image: { rate: 100/s, key: uniform(1), path: [cdn] }
                faults:
                  - at 30s: purge cdn key=1
                predict:
                  before: cdn.misses ~ 1 +/- 100% from 0s to 31s
                  after: cdn.misses ~ 1 +/- 100% from 31s to 60s
                """);
        assertThat(TestScenarioRunner.measure(result, "before")).isEqualTo(10);
        assertThat(TestScenarioRunner.measure(result, "after")).isEqualTo(10);
    }

    /** Edges are outside of the region: cached objects are available, other objects are not. */
    @Test
    @Tag("change")
    void edgesServeCachedObjectsDuringARegionOutage() {
        SeedAssertions.agree(
                seed -> {
                    VariantResult result = TestScenarioRunner.run("""
                            run: { duration: 300s, warmup: 60s, seed: SEED }
                            regions: { asia: { at: singapore, users: 100% } }
                            components:
                              cdn: { kind: cdn, edges: 4, ttl: 10m, error_ttl: 0s, coalesce: false, source: web }
                              web: { kind: server, cores: 8, service: 0.1ms, timeout: 1s }
                            requests:
                              busy: { rate: 100/s, key: uniform(50), timeout: 2s, path: [cdn] }
                              rare: { rate: 10/s, key: sequential(1M), timeout: 2s, path: [cdn] }
                            faults:
                              - at 120s: power-off region/asia for 100s as dark
                            predict:
                              hits: busy.availability ~ 100% +/- 1% during dark
                              misses: rare.availability ~ 1% +/- 100% during dark
                              asked: cdn.misses ~ 1 +/- 100% during dark
                              later: rare.availability ~ 100% +/- 1% after dark+110s
                            """.replace("SEED", Integer.toString(seed + 1)));
                    assertThat(TestScenarioRunner.measure(result, "hits")).isEqualTo(1);
                    assertThat(TestScenarioRunner.measure(result, "misses")).isCloseTo(0, within(0.002));
                    assertThat(TestScenarioRunner.measure(result, "later")).isEqualTo(1);
                    return TestScenarioRunner.measure(result, "asked");
                },
                1000,
                0.02);
    }
}
