package dev.brownout.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Throughput of a consumer with a window of messages. RabbitMQ pushes the next message when an acknowledgement arrives,
 * so that each place of the window has one message per round trip and work: min(cores / work, window / (round trip +
 * work)). The example of RabbitMQ has a round trip of 100 ms, work of 4 ms and a window of 26 for full use
 * (https://www.rabbitmq.com/blog/2012/05/11/some-queuing-theory-throughput-latency-and-bandwidth).
 */
@Tag("law")
class PrefetchLawTest {
    private static VariantResult run(String rtt, String queue, String consumer, int rate) {
        return TestScenarioRunner.run("""
                run: { duration: 20s, warmup: 8s }
                network: { rtt: %s }
                components:
                  web: { kind: server, cores: 1000, service: 0ms, queue: unlimited }
                  q: { kind: queue, send: 0ms, %s }
                  c: { kind: server, queue: unlimited, %s }
                requests:
                  m: { timeout: none, steps: [web, publish: q] }
                load: constant(%d/s)
                predict:
                  rate: c.throughput ~ 100/s +/- 100%%
                  most: q.unacknowledged.max ~ 1 +/- 100%%
                """.formatted(rtt, queue, consumer, rate));
    }

    private static double measure(VariantResult result, String name) {
        return TestScenarioRunner.measure(result, name);
    }

    @ParameterizedTest
    @ChosenRows({3, 5, 8})
    @CsvSource({
        "1, 100ms, 100, 1",
        "2, 100ms, 100, 1",
        "5, 100ms, 100, 1",
        "13, 100ms, 100, 1",
        "26, 100ms, 100, 1",
        "60, 100ms, 100, 1",
        "1, 20ms, 20, 1",
        "4, 20ms, 20, 1",
        "6, 20ms, 20, 1",
        "1, 0ms, 0, 1",
        "3, 0ms, 0, 1",
        "8, 36ms, 36, 4",
        "40, 36ms, 36, 4",
        "100, 36ms, 36, 4"
    })
    void eachPlaceHasOneMessagePerRoundTrip(int prefetch, String rtt, double rttMillis, int cores) {
        String consumer = "cores: %d, service: 4ms, consumes: { queue: q, prefetch: %d }".formatted(cores, prefetch);
        double perSecond = Math.min(250.0 * cores, 1000 * prefetch / (rttMillis + 4));
        VariantResult result = run(rtt, "poll: 20s", consumer, 300 * cores);
        assertThat(measure(result, "rate")).isCloseTo(perSecond, within(0.01 * perSecond));
        assertThat(measure(result, "most")).isLessThanOrEqualTo(prefetch);
    }

    /** Without a number a consumer holds as many messages as it has workers, each with one message per round trip. */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"1, 50ms, 50", "8, 50ms, 50", "20, 90ms, 90"})
    void eachWorkerHasOneMessagePerRoundTrip(int workers, String rtt, double rttMillis) {
        String consumer = "cores: 100, workers: %d, service: 10ms, consumes: { queue: q }".formatted(workers);
        double perSecond = 1000 * workers / (rttMillis + 10);
        assertThat(measure(run(rtt, "poll: 20s", consumer, 300), "rate"))
                .isCloseTo(perSecond, within(0.01 * perSecond));
    }

    /**
     * Messages that come one by one leave one by one: the window fills although no request gets all of its messages.
     */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"3, 27", "10, 90", "10, 50"})
    void messagesArePushedOnArrival(int prefetch, int rate) {
        VariantResult result = run(
                "100ms",
                "poll: 20s",
                "cores: 1, service: 1ms, consumes: { queue: q, prefetch: " + prefetch + " }",
                rate);
        assertThat(measure(result, "rate")).isCloseTo(rate, within(0.2));
        assertThat(TestScenarioRunner.measure(result, "q", "end_to_end.mean") / 1e6)
                .isCloseTo(51, within(1.0));
    }

    /** An idle consumer has one request at the broker, whatever its window: an empty one per wait time. */
    @ParameterizedTest
    @CsvSource({"1", "5", "50"})
    void idleConsumersHaveOneRequest(int prefetch) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 63s }
                network: { rtt: 10ms }
                components:
                  web: { kind: server, cores: 1000, service: 0ms, queue: unlimited }
                  q: { kind: queue, send: 0ms, poll: 1s }
                  c: { kind: server, cores: 1, service: 1ms, consumes: { queue: q, prefetch: %d } }
                requests: { m: { timeout: none, steps: [web, publish: q] } }
                load: step(50/s 0/s every=3s)
                """.formatted(prefetch));
        assertThat(TestScenarioRunner.measure(result, "q", "empty_receives")).isCloseTo(60, within(2.0));
    }

    /** A crash of the broker ends all requests: the consumer connects once, and has its whole window again. */
    @Test
    void windowIsWholeAfterACrashOfTheBroker() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 40s }
                network: { rtt: 100ms }
                components:
                  web: { kind: server, cores: 1000, service: 0ms, queue: unlimited }
                  q: { kind: queue, send: 0ms, redelivery: at-once }
                  c: { kind: server, cores: 1, service: 4ms, queue: unlimited, consumes: { queue: q, prefetch: 13 } }
                requests: { m: { timeout: none, steps: [web, publish: q] } }
                load: constant(200/s)
                faults: [ at 10s: crash q for 5s ]
                predict:
                  rate: c.throughput ~ 125/s +/- 100% from 20s to 40s
                """);
        assertThat(measure(result, "rate")).isCloseTo(125, within(1.25));
    }
}
