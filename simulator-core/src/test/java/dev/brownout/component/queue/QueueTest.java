package dev.brownout.component.queue;

import static dev.brownout.component.queue.QueueFixture.DEFAULTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.component.queue.QueueSpec.Redelivery;
import dev.brownout.component.queue.QueueSpec.WhenFull;
import dev.brownout.host.FailureMode;
import dev.brownout.network.Link;
import dev.brownout.service.LogicalRequest;
import dev.brownout.spi.component.MessageSource.ConsumerSettings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Scripted messages, faults and consumers. The expected times are worked out by hand. A network hop takes 0.25 ms. */
class QueueTest {
    private static final Optional<Integer> FOR_EVER = Optional.empty();

    @Test
    void publisherContinuesOnceItsMessageIsStored() {
        QueueFixture stage = new QueueFixture(DEFAULTS, 60);
        stage.worker("thumbs", 100);
        stage.publish(10, 1);
        stage.publish(20, 2);
        // Message 1 is stored and delivered at 10.25, received at 10.5 and acknowledged at 110.75.
        // Message 2 is requested at 110.75 and received at 111.
        assertThat(stage.runUntil(1000)).containsExactly("1 ok at 10.5", "2 ok at 20.5", "1 at 110.5", "2 at 211.0");
        assertThat(stage.measure("published")).isEqualTo(2);
        assertThat(stage.measure("consumed")).isEqualTo(2);
        assertThat(stage.measure("redeliveries")).isZero();
        assertThat(stage.measure("end_to_end", "max")).isEqualTo(190.75 * QueueFixture.MILLI);
        assertThat(stage.measure("depth", "max")).isEqualTo(1);
    }

    @Test
    void messagesWaitForADownConsumerAndDrainInOrder() {
        QueueFixture stage = new QueueFixture(DEFAULTS, 60);
        QueueFixture.Worker worker = stage.worker("thumbs", 100);
        stage.scheduleAt(1, () -> worker.host.begin(FailureMode.CRASH));
        for (int i = 1; i <= 3; i++) {
            stage.publish(10 * i, i);
        }
        stage.scheduleAt(5000, () -> worker.host.end(FailureMode.CRASH));
        assertThat(stage.runUntil(4999)).containsExactly("1 ok at 10.5", "2 ok at 20.5", "3 ok at 30.5");
        assertThat(stage.queue.depth()).isEqualTo(3);
        assertThat(stage.queue.oldestAgeNanos()).isEqualTo((long) (4988.75 * QueueFixture.MILLI));
        assertThat(stage.runUntil(6000)).containsExactly("1 at 5100.5", "2 at 5201.0", "3 at 5301.5");
        assertThat(stage.measure("drain_time")).isEqualTo((5201.25 - 30.25) * QueueFixture.MILLI);
    }

    @Test
    void messageIsRedeliveredAfterAConsumerCrash() {
        QueueFixture stage =
                new QueueFixture(QueueFixture.spec(Duration.ofSeconds(5), Redelivery.AFTER_VISIBILITY, FOR_EVER), 60);
        QueueFixture.Worker first = stage.worker("one", 100);
        stage.publish(10, 1);
        stage.scheduleAt(50, () -> first.host.begin(FailureMode.CRASH));
        stage.scheduleAt(60, () -> stage.worker("two", 200));
        assertThat(stage.runUntil(60_000)).containsExactly("1 ok at 10.5", "1 at 5210.5");
        assertThat(stage.measure("redeliveries")).isEqualTo(1);
        assertThat(stage.measure("duplicates")).isZero();
    }

    @Test
    void brokenConnectionCausesImmediateRedelivery() {
        QueueFixture stage =
                new QueueFixture(QueueFixture.spec(Duration.ofSeconds(5), Redelivery.AT_ONCE, FOR_EVER), 60);
        QueueFixture.Worker first = stage.worker("one", 100);
        stage.publish(10, 1);
        stage.scheduleAt(50, () -> first.host.begin(FailureMode.CRASH));
        stage.scheduleAt(60, () -> stage.worker("two", 200));
        // The reset arrives at 50.25. The second consumer's request arrives at 60.25, and its message at 60.5.
        assertThat(stage.runUntil(60_000)).containsExactly("1 ok at 10.5", "1 at 260.5");
    }

    @Test
    void powerLossOfAConsumerDelaysRedelivery() {
        QueueFixture stage =
                new QueueFixture(QueueFixture.spec(Duration.ofSeconds(5), Redelivery.AT_ONCE, FOR_EVER), 60);
        QueueFixture.Worker first = stage.worker("one", 100);
        stage.publish(10, 1);
        stage.scheduleAt(50, () -> first.host.begin(FailureMode.POWER_OFF));
        stage.scheduleAt(60, () -> stage.worker("two", 200));
        assertThat(stage.runUntil(60_000)).containsExactly("1 ok at 10.5", "1 at 5210.5");
    }

    @Test
    void processingBeyondTheVisibilityTimeoutIsRepeated() {
        QueueFixture stage =
                new QueueFixture(QueueFixture.spec(Duration.ofSeconds(1), Redelivery.AFTER_VISIBILITY, FOR_EVER), 60);
        stage.worker("one", 1500);
        stage.publish(10, 1);
        stage.scheduleAt(20, () -> stage.worker("two", 1500));
        // Acknowledgements with an old receipt have no effect. Each comes 500 ms after the next delivery.
        assertThat(stage.runUntil(2600)).containsExactly("1 ok at 10.5", "1 at 1510.5", "1 at 2510.5");
        assertThat(stage.measure("duplicates")).isEqualTo(1);
        assertThat(stage.measure("consumed")).isZero();
    }

    @Test
    void extendedVisibilityPreventsRedelivery() {
        QueueFixture stage =
                new QueueFixture(QueueFixture.spec(Duration.ofSeconds(1), Redelivery.AFTER_VISIBILITY, FOR_EVER), 60);
        stage.new Worker("one", 1, new ConsumerSettings(0, true), number -> 2500 * QueueFixture.MILLI);
        stage.publish(10, 1);
        stage.scheduleAt(20, () -> stage.worker("two", 10));
        assertThat(stage.runUntil(60_000)).containsExactly("1 ok at 10.5", "1 at 2510.5");
        assertThat(stage.measure("consumed")).isEqualTo(1);
    }

    @Test
    void idempotentConsumerDetectsTheDuplicateOfALostAck() {
        QueueFixture stage =
                new QueueFixture(QueueFixture.spec(Duration.ofSeconds(5), Redelivery.AFTER_VISIBILITY, FOR_EVER), 60);
        stage
        .new Worker(
                "one", 1, new ConsumerSettings(60_000 * QueueFixture.MILLI, false), number -> 100 * QueueFixture.MILLI);
        stage.publish(10, 1);
        stage.scheduleAt(100, () -> stage.links("east", "west").forEach(Link::cut));
        stage.scheduleAt(200, () -> stage.links("east", "west").forEach(Link::endPartition));
        assertThat(stage.runUntil(60_000)).containsExactly("1 ok at 10.5", "1 at 110.5");
        assertThat(stage.measure("redeliveries")).isEqualTo(1);
        assertThat(stage.measure("deduplicated")).isEqualTo(1);
        assertThat(stage.measure("duplicates")).isZero();
        assertThat(stage.measure("consumed")).isEqualTo(1);
    }

    @Test
    void repeatedPublicationIsADuplicateMessage() {
        QueueFixture stage = new QueueFixture(DEFAULTS, 60);
        stage.worker("one", 100);
        LogicalRequest logical = new LogicalRequest();
        stage.publish(10, 1, logical);
        stage.publish(20, 1, logical);
        stage.runUntil(1000);
        assertThat(stage.measure("published")).isEqualTo(2);
        assertThat(stage.measure("consumed")).isEqualTo(2);
        assertThat(stage.measure("duplicates")).isEqualTo(1);
    }

    @Test
    void poisonMessageBecomesADeadLetter() {
        QueueFixture stage = new QueueFixture(
                QueueFixture.spec(Duration.ofSeconds(1), Redelivery.AFTER_VISIBILITY, Optional.of(3)), 60);
        stage
        .new Worker(
                "one",
                1,
                QueueFixture.PLAIN,
                number -> number == 1 ? -100 * QueueFixture.MILLI : 10 * QueueFixture.MILLI);
        stage.publish(10, 1);
        stage.publish(20, 2);
        assertThat(stage.runUntil(60_000)).containsExactly("1 ok at 10.5", "2 ok at 20.5", "2 at 121.0");
        assertThat(stage.measure("dead_letters")).isEqualTo(1);
        assertThat(stage.measure("redeliveries")).isEqualTo(2);
        assertThat(stage.measure("consumed")).isEqualTo(1);
    }

    @Test
    void fullQueueRejectsDropsOrBlocks() {
        assertThat(sendToFull(WhenFull.REJECT)).isEqualTo("ok ok rejected lost 0 published 2");
        assertThat(sendToFull(WhenFull.DROP_OLDEST)).isEqualTo("ok ok ok lost 1 published 3");
        assertThat(sendToFull(WhenFull.BLOCK)).isEqualTo("ok ok timed_out lost 0 published 2");
        QueueFixture stage = new QueueFixture(QueueFixture.boundedQueue(1, WhenFull.BLOCK), 60);
        stage.publish(10, 1);
        stage.publish(20, 2);
        stage.scheduleAt(500, () -> stage.worker("one", 100));
        assertThat(stage.runUntil(1000)).containsExactly("1 ok at 10.5", "2 ok at 500.5", "1 at 600.5", "2 at 701.0");
    }

    private static String sendToFull(WhenFull whenFull) {
        QueueFixture stage = new QueueFixture(QueueFixture.boundedQueue(2, whenFull), 60);
        for (int i = 1; i <= 3; i++) {
            stage.publish(10 * i, i);
        }
        stage.runUntil(5000);
        StringBuilder log = new StringBuilder();
        stage.answers.values().forEach(outcome -> log.append(outcome.label()).append(' '));
        return log + "lost " + (int) stage.measure("lost") + " published " + (int) stage.measure("published");
    }

    @Test
    void onlyADurableQueueKeepsMessagesThroughAPowerLoss() {
        for (boolean durable : new boolean[] {true, false}) {
            QueueFixture stage =
                    new QueueFixture(QueueFixture.spec(durable, DEFAULTS.retention(), Optional.empty()), 60);
            stage.worker("one", 1000);
            for (int i = 1; i <= 3; i++) {
                stage.publish(10 * i, i);
            }
            stage.scheduleAt(100, () -> stage.broker().begin(FailureMode.POWER_OFF));
            stage.scheduleAt(200, () -> stage.broker().end(FailureMode.POWER_OFF));
            stage.runUntil(60_000);
            assertThat(stage.measure("lost")).isEqualTo(durable ? 0 : 3);
            assertThat(stage.measure("consumed")).isEqualTo(durable ? 3 : 0);
        }
    }

    @Test
    void messagesExpireAfterTheRetention() {
        QueueFixture stage = new QueueFixture(QueueFixture.spec(true, Duration.ofSeconds(2), Optional.empty()), 60);
        stage.publish(10, 1);
        stage.publish(1500, 2);
        stage.runUntil(2500);
        assertThat(stage.measure("lost")).isEqualTo(1);
        assertThat(stage.queue.depth()).isEqualTo(1);
        stage.runUntil(60_000);
        assertThat(stage.measure("lost")).isEqualTo(2);
    }

    @Test
    void emptyPollsAreCounted() {
        QueueFixture stage = new QueueFixture(DEFAULTS, 60);
        stage.worker("one", 10);
        stage.runUntil(50_000);
        // A poll arrives at 0.25 ms and returns empty 20 s later. The next poll arrives 0.5 ms after that.
        assertThat(stage.measure("empty_receives")).isEqualTo(2);
    }
}
