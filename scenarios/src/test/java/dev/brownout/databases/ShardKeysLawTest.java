package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.VariantResult;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Four shards with a capacity of 400/s each, and keys that are spread unevenly. */
@Tag("law")
class ShardKeysLawTest {
    private static VariantResult[] runs(String database, String request) {
        String text = """
                run: { duration: 70s, warmup: 10s, seed: SEED }
                components:
                  web: { kind: server, cores: 1000, service: 0ms }
                  db:
                    kind: database
                    shards: 4
                    cores: 4
                    queue: 100
                    replicas: 0
                    read: exp(10ms)
                    write: exp(10ms)
                    %s
                requests:
                  ask: %s
                predict:
                  one: db/shard-1/primary.utilization ~ 50%% +/- 90%%
                  four: db/shard-4/primary.utilization ~ 50%% +/- 90%%
                """.formatted(database, request);
        return IntStream.range(0, SeedAssertions.SEEDS)
                .mapToObj(seed -> TestScenarioRunner.run(text.replace("SEED", "" + seed)))
                .toArray(VariantResult[]::new);
    }

    private static double availability(VariantResult result) {
        return result.requests().get("ask").availability();
    }

    /** Every new number goes to the last range: 800/s on a shard with a capacity of 400/s. */
    @Test
    void sequentialKeysOverloadTheLastRange() {
        VariantResult[] runs =
                runs("sharding: range", "{ rate: 800/s, key: newest(100k), timeout: 1s, steps: [web, write: db] }");
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(runs[seed], "db", "skew"), 4, 0.01);
        SeedAssertions.agree(seed -> availability(runs[seed]), 0.5, 0.002, 0.01);
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(runs[seed], "four"), 1, 0.001, 0.01);
        assertThat(TestScenarioRunner.measure(runs[0], "one")).isZero();
    }

    /** Random numbers spread evenly over the ranges. */
    @Test
    @Tag("change")
    void randomKeysSpreadEvenly() {
        VariantResult[] runs =
                runs("sharding: range", "{ rate: 800/s, key: uuid(100k), timeout: 1s, steps: [web, write: db] }");
        for (VariantResult run : runs) {
            assertThat(TestScenarioRunner.measure(run, "db", "skew")).isBetween(1.0, 1.03);
        }
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(runs[seed], "one"), 0.5, 0.01);
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(runs[seed], "four"), 0.5, 0.01);
        SeedAssertions.agree(seed -> availability(runs[seed]), 1, 0.01);
    }

    /**
     * 40 % of the rows have one of four values: their shard has 1.6 times the mean load, and four times that of the
     * last shard.
     */
    @Test
    @Tag("change")
    void listShardingFollowsTheColumnShares() {
        VariantResult[] runs = runs(
                "sharding: list\n    column: [40%, 30%, 20%, 10%]",
                "{ rate: 400/s, key: uniform(100k), timeout: 1s, steps: [web, read: db] }");
        double known = 3 * Math.sqrt(0.4 * 0.6 / 100_000);
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(runs[seed], "db", "skew"), 1.6, 4 * known, 0.01);
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(runs[seed], "one"), 0.4, known, 0.01);
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(runs[seed], "four"), 0.1, known, 0.02);
    }

    /** Three hot keys of 20 % each on one shard, and a quarter of the other keys: 700/s, of which 400/s succeed. */
    @Test
    @Tag("change")
    void threeHotKeysOverloadOneShard() {
        VariantResult[] runs = runs(
                "hot_keys: { perry: shard(1), bieber: shard(1), gaga: shard(1) }",
                "{ rate: 1k/s, key: hot(20% on perry 20% on bieber 20% on gaga rest uniform(100k)), timeout: 1s,"
                        + " steps: [web, read: db] }");
        double known = 3 * 0.4 * Math.sqrt(0.25 * 0.75 / 100_000);
        SeedAssertions.agree(seed -> availability(runs[seed]), 0.7, known + 0.002, 0.01);
        SeedAssertions.agree(
                seed -> 1 - (1 - availability(runs[seed])) * 1000 / 700, 400 / 700.0, known * 2 + 0.003, 0.01);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(runs[seed], "db", "skew"), 700 / 250.0, 4 * known, 0.01);
    }
}
