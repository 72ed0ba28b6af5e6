package dev.brownout.component.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.fault.CrashFault;
import dev.brownout.fault.PowerOffFault;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Fixture;
import dev.brownout.runtime.Scenes;
import dev.brownout.spi.Step;
import dev.brownout.step.PublishStep;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Failure of a leader with followers that are 250 ms behind, at 20 messages/s. The leader has 5 messages that no
 * follower has, a Poisson number. The tolerance for means over the runs is four standard errors, which random
 * deviations exceed once in ten thousand times.
 */
@Tag("law")
class TopicReplicationLossTest {
    private static final int RUNS = 80;
    private static final double RATE = 20;
    private static final double LAG = 0.25;
    private static final double LOST_AT = 4;
    private static final double END = 14;

    /** Four standard errors of the mean age of the last heartbeat, which is uniform in 2 s. */
    private static final double HEARTBEAT_ERROR = 4 * 2 / Math.sqrt(12 * RUNS);

    /** Results of a crash of the leader that acknowledged alone, for several tests. */
    private static List<VariantResult> crashes;

    private static Scenes scene(Optional<Integer> acks, int minInsync) {
        return Scenes.scene()
                .networked()
                .withDuration(END, 0)
                .seededBy("copies " + acks + minInsync)
                .with("likes", TopicSpecs.topic(its -> {
                    its.copies = 3;
                    its.acks = acks;
                    its.minInsync = minInsync;
                    its.followerLag = Duration.ofMillis(250);
                }))
                .requesting(
                        "like",
                        new PoissonLoad(RATE),
                        null,
                        Duration.ofSeconds(1),
                        List.of(),
                        new PublishStep("likes", Step.Options.NONE));
    }

    private static List<VariantResult> runs(Scenes scene) {
        return IntStream.range(0, RUNS).mapToObj(scene::run).toList();
    }

    private static synchronized List<VariantResult> crashes() {
        if (crashes == null) {
            crashes = runs(scene(Optional.of(1), 2).withFault(new CrashFault(), "likes", "1", LOST_AT));
        }
        return crashes;
    }

    private static double mean(List<VariantResult> results, ToDoubleFunction<VariantResult> reading) {
        return results.stream().mapToDouble(reading).average().orElseThrow();
    }

    private static double likes(VariantResult result, String name) {
        return Fixture.measure(result, "likes", name);
    }

    /** Asserts that a metric is five messages on average, and those in transit when the leader fails. */
    private static void assertMeanOfFive(List<VariantResult> results, String metric) {
        assertThat(mean(results, result -> likes(result, metric)))
                .as(metric)
                .isCloseTo(RATE * LAG, within(4 * Math.sqrt(RATE * LAG / RUNS)));
    }

    @Test
    void crashLosesUnreplicatedMessagesWithLeaderAcks() {
        assertMeanOfFive(crashes(), "lost");
    }

    @Test
    @Tag("change")
    void powerOffLosesUnreplicatedMessagesWithLeaderAcks() {
        assertMeanOfFive(runs(scene(Optional.of(1), 2).withFault(new PowerOffFault(), "likes", "1", LOST_AT)), "lost");
    }

    @Test
    @Tag("change")
    void acksOfAllLoseNoMessages() {
        List<VariantResult> results =
                runs(scene(Optional.empty(), 2).withFault(new CrashFault(), "likes", "1", LOST_AT));
        assertThat(results)
                .allSatisfy(result -> assertThat(likes(result, "lost")).isZero());
        assertMeanOfFive(results, "truncated");
    }

    /**
     * The last heartbeat arrived between 0 and 2 s before the failure, uniformly distributed. The session ends 9 s
     * after it.
     */
    @Test
    void newLeaderIsElectedAfterTheBrokerSession() {
        assertThat(mean(crashes(), result -> END * likes(result, "leaderless"))).isCloseTo(8, within(HEARTBEAT_ERROR));
        assertThat(mean(crashes(), result -> result.requests().get("like").failed()))
                .isCloseTo(RATE * 8, error(8));
    }

    /** Returns the tolerance for the number of publications of a time that ends with a session. */
    private static Offset<Double> error(double seconds) {
        return within(RATE * HEARTBEAT_ERROR + 4 * Math.sqrt(RATE * seconds / RUNS));
    }

    /** A round trip to the leader takes 0.5 ms. Waiting for the followers adds a round trip and 250 ms. */
    @Test
    void acksOfAllWaitForTheSlowestFollower() {
        VariantResult all = scene(Optional.empty(), 2).run();
        VariantResult leader = scene(Optional.of(1), 2).run();
        VariantResult baseline = scene(Optional.of(0), 2).run();
        assertThat(all.requests().get("like").successes().max()).isCloseTo(251_000_000, within(100_000.0));
        assertThat(leader.requests().get("like").successes().max()).isCloseTo(500_000, within(1000.0));
        assertThat(baseline.requests().get("like").successes().max()).isZero();
        assertThat(likes(baseline, "published"))
                .isCloseTo((double) baseline.requests().get("like").successes().count(), within(1.0));
    }

    /** With acks 0, publications succeed while there is no leader, and their messages are lost. */
    @Test
    @Tag("change")
    void acksZeroLosesAllMessagesWithoutALeader() {
        List<VariantResult> results = runs(scene(Optional.of(0), 1).withFault(new CrashFault(), "likes", "1", LOST_AT));
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.requests().get("like").failed()).isZero());
        assertThat(mean(results, result -> likes(result, "lost"))).isCloseTo(RATE * (8 + LAG), error(8 + LAG));
    }

    /**
     * Publications wait for a lost follower until the controller removes it from the in-sync copies. Two copies are
     * enough for a minimum of two, and not for a minimum of three. The follower has not acknowledged the publications
     * of its lag before the crash.
     */
    @Test
    @Tag("change")
    void lostFollowerDelaysPublicationsUntilItIsRemoved() {
        Scenes two = scene(Optional.empty(), 2).withFault(new CrashFault(), "likes", "2", LOST_AT);
        Scenes three = scene(Optional.empty(), 3).withFault(new CrashFault(), "likes", "2", LOST_AT);
        assertThat(mean(runs(two), result -> result.requests().get("like").failed()))
                .as("publications of the last second are acknowledged in time")
                .isCloseTo(RATE * (7 + LAG), error(7 + LAG));
        assertThat(mean(runs(three), result -> likes(result, "not_enough_copies")))
                .isCloseTo(RATE * (END - LOST_AT - 8), error(END - LOST_AT - 8));
    }

    @Test
    void returnedFollowerCatchesUpAndIsInSyncAgain() {
        VariantResult result = scene(Optional.of(1), 1)
                .withDuration(END + 10, 0)
                .withFault(new CrashFault(), "likes", "2", LOST_AT, LOST_AT + 15)
                .run();
        assertThat(likes(result, "under_replicated")).isBetween(5 / (END + 10), 9 / (END + 10));
        assertThat(likes(result, "lost")).isZero();
        assertThat(likes(result, "elections")).isZero();
    }
}
