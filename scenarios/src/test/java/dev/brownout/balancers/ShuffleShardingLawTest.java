package dev.brownout.balancers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests of one customer that occupy a core for the whole run: the share of the other customers without a free node.
 */
@Tag("law")
class ShuffleShardingLawTest {
    private static final int SEEDS = 5;

    private static double failing(int seed, String algorithm) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 30s, warmup: 10s, seed: %d }
                network: none
                components:
                  lb: { kind: load-balancer, health: none, %s }
                  web: { kind: server, nodes: 8, cores: 1, queue: 0, service: 0ms }
                requests:
                  poison: { rate: 100/s, key: uniform(1), timeout: none, steps: [lb, web, { cpu: 1000s }] }
                  page:
                    rate: 200/s
                    key: uniform(100k)
                    steps: [lb, web, { cpu: 10us }]
                    retry: { attempts: 40, backoff: none }
                """.formatted(seed, algorithm));
        return 1 - result.requests().get("page").availability();
    }

    /**
     * The share is 1/C(8, 2) or 1/C(8, 3), within four standard deviations of 4,000 requests for each seed. All nodes
     * are occupied without shards.
     */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({
        "'algorithm: shuffle-sharding, shard: 2', 28",
        "'algorithm: shuffle-sharding, shard: 3', 56",
        "'algorithm: random', 1"
    })
    void otherCustomersFailWithTheSameCombinationOnly(String algorithm, int combinations) {
        double expected = 1.0 / combinations;
        double sum = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            sum += failing(seed, algorithm);
        }
        double deviation = 4 * Math.sqrt(expected * (1 - expected) / (SEEDS * 4000));
        assertThat(sum / SEEDS).isBetween(expected - deviation, expected + deviation);
    }
}
