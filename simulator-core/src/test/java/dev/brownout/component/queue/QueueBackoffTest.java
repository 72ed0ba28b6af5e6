package dev.brownout.component.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.host.FailureMode;
import dev.brownout.policy.retry.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Waits of failed messages and of consumers without a connection, which grow with each attempt. */
class QueueBackoffTest {
    private static final Backoff DOUBLED = new Backoff.Exponential(Duration.ofSeconds(1), Duration.ofSeconds(4));
    private static final Backoff SECOND = new Backoff.Constant(Duration.ofSeconds(1));

    /** Creates a queue in which the first message fails after 100 ms at each of its first deliveries. */
    private static QueueFixture failing(int deliveries, Optional<Integer> maxReceives) {
        QueueFixture stage = new QueueFixture(QueueFixture.waiting(Optional.of(DOUBLED), SECOND, maxReceives), 60);
        int[] seen = new int[1];
        stage
        .new Worker(
                "one",
                1,
                QueueFixture.PLAIN,
                number -> number == 1 && seen[0]++ < deliveries ? -100 * QueueFixture.MILLI : 10 * QueueFixture.MILLI);
        stage.publish(10, 1);
        return stage;
    }

    /** The waits are 1, 2, 4 and 4 s; each delivery takes 100.5 ms with its round trip. */
    @Test
    void failedMessageWaitsLongerEachTime() {
        QueueFixture stage = failing(4, Optional.empty());
        double last = 10.5 + 4 * 100.5 + 1000 + 2000 + 4000 + 4000 + 10;
        assertThat(stage.runUntil(60_000)).containsExactly("1 ok at 10.5", "1 at " + last);
        assertThat(stage.measure("redeliveries")).isEqualTo(4);
        assertThat(stage.measure("consumed")).isEqualTo(1);
        double hidden = 5 * 0.1 + 5 * 0.0005 + 11;
        assertThat(stage.measure("unacknowledged")).isCloseTo(hidden / 60, within(0.002));
    }

    @Test
    void lastFailureIsADeadLetterWithoutAWait() {
        QueueFixture stage = failing(9, Optional.of(2));
        assertThat(stage.runUntil(60_000)).containsExactly("1 ok at 10.5");
        assertThat(stage.measure("dead_letters")).isEqualTo(1);
        assertThat(stage.measure("redeliveries")).isEqualTo(1);
    }

    @Test
    void otherMessagesPassAHiddenOne() {
        QueueFixture stage = failing(1, Optional.empty());
        stage.publish(20, 2);
        assertThat(stage.runUntil(60_000)).containsExactly("1 ok at 10.5", "2 ok at 20.5", "2 at 121.0", "1 at 1121.0");
    }

    /** The broker is down from 0.1 s to 10 s. The consumer asks again after 1, 2, 4 and 8 s: not before 15.1 s. */
    @Test
    void consumerReconnectsAfterGrowingWaits() {
        Backoff growing = new Backoff.Exponential(Duration.ofSeconds(1), Duration.ofSeconds(8));
        List<String> constant = reconnected(SECOND);
        List<String> doubled = reconnected(growing);
        assertThat(constant).hasSize(2).last().asString().matches("1 at 110[0-9]{2}(\\.[0-9]+)?");
        assertThat(doubled).hasSize(2).last().asString().matches("1 at 1511[0-9](\\.[0-9]+)?");
    }

    private static List<String> reconnected(Backoff reconnect) {
        QueueFixture stage = new QueueFixture(QueueFixture.waiting(Optional.empty(), reconnect, Optional.empty()), 60);
        stage.new Worker("one", 1, QueueFixture.PLAIN, number -> 10 * QueueFixture.MILLI);
        stage.simulation.scheduleAt(
                100 * QueueFixture.MILLI, step -> stage.broker().begin(FailureMode.CRASH), 0);
        stage.simulation.scheduleAt(
                10_000 * QueueFixture.MILLI, step -> stage.broker().end(FailureMode.CRASH), 0);
        stage.publish(11_000, 1);
        return stage.runUntil(60_000);
    }

    @Test
    void reconnectNeedsAWait() {
        assertThatThrownBy(() -> QueueFixture.waiting(Optional.empty(), new Backoff.None(), Optional.empty()))
                .hasMessageContaining("'reconnect' must wait at least 1ms at first");
    }
}
