package dev.brownout.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Waiting rooms in front of a site with enough capacity for the admitted visitors. */
@Tag("law")
class WaitingRoomLawTest {
    private static final double GAP_MILLIS = 1000.0 / 600;

    /** Deviation that 99.9 % of the numbers of 10,000 expected arrivals do not exceed. */
    private static final double ARRIVALS_ERROR = 3.29 * Math.sqrt(10_000);

    /** Runs ten thousand visitors that arrive within a millisecond. */
    private static VariantResult tenThousand(String capacity) {
        return TestScenarioRunner.run("""
                run: { duration: 30s, seed: 11 }
                network: none
                components:
                  room: { kind: waiting-room, ROOM }
                  web: { kind: server, nodes: 10, service: 1ms }
                requests:
                  page: { rate: [spike(base=0/s peak=10M/s at=0s for=1ms), 0/s], path: [room, web] }
                predict:
                  last: room.wait_time.max ~ 1s +/- 100%
                  in: room.admitted ~ 1 +/- 100%
                """.replace("ROOM", capacity));
    }

    @Test
    void lastVisitorWaitsForAllBefore() {
        VariantResult result = tenThousand("admits: 600/s");
        double arrival = result.requests().get("page").offered();
        assertThat(arrival).isCloseTo(10_000, within(ARRIVALS_ERROR));
        double last = TestScenarioRunner.measure(result, "last") / 1e9;
        assertThat(last).isCloseTo(16.7, within(ARRIVALS_ERROR / 600)).isCloseTo((arrival - 1) / 600, within(0.001));
        assertThat(TestScenarioRunner.measure(result, "in")).isEqualTo(arrival);
        assertThat(result.requests().get("page").good()).isEqualTo((long) arrival);
    }

    @Test
    void impatientVisitorsAbandonTheQueue() {
        VariantResult result = tenThousand("admits: 600/s, patience: exp(10m)");
        double arrival = result.requests().get("page").offered();
        // dn/dt = -600 - n/600 until the queue is empty: 10,000 visitors in 16.4 s, of which 136 abandon.
        double seconds = 600 * Math.log(1 + arrival / 360_000);
        double leave = arrival - 600 * seconds;
        double left = TestScenarioRunner.measure(result, "room", "left");
        assertThat(left)
                .isCloseTo(leave, within(3.29 * Math.sqrt(leave)))
                .isCloseTo(136, within(3.29 * Math.sqrt(136) + ARRIVALS_ERROR / 36));
        double last = TestScenarioRunner.measure(result, "last") / 1e9;
        assertThat(last).isCloseTo(16.4, within(ARRIVALS_ERROR / 600)).isCloseTo((arrival - left) / 600, within(0.01));
        assertThat(result.requests().get("page").outcomes()).containsEntry("rejected", (long) left);
    }

    private static final String STREAM = """
            run: { duration: 310s, warmup: 10s, seed: SEED }
            network: none
            load: 480/s
            components:
              room: { kind: waiting-room, admits: 600/s }
              web: { kind: server, nodes: 10, service: 1ms }
            requests:
              page: { path: [room, web] }
            predict:
              wait: room.wait_time.mean ~ 1ms +/- 100%
            """;

    @Test
    void waitingTimeFollowsMD1() {
        double known = 0.8 * GAP_MILLIS / (2 * (1 - 0.8));
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                                TestScenarioRunner.run(STREAM.replace("SEED", Integer.toString(seed + 1))), "wait")
                        / 1e6,
                known,
                0.02);
        Analysis.Station estimate = TestScenarioRunner.station(STREAM.replace("SEED", "1"), "room");
        assertThat(estimate.meanNanos()).isNaN();
        assertThat(estimate.capacityPerSecond()).isCloseTo(600, within(1e-6));
    }

    @Test
    void onlyTheFirstRequestOfAVisitorWaits() {
        String text = """
                run: { duration: 610s, warmup: 10s, seed: 3 }
                network: none
                components:
                  room: { kind: waiting-room, admits: 20/s, session: 30s }
                  web: { kind: server, nodes: 10, service: 1ms }
                requests:
                  look: { path: [room, web] }
                journeys:
                  reader: { rate: 10/s, leaves: { wait: 50ms }, steps: [{ request: look, times: 4, think: 1s }] }
                predict:
                  in: room.admitted ~ 1 +/- 100%
                  free: room.passed ~ 1 +/- 100%
                  inside: room.inside ~ 1 +/- 100%
                  tired: reader.left_wait ~ 0 +/- 0%
                """;
        VariantResult result = TestScenarioRunner.run(text);
        assertThat(TestScenarioRunner.measure(result, "in")).isCloseTo(6000, within(3.29 * Math.sqrt(6000)));
        assertThat(TestScenarioRunner.measure(result, "free")).isCloseTo(18_000, within(3.29 * 3 * Math.sqrt(6000)));
        // A session lasts from the first request until 30 s after the fourth, 3.003 s later: M/G/infinity.
        assertThat(TestScenarioRunner.measure(result, "inside"))
                .isCloseTo(330.03, within(3.29 * Math.sqrt(10 * 33.0 * 33 / 600)));
        assertThat(TestScenarioRunner.measure(result, "tired")).isZero();
        Analysis.Station estimate = TestScenarioRunner.analysis(text).stations().get(0);
        assertThat(estimate.offeredPerSecond()).isCloseTo(10, within(1e-9));
    }

    @Test
    void numberOfActiveVisitorsIsLimited() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 95s, seed: 3 }
                network: none
                components:
                  room: { kind: waiting-room, admits: unlimited, active: 10, session: 10s }
                  web: { kind: server, nodes: 10, service: 1ms }
                requests:
                  page: { rate: [spike(base=0/s peak=1M/s at=0s for=1ms), 0/s], path: [room, web] }
                predict:
                  in: room.admitted ~ 1 +/- 100%
                  most: room.inside.max ~ 1 +/- 100%
                """);
        // Ten visitors immediately and ten more every ten seconds: ten times within 95 s, of a thousand arrivals.
        assertThat(TestScenarioRunner.measure(result, "in")).isEqualTo(100);
        assertThat(TestScenarioRunner.measure(result, "most")).isEqualTo(10);
    }

    /**
     * Visitor 1 is inside when the room crashes at 4.5 s. Visitor 2, which waits, is admitted by the retry at 6.5 s, as
     * the first after the restart. The server hangs since 2 s, so the visitor leaves 5 s later.
     */
    @Test
    void aCrashOfTheRoomResumesTheClientTimeout() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 15s, seed: 7, warmup: 0s }
                network: none
                components:
                  room:
                    kind: waiting-room
                    admits: unlimited
                    active: 1
                    session: 10s
                    retry: { attempts: 2, backoff: constant(2s) }
                  web: { kind: server, service: 1ms }
                requests:
                  page: { path: [room, web], timeout: none }
                journeys:
                  visitor: { rate: "constant(1/s)", leaves: { wait: 5s }, steps: [page] }
                faults: [ at 2s: hang web, at 4500ms: crash room for 1700ms ]
                predict:
                  left: visitor.left_wait ~ 1 +/- 100%
                """);
        assertThat(TestScenarioRunner.measure(result, "left")).isEqualTo(1);
    }
}
