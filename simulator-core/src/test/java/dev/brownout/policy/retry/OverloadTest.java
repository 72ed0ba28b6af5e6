package dev.brownout.policy.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.brownout.component.server.ServerSpec;
import dev.brownout.fault.Pause;
import dev.brownout.load.Steady;
import dev.brownout.node.Cores;
import dev.brownout.random.Constant;
import dev.brownout.random.Distribution;
import dev.brownout.random.Exponential;
import dev.brownout.result.RequestResult;
import dev.brownout.result.VariantResult;
import dev.brownout.run.Scenes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One machine, callers that give up and try again, and work that nobody waits for any more. */
class OverloadTest {
    private static Scenes scene(
            String id, double load, Distribution service, Duration patience, int attempts, Backoff backoff) {
        ServerSpec box = new ServerSpec(
                1, 1, Optional.empty(), Optional.empty(), Cores.Scheduling.FIFO, service, Optional.empty(), Map.of());
        return Scenes.scene()
                .seededBy(id)
                .with("box", box)
                .requesting(
                        "call",
                        new Steady(load),
                        null,
                        patience,
                        List.of(new RetrySpec(attempts, backoff, Optional.empty())),
                        Scenes.visit("box"));
    }

    /** A wait of 5 s on average that spreads the retries out. */
    private static Backoff spread() {
        return new Backoff.FullJitter(Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    private static double attemptsPerSecond(VariantResult result) {
        double seconds = (result.durationNanos() - result.warmupNanos()) / 1e9;
        return result.requests().get("call").attempts() / seconds;
    }

    /** {@code retry.fixedpoint.a}: the offered rate settles where attempts = load (1 + share of timeouts). */
    @Test
    void whereThereIsRoomForAllRetriesTheFixedPointHolds() {
        VariantResult result = scene("retry.fixedpoint.a", 45, new Exponential(1e7), Duration.ofMillis(50), 2, spread())
                .lasting(22_000, 200)
                .run();
        assertThat(attemptsPerSecond(result)).isCloseTo(48.41185, withinPercentage(2));
    }

    /** {@code retry.selftrip.a}: load (1 + R) is more than the machine can do, and noise alone tips it. */
    @Test
    void whereThereIsNoRoomNoiseAloneTipsItForGood() {
        VariantResult result = scene("retry.selftrip.a", 70, new Exponential(1e7), Duration.ofMillis(150), 4, spread())
                .lasting(7_140, 6_430)
                .run();
        assertThat(attemptsPerSecond(result)).isCloseTo(280, withinPercentage(5));
    }

    /** {@code meta.*}: ten seconds of standstill; load recovers only where load (1 + R) is less than the capacity. */
    @ParameterizedTest
    @CsvSource({
        "meta.hotos280, 280, 300,  2, false",
        "meta.hotos140, 140, 300,  2, true",
        "meta.stable,   200, 1000, 4, true",
        "meta.meta,     700, 1000, 4, false",
        "meta.noretry,  700, 1000, 1, true",
    })
    void anOutageOutlivesItsCauseWhereRetriesFillTheMachine(
            String id, double load, double capacity, int attempts, boolean recovers) {
        VariantResult result = scene(
                        id, load, new Constant(1e9 / capacity), Duration.ofSeconds(1), attempts, new Backoff.None())
                .lasting(660, 360)
                .struckBy(new Pause(), "box", "1", 50, 60)
                .run();
        RequestResult calls = result.requests().get("call");
        double goodput = calls.good() / 300.0;
        if (recovers) {
            assertThat(goodput).isCloseTo(load, withinPercentage(3));
            assertThat(attemptsPerSecond(result)).isCloseTo(load, withinPercentage(3));
        } else {
            assertThat(goodput).isLessThan(0.02 * load);
            assertThat(attemptsPerSecond(result)).isCloseTo(load * attempts, withinPercentage(2));
        }
    }

    /** {@code meta.noretry.drain}: a backlog of 7,000 shrinks by 300 a second, and is too long until 1,000 are left. */
    @Test
    void withoutRetriesTheBacklogDrainsAsFluid() {
        VariantResult result = scene(
                        "meta.noretry.drain", 700, new Constant(1e6), Duration.ofSeconds(1), 1, new Backoff.None())
                .lasting(200, 0)
                .struckBy(new Pause(), "box", "1", 50, 60)
                .run();
        assertThat((double) result.requests().get("call").failed()).isCloseTo(700 * (10 + 20), withinPercentage(3));
    }
}
