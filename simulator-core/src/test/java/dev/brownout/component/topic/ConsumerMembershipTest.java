package dev.brownout.component.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.topic.TopicSpec.Membership;
import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.Placement;
import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lag after the end of one of two consumers, each with a partition of 10 messages/s. The consumer commits each message
 * within 2 ms, so that its session ends one session timeout after its end. The tolerance is two messages of each
 * partition, in progress at the beginning and at the end.
 */
@Tag("law")
class ConsumerMembershipTest {
    private static final double RATE = 10;
    private static final double END = 20;
    private static final double REBALANCE = 3;

    /** Stop durations in s: partition of the consumer that ends, and the other partition. */
    private record Stops(double own, double other) {}

    private static TopicStage stage(Membership membership, boolean eager, int session, Duration maxPoll) {
        Duration duration = Duration.ofSeconds((long) REBALANCE);
        TopicStage stage = new TopicStage(
                TopicSpecs.topic(its -> {
                    its.partitions = 2;
                    its.session = Duration.ofSeconds(session);
                    its.membership = membership;
                    its.mostPoll = maxPoll;
                    its.rebalance = eager ? new Rebalance.Eager(duration) : new Rebalance.Cooperative(duration);
                }),
                100);
        Placement placement = TopicSpec.placement(2);
        int[] keys = IntStream.range(0, 2)
                .map(partition -> IntStream.iterate(1, key -> key + 1)
                        .filter(key -> placement.nodeOf(Hashing.hash(key)) == partition)
                        .findFirst()
                        .orElseThrow())
                .toArray();
        // The group is complete after two rebalances, within 10 s. The consumer ends 50 ms after its last message.
        for (int i = (int) (10 * RATE); i <= 90 * RATE; i++) {
            stage.publish(1000L * i / RATE - 50, 2L * i, keys[0]);
            stage.publish(1000L * i / RATE - 50, 2L * i + 1, keys[1]);
        }
        return stage;
    }

    private static void check(TopicStage stage, Stops stops) {
        stage.runUntil(1000 * END);
        double before = stage.measure("lag", "max");
        stage.runUntil(95_000);
        double lag = RATE * (stops.own + stops.other);
        assertThat(stage.measure("lag", "max")).isCloseTo(lag, within(4.0)).isGreaterThan(before);
        assertThat(stage.depth()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "6, 1", "6, 5", "10, 1", "10, 5", "20, 5", "20, 19", "45, 1", "45, 5", "45, 30",
    })
    void partitionsOfAKilledConsumerWaitForItsSessionUnlessItIsStatic(int session, int down) {
        double waiting = Math.max(session, down + REBALANCE);
        check(killed(Membership.DYNAMIC, true, session, down), new Stops(waiting, waiting - down));
        check(killed(Membership.DYNAMIC, false, session, down), new Stops(waiting, 0));
        check(killed(Membership.STATIC, true, session, down), new Stops(down, 0));
        check(killed(Membership.STATIC, false, session, down), new Stops(down, 0));
    }

    private static TopicStage killed(Membership membership, boolean eager, int session, int down) {
        return killed(stage(membership, eager, session, Duration.ofMinutes(5)), down);
    }

    private static TopicStage killed(TopicStage stage, int down) {
        Host host = stage.worker("one", "feed", 0).host;
        stage.worker("two", "feed", 0);
        stage.scheduleAt(1000 * END, () -> host.begin(FailureMode.CRASH));
        stage.scheduleAt(1000 * (END + down), () -> host.end(FailureMode.CRASH));
        return stage;
    }

    /** The rebalance begins when the new process joins, and waits for the former one for max_poll_interval. */
    @ParameterizedTest
    @CsvSource({"10, 5", "20, 5", "30, 2"})
    void aRebalanceWaitsNoLongerThanForAPoll(int maxPoll, int down) {
        TopicStage stage = stage(Membership.DYNAMIC, true, 45, Duration.ofSeconds(maxPoll));
        check(killed(stage, down), new Stops(down + maxPoll, maxPoll));
    }

    /** All consumers come back at different times: a single rebalance ends with the last session. */
    @ParameterizedTest
    @CsvSource({"10, 1, 2", "20, 5, 12", "45, 3, 40"})
    void aKilledGroupWaitsForAllSessions(int session, int first, int second) {
        TopicStage stage = stage(Membership.DYNAMIC, true, session, Duration.ofMinutes(5));
        Host one = stage.worker("one", "feed", 0).host;
        Host two = stage.worker("two", "feed", 0).host;
        stage.scheduleAt(1000 * END, () -> one.begin(FailureMode.CRASH));
        stage.scheduleAt(1000 * END, () -> two.begin(FailureMode.CRASH));
        stage.scheduleAt(1000 * (END + first), () -> one.end(FailureMode.CRASH));
        stage.scheduleAt(1000 * (END + second), () -> two.end(FailureMode.CRASH));
        check(stage, new Stops(session, session));
        assertThat(stage.measure("rebalances")).isEqualTo(2 + 1);
    }

    @ParameterizedTest
    @CsvSource({"6", "10", "20", "45"})
    void aConsumerThatStopsLeavesTheGroupUnlessItIsStatic(int session) {
        check(stopConsumer(Membership.DYNAMIC, true, session), new Stops(REBALANCE, REBALANCE));
        check(stopConsumer(Membership.DYNAMIC, false, session), new Stops(REBALANCE, 0));
        check(stopConsumer(Membership.STATIC, true, session), new Stops(session + REBALANCE, REBALANCE));
        check(stopConsumer(Membership.STATIC, false, session), new Stops(session + REBALANCE, 0));
    }

    private static TopicStage stopConsumer(Membership membership, boolean eager, int session) {
        TopicStage stage = stage(membership, eager, session, Duration.ofMinutes(5));
        Host host = stage.worker("one", "feed", 0).host;
        stage.worker("two", "feed", 0);
        stage.scheduleAt(1000 * END, host.membership()::drain);
        stage.scheduleAt(1000 * END + 10, host.membership()::leave);
        return stage;
    }
}
