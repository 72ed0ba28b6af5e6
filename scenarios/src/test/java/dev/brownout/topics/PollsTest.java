package dev.brownout.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;

/** Prefetch of topic consumers: the number of messages of one poll. */
class PollsTest {
    private static VariantResult run(String prefetch, int cores) {
        return TestScenarioRunner.run("""
                run: { duration: 40m, warmup: 0s, seed: 1 }
                load: step(0.9/s 3/s 0.5/s every=10m)
                components:
                  web: { kind: server, service: 1ms }
                  t: { kind: topic, partitions: 4 }
                  worker: { kind: server, cores: %d, service: 1s, consumes: { queue: t%s } }
                requests:
                  r: { key: uniform(1000), steps: [ web, { publish: t } ] }
                """.formatted(cores, prefetch));
    }

    /**
     * More than 300 messages wait at the end of the second ten minutes. A poll of all of them takes longer than 5 min.
     */
    @Test
    void pollsLongerThanTheMaxPollIntervalAreRedelivered() {
        VariantResult result = run(", prefetch: 500", 1);
        assertThat(TestScenarioRunner.measure(result, "t", "duplicates")).isGreaterThan(100);
        assertThat(TestScenarioRunner.measure(result, "t", "rebalances")).isGreaterThan(1);
    }

    @Test
    void shortPollsAreNotRedelivered() {
        assertThat(TestScenarioRunner.measure(run(", prefetch: 100", 1), "t", "duplicates"))
                .isZero();
        assertThat(TestScenarioRunner.measure(run("", 1), "t", "duplicates")).isZero();
    }

    /** Four cores process four partitions in parallel, so that polls of 500 messages take at most half of 5 min. */
    @Test
    void partitionsOfAPollAreProcessedInParallel() {
        VariantResult result = run(", prefetch: 500", 4);
        assertThat(TestScenarioRunner.measure(result, "t", "duplicates")).isZero();
        assertThat(result.components()
                        .get("worker")
                        .measures()
                        .get("utilization")
                        .value())
                .isGreaterThan(0.3);
    }
}
