package dev.brownout.component.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.node.FailureMode;
import dev.brownout.service.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Scripted losses of leaders against hand arithmetic: a hop takes 0.25 ms, between copies as well. */
class CopiesTest {
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

    /** The first sets out 50 ms after it was stored, and is there when the leader dies; the second is not. */
    @Test
    void whatHadNotSetOutIsGone() {
        TopicStage stage = stage(1, Optional.of(1), 1);
        stage.worker("feed", "feed", 1);
        stage.publish(10_000, 1, 1);
        stage.publish(10_030, 2, 1);
        stage.at(10_060, () -> stage.brokers().get(0).begin(FailureMode.CRASH));
        stage.publish(30_000, 3, 1);
        assertThat(stage.until(60_000)).anyMatch(line -> line.contains("1 of 1 partitions get another leader, 1 ack"));
        assertThat(stage.answers.values()).containsOnly(Outcome.OK);
        assertThat(stage.worked).extracting(TopicStage.Work::number).containsExactly(1L, 3L);
        assertThat(stage.measure("lost")).isEqualTo(1);
        assertThat(stage.measure("truncated")).isEqualTo(1);
    }

    /** A process that is back before its session ends has its log, and leads on. */
    @Test
    void whoIsBackInTimeLeadsOn() {
        TopicStage stage = stage(1, Optional.of(1), 1);
        stage.worker("feed", "feed", 1);
        stage.publish(10_000, 1, 1);
        stage.at(10_010, () -> stage.brokers().get(0).begin(FailureMode.CRASH));
        stage.at(12_000, () -> stage.brokers().get(0).end(FailureMode.CRASH));
        stage.publish(13_000, 2, 1);
        stage.until(60_000);
        assertThat(stage.worked).extracting(TopicStage.Work::number).containsExactly(1L, 2L);
        assertThat(stage.measure("elections") + stage.measure("lost")).isZero();
    }

    /** Nobody but the last one in sync may lead: the partition waits for it, and nothing is lost. */
    @Test
    void aPartitionWaitsForTheLastCopyInSync() {
        TopicStage stage = stage(1, Optional.empty(), 1);
        stage.worker("feed", "feed", 1);
        stage.at(5000, () -> stage.brokers().get(1).begin(FailureMode.CRASH));
        stage.at(5000, () -> stage.brokers().get(2).begin(FailureMode.CRASH));
        stage.publish(20_000, 1, 1);
        stage.at(20_010, () -> stage.brokers().get(0).begin(FailureMode.CRASH));
        stage.at(21_000, () -> stage.brokers().get(1).end(FailureMode.CRASH));
        stage.publish(50_000, 2, 1);
        stage.at(60_000, () -> stage.brokers().get(0).end(FailureMode.CRASH));
        stage.publish(70_000, 3, 1);
        stage.until(100_000);
        assertThat(stage.answers).containsEntry(1L, Outcome.OK).containsEntry(2L, Outcome.UNAVAILABLE);
        assertThat(stage.answers).containsEntry(3L, Outcome.OK);
        assertThat(stage.worked).extracting(TopicStage.Work::number).containsExactly(1L, 3L);
        assertThat(stage.measure("lost")).isZero();
    }

    @Test
    void tooFewInSyncAreToldToThePublisher() {
        TopicStage stage = stage(1, Optional.empty(), 3);
        stage.at(5000, () -> stage.brokers().get(1).begin(FailureMode.CRASH));
        stage.publish(20_000, 1, 1);
        stage.until(30_000);
        assertThat(stage.answers).containsEntry(1L, Outcome.UNAVAILABLE);
        assertThat(stage.measure("not_enough_copies")).isEqualTo(1);
        assertThat(stage.measure("published")).isZero();
    }

    /** The messages of one call have three leaders, of which one is down: who sent to that one hears so. */
    @Test
    void aBatchGoesToEachLeaderAndEachMessageHasItsAnswer() {
        TopicStage stage = stage(3, Optional.of(1), 1);
        stage.gathering(30, Duration.ofMillis(100));
        stage.at(9000, () -> stage.brokers().get(0).begin(FailureMode.CRASH));
        IntStream.rangeClosed(1, 30).forEach(i -> stage.publish(10_000, i, i));
        stage.until(12_000);
        long stored = stage.answers.values().stream()
                .filter(outcome -> outcome == Outcome.OK)
                .count();
        assertThat(stage.answers).hasSize(30);
        assertThat(stage.answers.values()).containsOnly(Outcome.OK, Outcome.REFUSED);
        assertThat((double) stored).isEqualTo(stage.measure("published")).isBetween(10.0, 29.0);
        assertThat(stage.measure("batches")).isEqualTo(1);
    }

    /** The machine that coordinates dies: consumers read on from the others, and keep their partitions. */
    @Test
    void anotherMachineCoordinatesTheGroups() {
        TopicStage stage = stage(3, Optional.of(1), 1);
        stage.worker("one", "feed", 1);
        stage.worker("two", "feed", 1);
        stage.until(20_000);
        double before = stage.measure("rebalances");
        stage.at(20_000, () -> stage.brokers().get(0).begin(FailureMode.CRASH));
        IntStream.rangeClosed(1, 30).forEach(i -> stage.publish(40_000 + i, i, i));
        stage.until(120_000);
        assertThat(stage.worked).hasSize(30);
        assertThat(stage.measure("rebalances")).isEqualTo(before);
        assertThat(stage.measure("duplicates")).isZero();
    }
}
