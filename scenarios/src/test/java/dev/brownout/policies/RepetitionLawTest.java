package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each try of a call, delivery of a message and dispatch to a server fails independently: n of them fail together with
 * probability p<sup>n</sup>. {@code CallIdentities} looks for further kinds of repetition in random scenarios.
 */
@Tag("law")
class RepetitionLawTest {
    private static final int SECONDS = 100;
    private static final int RATE = 100;

    /** Number of standard deviations that a correct program exceeds with a probability of 7 in a million. */
    private static final double DEVIATIONS = 4.5;

    private static final Map<String, String> MESSAGES = Map.of(
            "message given back", "kind: queue, redelivery: at-once",
            "message visible again", "kind: queue, visibility: 500ms",
            "message after a backoff", "kind: queue, backoff: exponential(50ms 1s)",
            "message of a partition", "kind: topic, partitions: 50, backoff: constant(20ms)");

    private static final Map<String, String> CALLS = Map.of(
            "retry", "{ call: partner, retry: { attempts: %d, backoff: constant(10ms), budget: none } }",
            "fallback", "{ call: partner, fallback: { to: partner } }");

    private static VariantResult run(String components, String step, String faults) {
        return TestScenarioRunner.run(
                """
                run: { duration: %ds, warmup: 0s, seed: 1 }
                network: none
                components:
                %s
                requests:
                  page: { rate: %d/s, timeout: 20s, steps: [%s] }
                %s""".formatted(SECONDS, components.indent(2).stripTrailing(), RATE, step, faults));
    }

    private static void assertShare(long failed, long all, double probability) {
        assertThat(all).isGreaterThan(RATE * SECONDS * 9L / 10);
        assertThat((double) failed / all)
                .isCloseTo(probability, within(DEVIATIONS * Math.sqrt(probability * (1 - probability) / all)));
    }

    @ParameterizedTest
    @CsvSource({
        "message given back, 30, 2",
        "message given back, 50, 4",
        "message visible again, 30, 2",
        "message after a backoff, 30, 2",
        "message after a backoff, 60, 3",
        "message of a partition, 30, 2",
        "message of a partition, 50, 3"
    })
    void deliveriesFailIndependently(String kind, int percent, int deliveries) {
        VariantResult result =
                run("""
                jobs: { %s, send: 0ms, max_receives: %d }
                worker: { kind: server, nodes: 2, cores: 1000, service: 10ms, consumes: jobs }
                """.formatted(MESSAGES.get(kind), deliveries), "publish: jobs", """
                faults:
                  - at 0s: errors worker %d%%
                """.formatted(percent));
        long dead = Math.round(TestScenarioRunner.measure(result, "jobs", "dead_letters"));
        long published = result.requests().get("page").good();
        assertShare(dead, published, Math.pow(percent / 100.0, deliveries));
    }

    @ParameterizedTest
    @CsvSource({"retry, 30, 2", "retry, 50, 3", "fallback, 30, 2", "fallback, 60, 2"})
    void callsFailIndependently(String kind, int percent, int calls) {
        VariantResult result = run(
                "partner: { kind: server, cores: 1000, service: 10ms }",
                CALLS.get(kind).formatted(calls),
                """
                faults:
                  - at 0s: errors partner %d%%
                """.formatted(percent));
        long failed = result.requests().get("page").failed();
        assertShare(failed, failed + result.requests().get("page").good(), Math.pow(percent / 100.0, calls));
    }

    /** A server takes longer than the timeout of a try of 100 ms in 30 % of the calls. */
    @ParameterizedTest
    @CsvSource({"1, 83.06", "2, 83.06", "1, 144.27"})
    void dispatchesTakeIndependentTimes(int redispatches, double meanMillis) {
        VariantResult result = run("""
                lb: { kind: load-balancer, health: none, redispatch: %d, redispatch_on: timeout, try_timeout: 100ms }
                web: { kind: server, nodes: 5, cores: 1000, service: exp(%sms) }
                """.formatted(redispatches, meanMillis), "lb, web", "");
        long failed = result.requests().get("page").failed();
        assertShare(
                failed,
                failed + result.requests().get("page").good(),
                Math.pow(Math.exp(-100 / meanMillis), redispatches + 1));
    }
}
