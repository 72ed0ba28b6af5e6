package dev.brownout.fanout;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Chat rooms of fifty users, and heartbeats of ten thousand users. */
@Tag("law")
class ChatLawTest {
    private static final String CHAT_ROOMS = """
            run: { duration: 40s, warmup: 0s, seed: %d }
            components:
              gateway: { kind: server, nodes: 4, service: 0.1ms, consumes: rooms }
              rooms: { kind: queue, send: 1ms }
              presence: { kind: store, nodes: 1, durable: false, write: 0.1ms }
            requests:
              say:
                rate: 10/s
                steps:
                  - gateway
                  - { publish: rooms, times: 50, key: uniform(10k) }
              alive:
                rate: users(10k think=exp(30s))
                key: uniform(10k)
                steps: [gateway, write: presence]
            predict: { signs: alive.throughput ~ 333/s +/- 5%% }
            """;

    @Test
    void deliveriesAreMessagesTimesRoomSize() {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                                TestScenarioRunner.run(CHAT_ROOMS.formatted(seed)), "rooms", "consumed")
                        / 40,
                500,
                0.03);
    }

    /** N / (Z + R), where R is one or two milliseconds. */
    @Test
    void heartbeatRateFollowsUsersAndThinkTime() {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(TestScenarioRunner.run(CHAT_ROOMS.formatted(seed)), "signs"),
                10_000 / 30.0,
                0.25,
                0.01);
    }
}
