package dev.brownout.component.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.topic.TopicStage.Worker;
import dev.brownout.host.FailureMode;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Scripted messages, faults and consumers, with times calculated by hand: a hop takes 0.25 ms, a rebalance 3 s. */
class TopicComponentTest {
    private static TopicStage stage(int partitions) {
        return new TopicStage(TopicSpecs.topic(its -> its.partitions = partitions), 600);
    }

    @Test
    void everyGroupGetsEveryMessage() {
        TopicStage stage = stage(1);
        stage.worker("feed", "feed", 100);
        stage.worker("count", "count", 1);
        stage.publish(5000, 1, 7);
        stage.publish(5010, 2, 7);
        // Stored and acknowledged at 5000.25, received at 5000.5; the second one is fetched during the first.
        assertThat(stage.runUntil(9000))
                .filteredOn(line -> !line.contains("group"))
                .containsExactly("count 1 at 5001.5", "count 2 at 5011.5", "feed 1 at 5100.5", "feed 2 at 5200.5");
        assertThat(stage.measure("published")).isEqualTo(2);
        assertThat(stage.measure("consumed")).isEqualTo(4);
        assertThat(stage.measure("lag", "max")).isEqualTo(3);
        assertThat(stage.measure("end_to_end", "max")).isEqualTo(190.25 * TopicStage.MILLI);
    }

    @Test
    void aPartitionIsReadByOneConsumerAndInOrder() {
        TopicStage stage = stage(1);
        Worker one = stage.new Worker("one", "feed", 8, 0, number -> 100 * TopicStage.MILLI);
        Worker two = stage.new Worker("two", "feed", 8, 0, number -> 100 * TopicStage.MILLI);
        for (int i = 1; i <= 5; i++) {
            stage.publish(10_000, i, 1);
        }
        stage.runUntil(11_000);
        assertThat(stage.worked).extracting(TopicStage.Work::number).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(stage.measure("idle", "max")).isEqualTo(1);
        assertThat(one.host.isUp() && two.host.isUp()).isTrue();
        assertThat(stage.measure("reordered")).isZero();
    }

    @Test
    void consumersBeyondTheNumberOfPartitionsAreIdle() {
        TopicStage stage = stage(12);
        IntStream.rangeClosed(1, 13).forEach(i -> stage.worker("w" + i, "feed", 1));
        for (int i = 1; i <= 1200; i++) {
            stage.publish(20_000 + i, i, i);
        }
        stage.runUntil(60_000);
        assertThat(stage.worked).hasSize(1200);
        // The first one joins alone: the others have no partitions until the next rebalance, from 3 s to 6 s.
        assertThat(stage.measure("idle") * 600).isCloseTo(12 * 3 + 1 * 54, within(0.01));
    }

    @Test
    void failingMessageBlocksItsPartitionUntilItIsDeadLettered() {
        TopicStage stage = new TopicStage(TopicSpecs.topic(its -> its.maxReceives = Optional.of(3)), 600);
        stage.new Worker("feed", "feed", 4, 0, number -> number == 1 ? -100 * TopicStage.MILLI : 0);
        stage.publish(5000, 1, 1);
        stage.publish(5000, 2, 2);
        // Fails at 5100.5, 6200.5 and 7300.5, and is skipped.
        assertThat(stage.runUntil(20_000)).last().isEqualTo("feed 2 at 7300.5");
        assertThat(stage.measure("dead_letters")).isEqualTo(1);
        assertThat(stage.measure("redeliveries")).isEqualTo(2);
        assertThat(stage.measure("consumed")).isEqualTo(1);
        assertThat(stage.measure("lag")).isPositive();
        assertThat(stage.depth()).isZero();
    }

    @Test
    void staticConsumerBackWithinItsSessionCausesNoRebalance() {
        TopicStage stage = new TopicStage(TopicSpecs.topic(its -> its.membership = TopicSpec.Membership.STATIC), 600);
        Worker feed = stage.worker("feed", "feed", 1000);
        stage.publish(5000, 1, 1);
        stage.scheduleAt(5500, () -> feed.host.begin(FailureMode.CRASH));
        stage.scheduleAt(9000, () -> feed.host.end(FailureMode.CRASH));
        // Joins at 9000.25, is assigned at 9000.5, fetches at 9000.75, receives at 9001, and takes one second.
        assertThat(stage.runUntil(20_000)).last().isEqualTo("feed 1 at 10001.0");
        assertThat(stage.measure("rebalances")).isEqualTo(1);
        assertThat(stage.measure("redeliveries")).isEqualTo(1);
        assertThat(stage.measure("duplicates")).isZero();
    }

    @Test
    void partitionsOfADeadConsumerStopUntilItsSessionEnds() {
        TopicStage stage = stage(2);
        Worker one = stage.worker("one", "feed", 1);
        stage.worker("two", "feed", 1);
        // Commits count as heartbeats: the last commit before the crash determines the end of the session.
        IntStream.rangeClosed(1, 100).forEach(i -> stage.publish(10_000 + 10 * i, i, i));
        stage.scheduleAt(11_100, () -> one.host.begin(FailureMode.CRASH));
        IntStream.rangeClosed(101, 200).forEach(i -> stage.publish(20_000 + 10 * i, i, i));
        double last = stage.runUntil(12_000).stream()
                .filter(line -> line.startsWith("one "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .max()
                .orElseThrow();
        assertThat(stage.runUntil(last + 45_000)).noneMatch(line -> line.contains("timed out"));
        assertThat(stage.runUntil(11_100 + 45_001)).anyMatch(line -> line.contains("one/1 timed out in group feed"));
        int waiting = 200 - stage.worked.size();
        assertThat(waiting).isBetween(30, 70);
        stage.runUntil(80_000);
        assertThat(stage.worked).hasSize(200);
    }

    @Test
    void slowMessageIsReassignedAndProcessedTwice() {
        TopicStage stage = new TopicStage(
                TopicSpecs.topic(its -> {
                    its.mostPoll = Duration.ofSeconds(10);
                    its.partitions = 2;
                }),
                600);
        stage.worker("one", "feed", 30_000);
        stage.worker("two", "feed", 30_000);
        stage.publish(10_000, 1, 1);
        stage.runUntil(200_000);
        assertThat(stage.measure("redeliveries")).isPositive();
        assertThat(stage.measure("duplicates")).isPositive();
    }

    @Test
    void messagesExpireForTheGroupThatHasNotReadThem() {
        TopicStage stage = new TopicStage(TopicSpecs.topic(its -> its.retention = Duration.ofSeconds(20)), 600);
        Worker slow = stage.worker("slow", "slow", 1);
        stage.worker("fast", "fast", 1);
        stage.scheduleAt(9000, () -> slow.host.begin(FailureMode.HANG));
        stage.publish(10_000, 1, 1);
        stage.runUntil(60_000);
        assertThat(stage.measure("expired")).isEqualTo(1);
        assertThat(stage.measure("consumed")).isEqualTo(1);
        assertThat(stage.depth()).isZero();
    }

    @Test
    void restartedBrokerKeepsItsMessagesAndAcceptsConsumers() {
        TopicStage stage = stage(1);
        stage.worker("feed", "feed", 1);
        stage.publish(5000, 1, 1);
        stage.scheduleAt(6000, () -> stage.broker().begin(FailureMode.CRASH));
        stage.scheduleAt(100_000, () -> stage.broker().end(FailureMode.CRASH));
        stage.publish(110_000, 2, 1);
        stage.runUntil(200_000);
        assertThat(stage.worked).extracting(TopicStage.Work::number).containsExactly(1L, 2L);
    }
}
