package dev.brownout.component.queue;

import static dev.brownout.component.queue.QueueFixture.DEFAULTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.component.queue.QueueSpec.WhenFull;
import dev.brownout.host.FailureMode;
import dev.brownout.service.LogicalRequest;
import dev.brownout.spi.component.MessageSource.ConsumerSettings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Publications of three messages each: publication n has the messages 3n to 3n + 2. The expected times are worked out
 * by hand. A network hop takes 0.25 ms.
 */
class PublicationFanOutTest {
    private static final int THREE = 3;

    @Test
    void oneCallStoresAllMessagesOfAPublicationInOrder() {
        QueueFixture stage = new QueueFixture(DEFAULTS, 60, THREE);
        stage.worker("writer", 100);
        stage.publish(10, 1);
        stage.publish(20, 2);
        assertThat(stage.runUntil(1000))
                .containsExactly(
                        "1 ok at 10.5",
                        "2 ok at 20.5",
                        "3 at 110.5",
                        "4 at 211.0",
                        "5 at 311.5",
                        "6 at 412.0",
                        "7 at 512.5",
                        "8 at 613.0");
        assertThat(stage.measure("published")).isEqualTo(6);
        assertThat(stage.measure("consumed")).isEqualTo(6);
        assertThat(stage.measure("depth", "max")).isEqualTo(5);
        assertThat(stage.measure("end_to_end", "max")).isEqualTo((613 - 20.25) * QueueFixture.MILLI);
    }

    @Test
    void publicationIsStoredCompletelyOrRejected() {
        QueueFixture stage = new QueueFixture(QueueFixture.boundedQueue(5, WhenFull.REJECT), 60, THREE);
        stage.publish(10, 1);
        stage.publish(20, 2);
        assertThat(stage.runUntil(1000)).containsExactly("1 ok at 10.5", "2 rejected at 20.5");
        assertThat(stage.queue.depth()).isEqualTo(THREE);
    }

    @Test
    void publisherBlocksUntilAllMessagesFit() {
        QueueFixture stage = new QueueFixture(QueueFixture.boundedQueue(5, WhenFull.BLOCK), 60, THREE);
        stage.publish(10, 1);
        stage.publish(20, 2);
        stage.scheduleAt(100, () -> stage.worker("writer", 100));
        // The first message is delivered at 100.25. Two messages remain, and three more fit into a capacity of five.
        assertThat(stage.runUntil(201)).containsExactly("1 ok at 10.5", "2 ok at 100.5", "3 at 200.5");
    }

    @Test
    void oldestMessagesAreDroppedForANewPublication() {
        QueueFixture stage = new QueueFixture(QueueFixture.boundedQueue(4, WhenFull.DROP_OLDEST), 60, THREE);
        stage.publish(10, 1);
        stage.publish(20, 2);
        stage.scheduleAt(100, () -> stage.worker("writer", 100));
        assertThat(stage.runUntil(1000)).endsWith("5 at 200.5", "6 at 301.0", "7 at 401.5", "8 at 502.0");
        assertThat(stage.measure("lost")).isEqualTo(2);
        QueueFixture small = new QueueFixture(QueueFixture.boundedQueue(2, WhenFull.DROP_OLDEST), 60, THREE);
        small.publish(10, 1);
        small.runUntil(1000);
        assertThat(small.measure("lost")).isEqualTo(1);
        assertThat(small.queue.depth()).isEqualTo(2);
    }

    @Test
    void messagesOfARepeatedPublicationAreDeduplicated() {
        QueueFixture stage = new QueueFixture(DEFAULTS, 60, THREE);
        ConsumerSettings care = new ConsumerSettings(Duration.ofHours(1).toNanos(), false);
        stage.new Worker("writer", 1, care, number -> 10 * QueueFixture.MILLI);
        LogicalRequest logicalRequest = new LogicalRequest();
        stage.publish(10, 1, logicalRequest);
        stage.publish(20, 1, logicalRequest);
        stage.runUntil(1000);
        assertThat(stage.worked.keySet()).containsExactly(3L, 4L, 5L);
        assertThat(stage.worked.values()).allSatisfy(times -> assertThat(times).hasSize(1));
        assertThat(stage.measure("deduplicated")).isEqualTo(THREE);
        assertThat(stage.measure("duplicates")).isZero();
    }

    @Test
    void nonDurableQueueLosesAllMessagesInACrash() {
        QueueFixture stage =
                new QueueFixture(QueueFixture.spec(false, DEFAULTS.retention(), Optional.empty()), 60, THREE);
        stage.publish(10, 1);
        stage.scheduleAt(100, () -> stage.broker().begin(FailureMode.CRASH));
        stage.runUntil(1000);
        assertThat(stage.measure("lost")).isEqualTo(THREE);
        assertThat(stage.queue.depth()).isZero();
    }

    @Test
    void messagesOfAPublicationExpireTogether() {
        QueueFixture stage =
                new QueueFixture(QueueFixture.spec(true, Duration.ofSeconds(2), Optional.empty()), 60, THREE);
        stage.publish(10, 1);
        stage.runUntil(5000);
        assertThat(stage.measure("lost")).isEqualTo(THREE);
    }

    @Test
    void publicationMayHaveAHundredMillionMessages() {
        QueueFixture stage = new QueueFixture(DEFAULTS, 60, 100_000_000);
        stage.worker("writer", 100);
        stage.publish(10, 1);
        stage.runUntil(30_000);
        assertThat(stage.measure("published")).isEqualTo(1e8);
        assertThat(stage.queue.depth()).isEqualTo(100_000_000 - Math.round(stage.measure("consumed")) - 1);
        assertThat(stage.measure("consumed")).isBetween(298.0, 299.0);
    }
}
