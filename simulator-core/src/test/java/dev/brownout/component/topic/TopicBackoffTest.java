package dev.brownout.component.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.host.FailureMode;
import dev.brownout.policy.retry.Backoff;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Waits of consumers without a connection and of failed messages, which grow with each attempt. */
class TopicBackoffTest {
    private static final Backoff SECOND = new Backoff.Constant(Duration.ofSeconds(1));
    private static final Backoff DOUBLED = new Backoff.Exponential(Duration.ofSeconds(1), Duration.ofSeconds(4));

    private static String reconnected(Backoff reconnect) {
        TopicStage stage = new TopicStage(TopicSpecs.topic(its -> its.reconnect = reconnect), 60);
        stage.worker("one", "feed", 10);
        stage.simulation.scheduleAt(
                5000 * TopicStage.MILLI, step -> stage.broker().begin(FailureMode.CRASH), 0);
        stage.simulation.scheduleAt(
                14_900 * TopicStage.MILLI, step -> stage.broker().end(FailureMode.CRASH), 0);
        stage.publish(15_500, 1, 1);
        List<String> log = stage.runUntil(60_000);
        return log.get(log.size() - 1);
    }

    /**
     * The broker is down from 5 s to 14.9 s. The consumer learns of the broken connection after 0.25 ms, half of the
     * round trip, and of each refusal after 0.5 ms. With a constant wait it is connected before the message. With waits
     * of 1, 2, 4 and 4 s it asks again at 16,001.75 ms, and processes the message for 10 ms.
     */
    @Test
    void consumerReconnectsAfterGrowingWaits() {
        assertThat(reconnected(SECOND)).isEqualTo("one 1 at 15510.5");
        double queryAt = 5000.25 + 1000 + 0.5 + 2000 + 0.5 + 4000 + 0.5 + 4000;
        assertThat(reconnected(DOUBLED)).isEqualTo("one 1 at " + (queryAt + 0.5 + 10));
    }

    /** A message that fails four times for 100 ms pauses its partition for 1, 2, 4 and 4 s. */
    @Test
    void failedMessagePausesThePartitionLongerEachTime() {
        TopicStage stage = new TopicStage(TopicSpecs.topic(its -> its.backoff = DOUBLED), 60);
        int[] seen = new int[1];
        stage
        .new Worker(
                "one",
                "feed",
                1,
                0,
                number -> number == 1 && seen[0]++ < 4 ? -100 * TopicStage.MILLI : 10 * TopicStage.MILLI);
        stage.publish(5000, 1, 1);
        stage.publish(5001, 2, 1);
        List<String> log = stage.runUntil(60_000);
        double last = 5000.5 + 4 * 100 + 1000 + 2000 + 4000 + 4000 + 10;
        assertThat(log.subList(log.size() - 2, log.size()))
                .containsExactly("one 1 at " + last, "one 2 at " + (last + 10));
    }
}
