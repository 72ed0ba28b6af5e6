package dev.brownout.databases;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.DataResult;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Splitting a hot range. Four ranges of 25,000 keys on shards with a capacity of 400 calls per second, of which one
 * gets 800. A uniformly hot range gets 400 per half after the split. If its newest keys are hot, all of the load moves
 * to the new half.
 */
@Tag("law")
class SplitsLawTest {
    /**
     * Returns a site that splits a shard at 10 s. An eighth of 8 GB takes 10 s to move, and the cut-over takes no time.
     */
    private static String site(int seed, int shard, String keys, String verb) {
        return """
                run: { duration: 60s, warmup: 25s, seed: %d }
                network: none
                components:
                  db:
                    kind: database
                    shards: 4
                    sharding: range
                    cores: 1
                    queue: 100
                    replicas: 0
                    read: exp(2.5ms)
                    write: exp(2.5ms)
                    move: { data: 8GB, rate: 100MB/s, load: 20%%, pause: 0s }
                requests:
                  busy: { rate: 800/s, key: %s, timeout: 1s, steps: [%s: db] }
                  other: { rate: 8/s, key: uniform(100k), timeout: 1s, steps: [read: db] }
                faults:
                  - at 10s: split db/shard-%d as split
                predict:
                  lower: db/shard-%d/primary.offered ~ 1 +/- 100%%
                  upper: db/shard-5/primary.offered ~ 1 +/- 100%%
                """.formatted(seed, keys, verb, shard, shard);
    }

    /** Returns the load of a half, relative to a core with a capacity of 400 calls per second. */
    private static IntToDoubleFunction load(String half, int shard, String keys, String verb) {
        return seed ->
                TestScenarioRunner.measure(TestScenarioRunner.run(site(seed, shard, keys, verb)), half) / 35 / 400;
    }

    /** The load of 2 is halved. Each half also gets 1/s of the 8/s other reads. */
    @Test
    void splitHalvesAUniformlyHotRange() {
        SeedAssertions.agree(load("lower", 1, "uniform(25k)", "read"), 1 + 1 / 400.0, 0.005);
        SeedAssertions.agree(load("upper", 1, "uniform(25k)", "read"), 1 + 1 / 400.0, 0.005);
    }

    /** The load stays at 2, all of it on the new half. */
    @Test
    @Tag("change")
    void splitDoesNotUnloadARangeThatGrowsAtItsEnd() {
        SeedAssertions.agree(load("upper", 4, "newest(100k)", "write"), 2 + 1 / 400.0, 0.005);
        SeedAssertions.agree(load("lower", 4, "newest(100k)", "write"), 1 / 400.0, 0.1);
    }

    @Test
    void splitMovesHalfOfTheRangeWithoutLoss() {
        VariantResult result =
                TestScenarioRunner.run(replaceParts(site(3, 1, "uniform(25k)", "write"), "60s, warmup: 25s", "60s"));
        assertThat(TestScenarioRunner.measure(result, "db", "moved_bytes")).isEqualTo(1e9);
        assertThat(TestScenarioRunner.measure(result, "db", "moved_at")).isCloseTo(20e9, within(1e3));
        assertThat(TestScenarioRunner.measure(result, "db", "moved_keys")).isBetween(2_000.0, 12_500.0);
        DataResult data = result.accounting().data().get("db");
        assertThat(data.acknowledged()).isPositive().isEqualTo(data.durable());
        assertThat(data.lost() + data.phantom() + data.duplicate() + data.staleReads())
                .isZero();
    }

    /**
     * During the copy the source and target shards have a fifth less capacity, and other shards have their full
     * capacity.
     */
    @Test
    void splitSlowsOnlyItsSourceAndTarget() {
        VariantResult result = TestScenarioRunner.run(replaceParts(
                site(0, 1, "uniform(25k)", "read"),
                "rate: 800/s",
                "rate: 100/s",
                "rate: 8/s",
                "rate: 800/s",
                "100MB/s",
                "1MB/s",
                "lower: db/shard-1/primary.offered ~ 1",
                "other: db/shard-2/primary.utilization ~ 50%"));
        assertThat(TestScenarioRunner.measure(result, "other")).isCloseTo(0.5, within(0.03));
        assertThat(result.analysis().stations())
                .filteredOn(station -> station.station().equals("db/shard-*/primary") && station.fromNanos() >= 10e9)
                .isNotEmpty()
                .allSatisfy(station -> assertThat(station.formula().toString())
                        .isEqualTo("no estimate: keys move between its shards"));
    }
}
