package dev.brownout.edges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Expiry of objects that an edge fetched at the same time: 200 objects with ten requests per second each. */
@Tag("law")
class TtlJitterLawTest {
    private static VariantResult run(int seed, String jitter) {
        return TestScenarioRunner.run(
                """
                run: { duration: 21s, seed: SEED }
                network: none
                components:
                  cdn: { kind: cdn, edges: 1, ttl: 10s, ttl_jitter: JITTER, lookup: 0ms, rtt: 0ms, source: web }
                  web: { kind: server, nodes: 100, cores: 8, service: 1us }
                requests:
                  image: { rate: 2k/s, key: uniform(200), path: [cdn] }
                predict:
                  early: cdn.misses ~ 1 +/- 100% from 6s to 10s
                  found: cdn.hit_ratio ~ 99% +/- 1%
                """.replace("SEED", Integer.toString(seed + 1)).replace("JITTER", jitter));
    }

    /** Time to live is uniform from 5 s to 15 s: four tenths of the objects are fetched again between 6 s and 10 s. */
    @Test
    void jitteredTtlIsUniform() {
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(run(seed, "50%"), "early"), 200 * 0.4, 0.05);
    }

    @Test
    void ttlWithoutJitterExpiresTogether() {
        assertThat(TestScenarioRunner.measure(run(0, "0%"), "early")).isZero();
    }
}
