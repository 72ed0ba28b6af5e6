package dev.brownout.component.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.component.topic.TopicStage.Work;
import dev.brownout.component.topic.TopicStage.Worker;
import org.junit.jupiter.api.Test;

/**
 * Polls of several messages that take 1 s each, with times calculated by hand. Kafka's max.poll.interval.ms is 5 min. A
 * consumer learns at its heartbeats, every 3 s, that the interval has passed. A rebalance takes 3 s.
 */
class PollTest {
    private static final long SECOND = 1000 * TopicStage.MILLI;

    private static TopicStage stage(int partitions) {
        return new TopicStage(TopicSpecs.topic(its -> its.partitions = partitions), 600);
    }

    private static Worker polling(TopicStage stage, String name, int poll) {
        return stage.new Worker(name, "feed", 1, poll, 0, number -> SECOND);
    }

    /**
     * Publishes a first message that is polled alone, and {@code others} that are fetched meanwhile and polled at 11 s.
     */
    private static void publish(TopicStage stage, int others) {
        for (int i = 1; i <= 1 + others; i++) {
            stage.publish(10_000, i, 1);
        }
    }

    /**
     * 400 messages take 400 s. After 5 min, between 311 s and 314 s, the consumer is removed from its group. The other
     * consumer processes all of them again 3 s later, as none of them is committed.
     */
    @Test
    void slowPollIsRedeliveredToAnotherConsumer() {
        TopicStage stage = stage(1);
        polling(stage, "one", 500);
        polling(stage, "two", 500);
        publish(stage, 400);
        stage.runUntil(600_000);
        assertThat(stage.worked.stream().map(Work::number).distinct()).hasSize(401);
        assertThat(stage.measure("consumed")).isEqualTo(1);
        assertThat(stage.measure("duplicates")).isBetween(282.0, 286.0);
        assertThat(stage.measure("redeliveries")).isBetween(283.0, 287.0);
        assertThat(stage.depth()).isEqualTo(400);
    }

    /**
     * A consumer that is alone rejoins when it has processed all messages, at 411 s, and receives all of them again.
     */
    @Test
    void slowPollIsRedeliveredToTheOnlyConsumer() {
        TopicStage stage = stage(1);
        polling(stage, "one", 500);
        publish(stage, 400);
        stage.runUntil(600_000);
        assertThat(stage.measure("consumed")).isEqualTo(1);
        assertThat(stage.measure("duplicates")).isBetween(184.0, 186.0);
    }

    /** 250 messages take 250 s. They are committed together when all of them are processed, at 261 s. */
    @Test
    void pollWithinTheIntervalIsCommittedAsOne() {
        TopicStage stage = stage(1);
        polling(stage, "one", 250);
        publish(stage, 250);
        stage.runUntil(260_000);
        assertThat(stage.worked).hasSizeGreaterThan(248);
        assertThat(stage.depth()).isEqualTo(250);
        stage.runUntil(262_000);
        assertThat(stage.depth()).isZero();
        assertThat(stage.measure("duplicates")).isZero();
        assertThat(stage.measure("redeliveries")).isZero();
    }

    /**
     * A fetch returns more messages than a poll: 400 messages are processed in four polls of 100, each within 5 min.
     */
    @Test
    void smallerPollsKeepTheConsumerInItsGroup() {
        TopicStage stage = stage(1);
        polling(stage, "one", 100);
        publish(stage, 400);
        stage.runUntil(111_500);
        assertThat(stage.depth()).isEqualTo(300);
        stage.runUntil(600_000);
        assertThat(stage.measure("consumed")).isEqualTo(401);
        assertThat(stage.measure("duplicates")).isZero();
    }

    /** A single message that takes 400 s is redelivered as well: its commit arrives after its consumer was removed. */
    @Test
    void slowMessageIsRedelivered() {
        TopicStage stage = stage(1);
        stage.new Worker("one", "feed", 1, 0, number -> 400 * SECOND);
        stage.publish(10_000, 1, 1);
        stage.runUntil(600_000);
        assertThat(stage.worked).hasSize(1);
        assertThat(stage.measure("redeliveries")).isEqualTo(1);
        assertThat(stage.measure("consumed")).isZero();
    }

    /**
     * A consumer that joins waits until the others have finished and committed their polls, so that no message is
     * redelivered.
     */
    @Test
    void rebalanceWaitsForPolls() {
        TopicStage stage = stage(2);
        polling(stage, "one", 500);
        for (int i = 1; i <= 80; i++) {
            stage.publish(10_000, i, i);
        }
        stage.runUntil(30_000);
        polling(stage, "two", 500);
        stage.runUntil(200_000);
        for (int i = 81; i <= 160; i++) {
            stage.publish(200_000, i, i);
        }
        stage.runUntil(600_000);
        assertThat(stage.measure("consumed")).isEqualTo(160);
        assertThat(stage.measure("duplicates")).isZero();
        assertThat(stage.measure("redeliveries")).isZero();
        assertThat(stage.worked.stream().map(Work::number)).doesNotHaveDuplicates();
    }
}
