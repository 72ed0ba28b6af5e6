package dev.brownout.component.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.fault.CrashFault;
import dev.brownout.fault.PowerOffFault;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Fixture;
import dev.brownout.runtime.Scenes;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.Step;
import dev.brownout.step.PublishStep;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Failure of a leader with followers that are 50 ms behind, at 100 messages/s. The leader has 5 messages that no
 * follower has, a Poisson number. The tolerance for means over the runs is four standard errors, which random
 * deviations exceed once in ten thousand times.
 */
@Tag("law")
class TopicReplicationLossTest {
    private static final int RUNS = 80;
    private static final double LOST_AT = 20;

    private static Scenes scene(Optional<Integer> acks, int minInsync) {
        return Scenes.scene()
                .networked()
                .lasting(40, 0)
                .seededBy("copies " + acks + minInsync)
                .with("likes", TopicSpecs.topic(its -> {
                    its.copies = 3;
                    its.acks = acks;
                    its.minInsync = minInsync;
                    its.followerLag = Duration.ofMillis(50);
                }))
                .requesting(
                        "like",
                        new PoissonLoad(100),
                        null,
                        Duration.ofSeconds(1),
                        List.of(),
                        new PublishStep("likes", Step.Options.NONE));
    }

    private static double mean(Scenes scene, ToDoubleFunction<VariantResult> reading) {
        return IntStream.range(0, RUNS)
                .mapToDouble(run -> reading.applyAsDouble(scene.run(run)))
                .average()
                .orElseThrow();
    }

    private static double likes(VariantResult result, String name) {
        return Fixture.measure(result, "likes", name);
    }

    /** Asserts that five messages are lost on average, and those in transit when the leader fails. */
    private static void assertLosesFive(FaultSpec verb) {
        Scenes scene = scene(Optional.of(1), 2).struckBy(verb, "likes", "1", LOST_AT);
        assertThat(mean(scene, result -> likes(result, "lost"))).isCloseTo(5, within(4 * Math.sqrt(5.0 / RUNS)));
    }

    @Test
    void crashLosesUnreplicatedMessagesWithLeaderAcks() {
        assertLosesFive(new CrashFault());
    }

    @Test
    void powerOffLosesUnreplicatedMessagesWithLeaderAcks() {
        assertLosesFive(new PowerOffFault());
    }

    @Test
    void acksOfAllLoseNoMessages() {
        Scenes scene = scene(Optional.empty(), 2).struckBy(new CrashFault(), "likes", "1", LOST_AT);
        for (int run = 0; run < RUNS; run++) {
            assertThat(likes(scene.run(run), "lost")).isZero();
        }
        double truncated = mean(scene, result -> likes(result, "truncated"));
        assertThat(truncated).as("none of these was acknowledged").isCloseTo(5, within(4 * Math.sqrt(5.0 / RUNS)));
    }

    /**
     * The last heartbeat arrived between 0 and 2 s before the failure, uniformly distributed. The session ends 9 s
     * after it.
     */
    @Test
    void newLeaderIsElectedAfterTheBrokerSession() {
        Scenes scene = scene(Optional.of(1), 1).struckBy(new CrashFault(), "likes", "1", LOST_AT);
        double error = 4 * 2 / Math.sqrt(12 * RUNS);
        assertThat(mean(scene, result -> 40 * likes(result, "leaderless"))).isCloseTo(8, within(error));
        assertThat(mean(scene, result -> result.requests().get("like").failed()))
                .isCloseTo(100 * 8, within(100 * error + 4 * Math.sqrt(800.0 / RUNS)));
    }

    /** A round trip to the leader takes 0.5 ms. Waiting for the followers adds a round trip and 50 ms. */
    @Test
    void acksOfAllWaitForTheSlowestFollower() {
        VariantResult all = scene(Optional.empty(), 2).run();
        VariantResult leader = scene(Optional.of(1), 2).run();
        VariantResult nobody = scene(Optional.of(0), 2).run();
        assertThat(all.requests().get("like").successes().max()).isCloseTo(51_000_000, within(100_000.0));
        assertThat(leader.requests().get("like").successes().max()).isCloseTo(500_000, within(1000.0));
        assertThat(nobody.requests().get("like").successes().max()).isZero();
        assertThat(likes(nobody, "published"))
                .isCloseTo((double) nobody.requests().get("like").successes().count(), within(1.0));
    }

    /** With acks 0, publications succeed while there is no leader, and their messages are lost. */
    @Test
    void acksZeroLosesAllMessagesWithoutALeader() {
        Scenes scene = scene(Optional.of(0), 1).struckBy(new CrashFault(), "likes", "1", LOST_AT);
        VariantResult one = scene.run();
        assertThat(one.requests().get("like").failed()).isZero();
        assertThat(mean(scene, result -> likes(result, "lost")))
                .isCloseTo(100 * 8 + 5, within(100 * 4 * 2 / Math.sqrt(12 * RUNS) + 4 * Math.sqrt(805.0 / RUNS)));
    }

    /**
     * Publications wait for a lost follower until the controller removes it from the in-sync copies. Two copies are
     * enough for a minimum of two, and not for a minimum of three.
     */
    @Test
    void lostFollowerDelaysPublicationsUntilItIsRemoved() {
        Scenes two = scene(Optional.empty(), 2).struckBy(new CrashFault(), "likes", "2", LOST_AT);
        Scenes three = scene(Optional.empty(), 3).struckBy(new CrashFault(), "likes", "2", LOST_AT);
        double error = 4 * 2 / Math.sqrt(12 * RUNS);
        assertThat(mean(two, result -> result.requests().get("like").failed()))
                .as("publications of the last second are acknowledged in time")
                .isCloseTo(100 * 7, within(100 * error + 10));
        assertThat(mean(three, result -> likes(result, "not_enough_copies")))
                .isCloseTo(100 * 12, within(100 * error + 10));
    }

    @Test
    void returnedFollowerCatchesUpAndIsInSyncAgain() {
        VariantResult result = scene(Optional.of(1), 1)
                .struckBy(new CrashFault(), "likes", "2", 10, 25)
                .run();
        assertThat(likes(result, "under_replicated")).isBetween(5.0 / 40, 9.0 / 40);
        assertThat(likes(result, "lost")).isZero();
        assertThat(likes(result, "elections")).isZero();
    }
}
