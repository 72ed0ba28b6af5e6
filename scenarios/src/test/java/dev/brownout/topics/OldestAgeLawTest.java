package dev.brownout.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Age of the oldest message that is not deleted. Message k is published at k seconds in a run of 200 s, and the age is
 * sampled each second.
 */
@Tag("law")
class OldestAgeLawTest {
    private static final double SAMPLE = 1e9;

    private static double oldest(String source, String consumer, String publish, String faults) {
        return TestScenarioRunner.measure(
                TestScenarioRunner.run("""
                        run: { duration: 200s, warmup: 0s, seed: 5 }
                        network: none
                        components:
                          jobs: { %s }
                          worker: { kind: server, cores: 1000, service: 1ms, consumes: { queue: jobs, %s } }
                          sink: { kind: server, service: 0ms }
                        requests:
                          put: { rate: "constant(1/s)", steps: [ { publish: jobs %s } ] }
                        faults: [ %s ]
                        """.formatted(source, consumer, publish, faults)), "jobs", "oldest_age.max");
    }

    /** The sink is down for d seconds. A message is processed at its first delivery after that. */
    @ParameterizedTest
    @CsvSource({
        "'visibility: 7s', 60, 7",
        "'visibility: 20s', 60, 20",
        "'visibility: 30s', 60, 30",
        "'visibility: 30s', 100, 30",
        "'visibility: 90s', 60, 90",
        "'visibility: 120s, backoff: 15s', 60, 15",
        "'visibility: 120s, backoff: 40s', 100, 40",
        "'visibility: 120s, redelivery: at-once', 30, 0.001"
    })
    void hiddenMessagesKeepTheirAge(String settings, int down, double repeated) {
        double deliveries = Math.ceil((down - 1) / repeated);
        assertThat(oldest(
                        "kind: queue, send: 0ms, " + settings,
                        "steps: [{ call: sink }]",
                        "",
                        "at 0s: crash sink for " + down + "s as down"))
                .isCloseTo(deliveries * repeated * 1e9, within(SAMPLE));
    }

    /** Each message takes s seconds, and is in flight for all of them. */
    @ParameterizedTest
    @CsvSource({"kind: queue, 3", "kind: queue, 20", "kind: queue, 29", "kind: topic, 3", "kind: topic, 20"})
    void messagesInFlightCount(String source, int seconds) {
        String topic = source.contains("topic") ? ", partitions: 1, max_poll_interval: 10m" : "";
        assertThat(oldest(source + ", send: 0ms" + topic, "prefetch: 1000, steps: [wait: " + seconds + "s]", "", ""))
                .isGreaterThanOrEqualTo(seconds * 1e9 - SAMPLE);
    }

    /** The messages of one publication are processed one by one, or together. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void messagesOfOnePublicationHaveItsAge(int workers) {
        double age =
                TestScenarioRunner.measure(TestScenarioRunner.run("""
                        run: { duration: 200s, warmup: 0s, seed: 5 }
                        network: none
                        components:
                          jobs: { kind: queue, send: 0ms, visibility: 5m }
                          worker: { kind: server, cores: %d, service: 2s, consumes: jobs }
                        requests:
                          put: { rate: "constant(0.01/s)", steps: [ { publish: jobs, times: 50 } ] }
                        """.formatted(workers)), "jobs", "oldest_age.max");
        assertThat(age).isCloseTo(50 * 2e9 / workers, within(SAMPLE));
    }

    /** A message that no consumer can process stays until the end of the run, or until its last delivery fails. */
    @ParameterizedTest
    @CsvSource({"unlimited, 199", "1, 30", "2, 60", "5, 150"})
    void poisonMessagesCount(String deliveries, int seconds) {
        assertThat(oldest(
                        "kind: queue, send: 0ms, visibility: 30s, poison: { share: 100%, holds: 1s }, max_receives: "
                                + deliveries,
                        "prefetch: 1000",
                        "",
                        ""))
                .isCloseTo(seconds * 1e9, within(SAMPLE));
    }
}
