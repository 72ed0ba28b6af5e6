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
 * A leader is lost whose followers are 50 ms behind, at 100 messages a second: it had 5 that nobody else has, a Poisson
 * number. Means over so many runs are told to four standard errors, which chance misses once in ten thousand times.
 */
@Tag("law")
class CopiesLawTest {
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

    /** And those that were on their way when it died. */
    private static void assertLosesFive(FaultSpec verb) {
        Scenes scene = scene(Optional.of(1), 2).struckBy(verb, "likes", "1", LOST_AT);
        assertThat(mean(scene, result -> likes(result, "lost"))).isCloseTo(5, within(4 * Math.sqrt(5.0 / RUNS)));
    }

    @Test
    void whoWaitsForTheLeaderAloneLosesWhatFollowersDoNotHave() {
        assertLosesFive(new CrashFault());
    }

    @Test
    void soItIsWhenThePowerGoes() {
        assertLosesFive(new PowerOffFault());
    }

    @Test
    void whoWaitsForAllLosesNothing() {
        Scenes scene = scene(Optional.empty(), 2).struckBy(new CrashFault(), "likes", "1", LOST_AT);
        for (int run = 0; run < RUNS; run++) {
            assertThat(likes(scene.run(run), "lost")).isZero();
        }
        double truncated = mean(scene, result -> likes(result, "truncated"));
        assertThat(truncated).as("nobody had been told of these").isCloseTo(5, within(4 * Math.sqrt(5.0 / RUNS)));
    }

    /** It was heard of last between 0 and 2 s before it was lost, uniformly, and is given up 9 s after that. */
    @Test
    void nobodyLeadsUntilTheSessionHasRunOut() {
        Scenes scene = scene(Optional.of(1), 1).struckBy(new CrashFault(), "likes", "1", LOST_AT);
        double error = 4 * 2 / Math.sqrt(12 * RUNS);
        assertThat(mean(scene, result -> 40 * likes(result, "leaderless"))).isCloseTo(8, within(error));
        assertThat(mean(scene, result -> result.requests().get("like").failed()))
                .isCloseTo(100 * 8, within(100 * error + 4 * Math.sqrt(800.0 / RUNS)));
    }

    /** Half a millisecond to the leader and back; and the same and 50 ms more to the followers. */
    @Test
    void whoWaitsForAllWaitsForTheSlowest() {
        VariantResult all = scene(Optional.empty(), 2).run();
        VariantResult leader = scene(Optional.of(1), 2).run();
        VariantResult nobody = scene(Optional.of(0), 2).run();
        assertThat(all.requests().get("like").successes().max()).isCloseTo(51_000_000, within(100_000.0));
        assertThat(leader.requests().get("like").successes().max()).isCloseTo(500_000, within(1000.0));
        assertThat(nobody.requests().get("like").successes().max()).isZero();
        assertThat(likes(nobody, "published"))
                .isCloseTo((double) nobody.requests().get("like").successes().count(), within(1.0));
    }

    /** Who waits for nobody is told that all is well while nobody leads, and loses it. */
    @Test
    void whoWaitsForNobodyLosesAllOfIt() {
        Scenes scene = scene(Optional.of(0), 1).struckBy(new CrashFault(), "likes", "1", LOST_AT);
        VariantResult one = scene.run();
        assertThat(one.requests().get("like").failed()).isZero();
        assertThat(mean(scene, result -> likes(result, "lost")))
                .isCloseTo(100 * 8 + 5, within(100 * 4 * 2 / Math.sqrt(12 * RUNS) + 4 * Math.sqrt(805.0 / RUNS)));
    }

    /** Until the controller gives a follower up, all wait for it; then two are enough, or are not. */
    @Test
    void aLostFollowerIsWaitedForAndThenLeftOut() {
        Scenes two = scene(Optional.empty(), 2).struckBy(new CrashFault(), "likes", "2", LOST_AT);
        Scenes three = scene(Optional.empty(), 3).struckBy(new CrashFault(), "likes", "2", LOST_AT);
        double error = 4 * 2 / Math.sqrt(12 * RUNS);
        assertThat(mean(two, result -> result.requests().get("like").failed()))
                .as("who asks in the last second is answered in time")
                .isCloseTo(100 * 7, within(100 * error + 10));
        assertThat(mean(three, result -> likes(result, "not_enough_copies")))
                .isCloseTo(100 * 12, within(100 * error + 10));
    }

    @Test
    void whoComesBackCatchesUpAndIsInSyncAgain() {
        VariantResult result = scene(Optional.of(1), 1)
                .struckBy(new CrashFault(), "likes", "2", 10, 25)
                .run();
        assertThat(likes(result, "under_replicated")).isBetween(5.0 / 40, 9.0 / 40);
        assertThat(likes(result, "lost")).isZero();
        assertThat(likes(result, "elections")).isZero();
    }
}
