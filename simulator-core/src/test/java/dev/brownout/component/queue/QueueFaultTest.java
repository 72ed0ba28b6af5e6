package dev.brownout.component.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.component.queue.QueueSpec.Redelivery;
import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import dev.brownout.network.Link;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import dev.brownout.spi.component.MessageSource.ConsumerSettings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random faults of the broker, the consumers and the links between them, checked message by message. A message that a
 * durable queue has acknowledged is processed at least once. With consumers that detect duplicates it has exactly one
 * effect.
 */
class QueueFaultTest {
    private static final int STORIES = 60;
    private static final int MESSAGES = 200;

    @ParameterizedTest
    @EnumSource(Redelivery.class)
    void acknowledgedMessagesAreProcessed(Redelivery redelivery) {
        whatWasAcknowledgedIsWorkedOn(redelivery, 1);
    }

    @ParameterizedTest
    @EnumSource(Redelivery.class)
    void acknowledgedPublicationsAreProcessedCompletely(Redelivery redelivery) {
        whatWasAcknowledgedIsWorkedOn(redelivery, 5);
    }

    private static void whatWasAcknowledgedIsWorkedOn(Redelivery redelivery, int each) {
        long unanswered = 0;
        double repeated = 0;
        for (int i = 0; i < STORIES; i++) {
            KeyedRandom random = new KeyedRandom(KeyedRandom.key(i, 0, "every fault " + redelivery));
            QueueFixture stage = new QueueFixture(
                    QueueFixture.spec(Duration.ofSeconds(5), redelivery, Optional.empty()), 1000, each);
            boolean careful = i % 2 == 0;
            ConsumerSettings care =
                    careful ? new ConsumerSettings(Duration.ofHours(1).toNanos(), i % 4 == 0) : QueueFixture.PLAIN;
            for (int worker = 0; worker < 3; worker++) {
                KeyedRandom work = new KeyedRandom(KeyedRandom.key(i, worker, "work"));
                QueueFixture.Worker one = stage
                .new Worker(
                        "worker" + worker,
                        1 + worker,
                        care,
                        number -> work(work.withIdentity(stage.simulation.now() + number)));
                for (int fault = 0; fault < 3; fault++) {
                    inject(stage, one.host, random);
                }
            }
            for (int fault = 0; fault < 4; fault++) {
                inject(stage, stage.broker(), random);
            }
            for (int message = 1; message <= MESSAGES / each; message++) {
                stage.publish(100_000 * random.uniform(), message);
            }
            for (int index = 1000; index <= 150_000; index += 1000) {
                stage.runUntil(index);
            }
            stage.runUntil(999_000);
            for (long message = 1; message <= MESSAGES / each; message++) {
                if (stage.answers.get(message) == Outcome.OK) {
                    for (long part = message * each; part < (message + 1) * each; part++) {
                        assertThat(stage.worked).as("seed " + i).containsKey(part);
                    }
                } else {
                    unanswered++;
                }
            }
            assertThat(stage.queue.depth()).isZero();
            assertThat(stage.measure("lost")).isZero();
            assertThat(stage.measure("published")).isEqualTo(stage.measure("consumed"));
            assertThat(stage.measure("published")).isLessThanOrEqualTo(MESSAGES);
            repeated += stage.measure("duplicates") + stage.measure("deduplicated");
            if (careful) {
                assertThat(stage.measure("duplicates")).isZero();
            }
        }
        assertThat(unanswered).as("publishers observe faults").isGreaterThan(STORIES / each);
        assertThat(repeated).as("consumers observe faults").isGreaterThan(STORIES);
    }

    /** A publisher that collects batches loses its unsent messages in a crash. None of them was acknowledged. */
    @Test
    void batchedMessagesAreProcessedIfAcknowledged() {
        double unsent = 0;
        double batches = 0;
        for (int i = 0; i < STORIES; i++) {
            KeyedRandom random = new KeyedRandom(KeyedRandom.key(i, 0, "every fault of a gatherer"));
            QueueFixture stage = new QueueFixture(
                    QueueFixture.spec(Duration.ofSeconds(5), Redelivery.AT_ONCE, Optional.empty()), 1000);
            stage.gathering(2 + i % 7, Duration.ofMillis(200 + 100 * i));
            stage.worker("worker", 50);
            for (int fault = 0; fault < 4; fault++) {
                inject(stage, stage.broker(), random);
                inject(stage, stage.web, random);
            }
            for (int message = 1; message <= MESSAGES; message++) {
                stage.publish(100_000 * random.uniform(), message);
            }
            for (int index = 1000; index <= 150_000; index += 1000) {
                stage.runUntil(index);
            }
            stage.runUntil(999_000);
            stage.answers.forEach((message, outcome) -> {
                if (outcome == Outcome.OK) {
                    assertThat(stage.worked).containsKey(message);
                }
            });
            assertThat(stage.measure("published")).isEqualTo(stage.measure("consumed"));
            assertThat(stage.measure("published")).isLessThanOrEqualTo(stage.measure("batched"));
            assertThat(stage.answers.size()).isLessThanOrEqualTo((int) stage.measure("batched"));
            unsent += stage.measure("unsent");
            batches += stage.measure("batches");
        }
        assertThat(unsent).as("crashes lose unsent messages").isGreaterThan(STORIES);
        assertThat(batches).as("the rest is sent in batches").isBetween(STORIES * 20.0, STORIES * 120.0);
    }

    /**
     * Returns a processing time in ns: mostly short, sometimes longer than the visibility timeout. A negative number is
     * a failure.
     */
    private static long work(KeyedRandom random) {
        double kind = random.uniform();
        long nanos = (long) (random.uniform() * 300 * QueueFixture.MILLI);
        return kind < 0.05 ? -nanos - 1 : kind < 0.1 ? nanos * 30 : nanos;
    }

    private static void inject(QueueFixture stage, Host host, KeyedRandom random) {
        double from = 100_000 * random.uniform();
        double to = from + 10 + 10_000 * random.uniform();
        switch (random.nextInt(8)) {
            case 0 ->
                scheduleBetween(
                        stage, from, to, () -> host.begin(FailureMode.CRASH), () -> host.end(FailureMode.CRASH));
            case 1 ->
                scheduleBetween(
                        stage,
                        from,
                        to,
                        () -> host.begin(FailureMode.POWER_OFF),
                        () -> host.end(FailureMode.POWER_OFF));
            case 2 ->
                scheduleBetween(
                        stage,
                        from,
                        to,
                        () -> host.begin(FailureMode.BLACKHOLE),
                        () -> host.end(FailureMode.BLACKHOLE));
            case 3 ->
                scheduleBetween(
                        stage, from, to, () -> host.begin(FailureMode.PAUSE), () -> host.end(FailureMode.PAUSE));
            case 4 ->
                scheduleBetween(stage, from, to, () -> host.begin(FailureMode.HANG), () -> host.end(FailureMode.HANG));
            case 5 -> scheduleBetween(stage, from, to, () -> host.slow(50), () -> host.endSlow(50));
            case 6 -> scheduleBetween(stage, from, to, () -> host.fail(0.5), () -> host.endFail(0.5));
            default ->
                scheduleBetween(
                        stage,
                        from,
                        to,
                        () -> stage.links("east", "west").forEach(Link::cut),
                        () -> stage.links("east", "west").forEach(Link::endPartition));
        }
    }

    private static void scheduleBetween(QueueFixture stage, double from, double to, Runnable begin, Runnable end) {
        stage.scheduleAt(from, begin);
        stage.scheduleAt(to, end);
    }
}
