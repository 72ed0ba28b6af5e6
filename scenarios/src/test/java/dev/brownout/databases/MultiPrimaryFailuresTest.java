package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.KeyedRandom;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Multi-primary replication when one of the primaries is partitioned or down. Tolerances are four standard errors. */
@Tag("law")
class MultiPrimaryFailuresTest {
    private static final double OF_KEY = 0.1;

    private static VariantResult run(String replication, String writes, String rest) {
        return TestScenarioRunner.run("""
                run: { duration: 200s, seed: 5 }
                regions:
                  east: { users: 50%%, rtt: { west: 100ms } }
                  west: { users: 50%% }
                components:
                  dns: { kind: dns, ttl: 1s, health: { every: 1s, fall: 1, rise: 1, timeout: 500ms } }
                  web: { kind: server, regions: [east, west], nodes: 4, service: 0ms }
                  db:
                    kind: database
                    regions: [east, west]
                    read: 0ms
                    write: 0ms
                    replication: { mode: multi-primary, apply_cost: 0%%, %s }
                requests:
                  put: { rate: %s, key: uniform(100), timeout: 1s, steps: [dns, web, write: db] }
                  get: { rate: 100/s, key: uniform(100), timeout: 1s, steps: [dns, web, read: db] }
                """.formatted(replication, writes) + rest);
    }

    /**
     * Both sides accept writes during a partition. When the link recovers, each write conflicts with the unseen writes
     * of the other side.
     */
    @Test
    void conflictsFollowTheEndOfAPartition() {
        VariantResult result = run("backlog: 0ms", "20/s", """
                faults: [ at 60s: partition link/east~west for 60s ]
                predict:
                  served: put.availability ~ 100% +/- 1% from 60s to 120s
                  during: db.conflicts ~ 1 +/- 50% from 61s to 119s
                  after: db.conflicts ~ 1000 +/- 50% from 119s to 125s
                  lost: db.lost_updates ~ 1000 +/- 50% from 119s to 125s
                  stale: db.stale_share ~ 80% +/- 50% from 110s to 119s
                  again: db.stale_share ~ 1% +/- 50% from 125s to 200s
                  lag: db/east/primary.lag.max ~ 60s +/- 50% from 60s to 125s
                """);
        assertThat(TestScenarioRunner.measure(result, "served")).isGreaterThan(0.999);
        assertThat(TestScenarioRunner.measure(result, "during")).isZero();
        double unseen = 20 * (60 - (1 - StrictMath.exp(-OF_KEY * 60)) / OF_KEY);
        assertThat(TestScenarioRunner.measure(result, "after")).isCloseTo(unseen, within(4 * StrictMath.sqrt(unseen)));
        assertThat(TestScenarioRunner.measure(result, "lost")).isCloseTo(unseen, within(4 * StrictMath.sqrt(unseen)));
        double missed = 1 - StrictMath.exp(-OF_KEY * 54.5);
        assertThat(TestScenarioRunner.measure(result, "stale")).isCloseTo(missed, within(4 * 0.1 * missed));
        assertThat(TestScenarioRunner.measure(result, "again")).isLessThan(0.02);
        assertThat(TestScenarioRunner.measure(result, "lag") / 1e9).isBetween(58.0, 61.0);
        assertThat((double) result.accounting().data().get("db").lost())
                .isEqualTo(TestScenarioRunner.measure(result, "db", "lost_updates"));
    }

    /** A crashed primary has no lag. It has a lag after its recovery until it has applied the writes of a minute. */
    @Test
    void crashedPrimaryHasNoLag() {
        VariantResult result = run("backlog: 0ms", "20/s", """
                faults: [ at 60s: crash db/east/primary for 60s ]
                predict:
                  dead: db/east/primary.lag.max ~ 60s +/- 50% from 61s to 119s
                  live: db.lag.max ~ 1s +/- 50% from 61s to 119s
                """);
        assertThat(TestScenarioRunner.measure(result, "dead")).isNaN();
        assertThat(TestScenarioRunner.measure(result, "live") / 1e9).isLessThan(0.2);
    }

    /**
     * A region that sends each write after 10 s fails. Its users move to the other region and miss the rows written in
     * the last 10 s until the region recovers. No more rows are written after the failure.
     */
    @Test
    void unsentWritesAreMissingUntilTheRegionRecovers() {
        VariantResult result = run("backlog: 10s, conflicts: vector-clock", "step(20/s 0/s every=60s)", """
                faults:
                  - at 60s: power-off region/east for 60s
                predict:
                  moved: get.availability ~ 100% +/- 10% from 65s to 120s
                  stale: db.stale_share ~ 40% +/- 90% from 75s to 119s
                  again: db.stale_share ~ 1% +/- 90% from 123s to 200s
                  meet: db.conflicts ~ 1 +/- 90% from 120s to 123s
                """);
        assertThat(TestScenarioRunner.measure(result, "moved")).isGreaterThan(0.999);
        assertThat(result.accounting().data().get("db").lost()).isZero();
        double unsent = 1 - StrictMath.exp(-OF_KEY * 10);
        assertThat(TestScenarioRunner.measure(result, "stale"))
                .isCloseTo(unsent, within(4 * StrictMath.sqrt(unsent * (1 - unsent) / 100)));
        assertThat(TestScenarioRunner.measure(result, "again")).isZero();
        assertThat(TestScenarioRunner.measure(result, "meet")).isPositive();
        assertThat(TestScenarioRunner.measure(result, "db", "lost_updates")).isZero();
    }

    /**
     * Primaries with the same writes have the same rows after any combination of faults; the audit of each run checks
     * it.
     */
    @ParameterizedTest
    @ChosenRows
    @ValueSource(strings = {"last-write", "vector-clock"})
    void auditBalancesWithRandomFaults(String conflicts) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "many faults of primaries " + conflicts));
        for (int story = 0; story < 6; story++) {
            StringBuilder faults = new StringBuilder("faults:\n");
            for (int i = 0; i < 8; i++) {
                String name = List.of(
                                "crash db/a",
                                "power-off region/b",
                                "pause db/c",
                                "blackhole db/a",
                                "partition link/a~b",
                                "partition link/b~c",
                                "hang db/b",
                                "clock-jump db/c -1s")
                        .get(random.nextInt(8));
                faults.append(
                        "  - at %ds: %s for %ds\n".formatted(5 + random.nextInt(80), name, 1 + random.nextInt(30)));
            }
            VariantResult result = TestScenarioRunner.run("""
                    run: { duration: 120s, seed: %d }
                    regions:
                      a: { users: 50%%, rtt: { b: 20ms, c: 160ms } }
                      b: { users: 30%%, rtt: { c: 40ms } }
                      c: { users: 20%% }
                    components:
                      db:
                        kind: database
                        regions: [a, b, c]
                        replication: { mode: multi-primary, apply: 200/s, conflicts: %s }
                    requests:
                      put: { rate: 60/s, key: zipf(1.0 50), timeout: 1s, policies: [retry: {}], steps: [write: db] }
                      new: { rate: 5/s, timeout: 1s, steps: [write: db] }
                      get: { rate: 20/s, key: zipf(1.0 50), timeout: 1s, steps: [read: db] }
                    """.formatted(story, conflicts) + faults);
            VariantResult.DataResult data = result.accounting().data().get("db");
            assertThat(data.lost() > 0).isEqualTo(conflicts.equals("last-write"));
            assertThat(data.acknowledged()).isLessThanOrEqualTo(data.applied());
            assertThat(data.acknowledged() - data.lost()).isLessThanOrEqualTo(data.durable());
            assertThat(TestScenarioRunner.measure(result, "db", "conflicts")).isPositive();
            assertThat(result.accounting().audit()).anyMatch(line -> line.name().contains("rows that differ"));
        }
    }

    /** Ids generated on both sides are unique with an increment of two, and collide with an increment of one. */
    @ParameterizedTest
    @CsvSource({"2, 0", "1, 1"})
    void idsOfBothSidesCollideWithAnIncrementOfOne(int step, int twice) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 60s, seed: 1 }
                regions:
                  east: { users: 50%%, rtt: { west: 100ms } }
                  west: { users: 50%% }
                components:
                  web: { kind: server, regions: [east, west] }
                  ids: { kind: id-generator, regions: [east, west], scheme: multi-master, step: %d }
                  db: { kind: database, regions: [east, west], replication: { mode: multi-primary } }
                requests:
                  make: { rate: 50/s, steps: [web, call: ids, write: db] }
                """.formatted(step));
        double made = result.requests().get("make").good();
        double repeated = TestScenarioRunner.measure(result, "ids", "duplicate_ids");
        assertThat(repeated).isBetween(twice * 0.45 * made, twice * 0.5 * made);
    }
}
