package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two regions with one database each. The region with 60 % of the users is down from 60 s to 240 s, and DNS fails over
 * within seconds. Tolerances are four standard errors.
 */
@Tag("law")
class RegionalDatabaseLawTest {
    private static final double REMOTE_SHARE = 0.6;
    private static final double READS = 200;
    private static final double WRITES = 40;
    private static final double KEYS = 20_000;

    private static VariantResult run(String mode) {
        return TestScenarioRunner.run("""
                run: { duration: 400s, seed: 21 }
                regions:
                  east: { at: us-east, users: 60%% }
                  west: { at: us-west, users: 40%% }
                components:
                  dns: { kind: dns, ttl: 1s, health: { every: 1s, fall: 1, rise: 1, timeout: 1s } }
                  web: { kind: server, regions: [east, west], nodes: 4, service: 1ms }
                  db: { kind: database, regions: [east, west], read: 1ms, write: 1ms, %s }
                requests:
                  get: { rate: 200/s, key: uniform(20k), timeout: 1s, path: [dns, web, db] }
                  put: { rate: 40/s, key: uniform(20k), timeout: 1s, steps: [dns, web, write: db] }
                faults:
                  - at 60s: power-off region/east for 180s
                predict:
                  absent: db.not_found_share ~ 1%% +/- 10%% from 70s to 230s
                  before: db.not_found_share ~ 1%% +/- 10%% from 0s to 60s
                  again: db.not_found_share ~ 1%% +/- 10%% from 250s to 400s
                  stale: db.stale_share ~ 1%% +/- 10%% from 250s to 400s
                  site: get.availability ~ 1%% +/- 10%% from 70s to 230s
                """.formatted(mode));
    }

    /**
     * Returns the probability that a row of the failed region was written in the other region before {@code until}, in
     * s.
     */
    private static double written(double until) {
        return 1 - Math.exp(-REMOTE_SHARE * WRITES / KEYS * (until - 63));
    }

    @Test
    void failoverRegionHasOnlyTheRowsWrittenThere() {
        VariantResult result = run("replication: { mode: none }");
        double absent = 0;
        for (int second = 70; second < 230; second++) {
            absent += REMOTE_SHARE * (1 - written(second + 0.5)) / 160;
        }
        double error =
                Math.sqrt(absent * (1 - absent) / (READS * 160)) + REMOTE_SHARE * REMOTE_SHARE * WRITES / KEYS * 0.75;
        assertThat(TestScenarioRunner.measure(result, "absent")).isCloseTo(absent, within(4 * error));
        assertThat(TestScenarioRunner.measure(result, "before")).isZero();
        assertThat(TestScenarioRunner.measure(result, "again")).isZero();
        assertThat(TestScenarioRunner.measure(result, "site")).isGreaterThan(0.999);
        double stale = REMOTE_SHARE * written(241);
        double staleError = Math.sqrt(stale * (1 - stale) * (1 / (READS * 150) + 1 / KEYS));
        assertThat(TestScenarioRunner.measure(result, "stale"))
                .isCloseTo(stale, within(4 * staleError + REMOTE_SHARE * 0.003));
    }
}
