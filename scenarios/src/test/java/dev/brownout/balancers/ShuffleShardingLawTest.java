package dev.brownout.balancers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.Loader;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of one customer that occupy a core forever: the share of the other customers that have no node left. */
@Tag("law")
class ShuffleShardingLawTest {
    private static final int SEEDS = 5;

    private static double failing(int seed, String algorithm) throws Exception {
        String text = """
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
                """.formatted(seed, algorithm);
        VariantResult result = Run.execute(
                new Loader(name -> Optional.empty())
                        .load("test", text, Overrides.NONE)
                        .variants()
                        .get(0)
                        .scenario(),
                Run.Setup.of("test"),
                (share, events, inFlight) -> true);
        return 1 - result.requests().get("page").availability();
    }

    /** The shares are 1/C(8, 2) and 1/C(8, 3); without shards all eight nodes are occupied. */
    @ParameterizedTest
    @CsvSource({
        "'algorithm: shuffle-sharding, shard: 2', 0.0357",
        "'algorithm: shuffle-sharding, shard: 3', 0.0179",
        "'algorithm: random', 1"
    })
    void otherCustomersFailWithTheSameCombinationOnly(String algorithm, double expected) throws Exception {
        double sum = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            sum += failing(seed, algorithm);
        }
        double deviation = 4 * Math.sqrt(expected * (1 - expected) / (SEEDS * 4000));
        assertThat(sum / SEEDS).isBetween(expected - deviation - 1e-4, expected + deviation + 1e-4);
    }
}
