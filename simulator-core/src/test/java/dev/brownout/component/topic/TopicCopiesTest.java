package dev.brownout.component.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.host.FailureMode;
import dev.brownout.service.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Scripted failures of leaders, with times calculated by hand: a hop takes 0.25 ms, also between copies. */
class TopicCopiesTest {
    private static TopicStage stage(int partitions, Optional<Integer> acks, int minInsync) {
        return new TopicStage(
                TopicSpecs.topic(its -> {
                    its.partitions = partitions;
                    its.copies = 3;
                    its.acks = acks;
                    its.minInsync = minInsync;
                    its.followerLag = Duration.ofMillis(50);
                }),
                600);
    }

    /**
     * The first message is replicated 50 ms after it was stored, before the leader fails. The second message is not.
     */
    @Test
    void unreplicatedMessageIsLostWithItsLeader() {
        TopicStage stage = stage(1, Optional.of(1), 1);
        stage.worker("feed", "feed", 1);
        stage.publish(10_000, 1, 1);
        stage.publish(10_030, 2, 1);
        stage.scheduleAt(10_060, () -> stage.brokers().get(0).begin(FailureMode.CRASH));
        stage.publish(30_000, 3, 1);
        assertThat(stage.runUntil(60_000))
                .anyMatch(line -> line.contains("1 of 1 partitions get a new leader, acknowledged messages lost: 1"));
        assertThat(stage.answers.values()).containsOnly(Outcome.OK);
        assertThat(stage.worked).extracting(TopicStage.Work::number).containsExactly(1L, 3L);
        assertThat(stage.measure("lost")).isEqualTo(1);
        assertThat(stage.measure("truncated")).isEqualTo(1);
    }

    /** A broker that is back before its session ends still has its log, and remains leader. */
    @Test
    void brokerBackWithinItsSessionRemainsLeader() {
        TopicStage stage = stage(1, Optional.of(1), 1);
        stage.worker("feed", "feed", 1);
        stage.publish(10_000, 1, 1);
        stage.scheduleAt(10_010, () -> stage.brokers().get(0).begin(FailureMode.CRASH));
        stage.scheduleAt(12_000, () -> stage.brokers().get(0).end(FailureMode.CRASH));
        stage.publish(13_000, 2, 1);
        stage.runUntil(60_000);
        assertThat(stage.worked).extracting(TopicStage.Work::number).containsExactly(1L, 2L);
        assertThat(stage.measure("elections") + stage.measure("lost")).isZero();
    }

    /** Only the last in-sync copy may become leader: the partition waits for it, and no message is lost. */
    @Test
    void aPartitionWaitsForTheLastCopyInSync() {
        TopicStage stage = stage(1, Optional.empty(), 1);
        stage.worker("feed", "feed", 1);
        stage.scheduleAt(5000, () -> stage.brokers().get(1).begin(FailureMode.CRASH));
        stage.scheduleAt(5000, () -> stage.brokers().get(2).begin(FailureMode.CRASH));
        stage.publish(20_000, 1, 1);
        stage.scheduleAt(20_010, () -> stage.brokers().get(0).begin(FailureMode.CRASH));
        stage.scheduleAt(21_000, () -> stage.brokers().get(1).end(FailureMode.CRASH));
        stage.publish(50_000, 2, 1);
        stage.scheduleAt(60_000, () -> stage.brokers().get(0).end(FailureMode.CRASH));
        stage.publish(70_000, 3, 1);
        stage.runUntil(100_000);
        assertThat(stage.answers).containsEntry(1L, Outcome.OK).containsEntry(2L, Outcome.UNAVAILABLE);
        assertThat(stage.answers).containsEntry(3L, Outcome.OK);
        assertThat(stage.worked).extracting(TopicStage.Work::number).containsExactly(1L, 3L);
        assertThat(stage.measure("lost")).isZero();
    }

    @Test
    void publicationFailsWithTooFewInSyncCopies() {
        TopicStage stage = stage(1, Optional.empty(), 3);
        stage.scheduleAt(5000, () -> stage.brokers().get(1).begin(FailureMode.CRASH));
        stage.publish(20_000, 1, 1);
        stage.runUntil(30_000);
        assertThat(stage.answers).containsEntry(1L, Outcome.UNAVAILABLE);
        assertThat(stage.measure("not_enough_copies")).isEqualTo(1);
        assertThat(stage.measure("published")).isZero();
    }

    /** The messages of one call have three leaders, one of which is down. Messages sent to that leader are refused. */
    @Test
    void batchIsSplitByLeaderWithAnOutcomePerMessage() {
        TopicStage stage = stage(3, Optional.of(1), 1);
        stage.gathering(30, Duration.ofMillis(100));
        stage.scheduleAt(9000, () -> stage.brokers().get(0).begin(FailureMode.CRASH));
        IntStream.rangeClosed(1, 30).forEach(i -> stage.publish(10_000, i, i));
        stage.runUntil(12_000);
        long stored = stage.answers.values().stream()
                .filter(outcome -> outcome == Outcome.OK)
                .count();
        assertThat(stage.answers).hasSize(30);
        assertThat(stage.answers.values()).containsOnly(Outcome.OK, Outcome.REFUSED);
        assertThat((double) stored).isEqualTo(stage.measure("published")).isBetween(10.0, 29.0);
        assertThat(stage.measure("batches")).isEqualTo(1);
    }

    /** The group coordinator fails. Consumers continue to read from the other brokers, and keep their partitions. */
    @Test
    void consumersKeepTheirPartitionsIfTheCoordinatorFails() {
        TopicStage stage = stage(3, Optional.of(1), 1);
        stage.worker("one", "feed", 1);
        stage.worker("two", "feed", 1);
        stage.runUntil(20_000);
        double before = stage.measure("rebalances");
        stage.scheduleAt(20_000, () -> stage.brokers().get(0).begin(FailureMode.CRASH));
        IntStream.rangeClosed(1, 30).forEach(i -> stage.publish(40_000 + i, i, i));
        stage.runUntil(120_000);
        assertThat(stage.worked).hasSize(30);
        assertThat(stage.measure("rebalances")).isEqualTo(before);
        assertThat(stage.measure("duplicates")).isZero();
    }

    private static TopicStage singleReplica(boolean unclean) {
        return new TopicStage(
                TopicSpecs.topic(its -> {
                    its.copies = 3;
                    its.unclean = unclean;
                }),
                600);
    }

    /**
     * The second broker has only the first message when it fails. The next three messages are stored on the first
     * broker alone. When that broker fails as well, one of them is finished, one in progress, and one fetched. The
     * second broker returns and becomes leader, and the next message follows.
     */
    @Test
    void uncleanElectionLosesTheMissingMessages() {
        TopicStage stage = singleReplica(true);
        stage.worker("feed", "feed", 1000);
        stage.publish(4000, 1, 1);
        stage.scheduleAt(5000, () -> stage.brokers().get(1).begin(FailureMode.CRASH));
        stage.scheduleAt(5000, () -> stage.brokers().get(2).begin(FailureMode.CRASH));
        stage.publish(20_000, 2, 1);
        stage.publish(22_000, 3, 1);
        stage.publish(22_500, 4, 1);
        stage.scheduleAt(22_900, () -> stage.brokers().get(0).begin(FailureMode.CRASH));
        stage.publish(26_000, 5, 1);
        stage.scheduleAt(30_000, () -> stage.brokers().get(1).end(FailureMode.CRASH));
        stage.publish(40_000, 6, 1);
        stage.scheduleAt(60_000, () -> stage.brokers().get(0).end(FailureMode.CRASH));
        stage.publish(70_000, 7, 1);
        assertThat(stage.runUntil(100_000))
                .anyMatch(line -> line.contains(
                        "leader of 1 of 1 partitions by unclean election, acknowledged messages lost: 3"));
        assertThat(stage.answers).containsEntry(4L, Outcome.OK).containsEntry(6L, Outcome.OK);
        assertThat(stage.answers).containsEntry(5L, Outcome.REFUSED);
        assertThat(stage.worked).extracting(TopicStage.Work::number).containsExactly(1L, 2L, 3L, 4L, 6L, 7L);
        assertThat(stage.measure("unclean_elections")).isEqualTo(1);
        assertThat(stage.measure("lost")).isEqualTo(3);
        assertThat(stage.measure("truncated")).isEqualTo(3);
        assertThat(stage.measure("set_back"))
                .as("the second message; the others are finished too late")
                .isEqualTo(1);
        assertThat(stage.measure("consumed")).isEqualTo(4);
        assertThat(stage.measure("reordered") + stage.measure("duplicates")).isZero();
        assertThat(stage.depth()).isZero();
    }

    /**
     * The third broker, which was further behind than the second, becomes leader after both other brokers have failed.
     */
    @Test
    void messagesLostTwiceAreCountedOnce() {
        TopicStage stage = singleReplica(true);
        stage.worker("feed", "feed", 1);
        stage.publish(1000, 1, 1);
        stage.scheduleAt(2000, () -> stage.brokers().get(2).begin(FailureMode.CRASH));
        stage.publish(15_000, 2, 1);
        stage.scheduleAt(16_000, () -> stage.brokers().get(1).begin(FailureMode.CRASH));
        stage.publish(30_000, 3, 1);
        stage.scheduleAt(31_000, () -> stage.brokers().get(0).begin(FailureMode.CRASH));
        stage.scheduleAt(50_000, () -> stage.brokers().get(1).end(FailureMode.CRASH));
        stage.publish(60_000, 4, 1);
        stage.scheduleAt(61_000, () -> stage.brokers().get(1).begin(FailureMode.CRASH));
        stage.scheduleAt(80_000, () -> stage.brokers().get(2).end(FailureMode.CRASH));
        stage.publish(90_000, 5, 1);
        stage.runUntil(200_000);
        assertThat(stage.answers.values()).hasSize(5).containsOnly(Outcome.OK);
        assertThat(stage.worked).extracting(TopicStage.Work::number).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(stage.measure("unclean_elections")).isEqualTo(2);
        assertThat(stage.measure("lost"))
                .as("the third; then the second and the fourth")
                .isEqualTo(3);
        assertThat(stage.measure("set_back")).isEqualTo(3);
        assertThat(stage.measure("consumed")).isEqualTo(5);
    }

    /**
     * The preferred leader is restored after 300 s. A message in transit to the follower is lost, as its publisher did
     * not wait for it.
     */
    @Test
    void preferredLeaderElectionLosesUnreplicatedMessages() {
        TopicStage stage = stage(1, Optional.of(1), 1);
        stage.worker("feed", "feed", 1);
        stage.scheduleAt(10_000, () -> stage.brokers().get(0).begin(FailureMode.CRASH));
        stage.scheduleAt(40_000, () -> stage.brokers().get(0).end(FailureMode.CRASH));
        stage.publish(299_900, 1, 1);
        stage.publish(299_980, 2, 1);
        stage.publish(302_000, 3, 1);
        stage.runUntil(299_000);
        double before = stage.measure("displaced");
        assertThat(stage.measure("displaced", "max")).isEqualTo(1);
        assertThat(stage.runUntil(310_000))
                .anyMatch(line -> line.contains("1 of 1 partitions back on their preferred brokers"));
        assertThat(stage.measure("displaced") - before)
                .as("one more second of the 600")
                .isCloseTo(1 / 600.0, within(1e-6));
        assertThat(stage.worked).extracting(TopicStage.Work::number).containsExactly(1L, 3L);
        assertThat(stage.measure("lost")).isEqualTo(1);
        assertThat(stage.measure("elections")).isEqualTo(2);
    }
}
