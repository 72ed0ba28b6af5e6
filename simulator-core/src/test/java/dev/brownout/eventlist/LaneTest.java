package dev.brownout.eventlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.random.Draws;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class LaneTest {

    private record Armed(long at, long sequence, long ticket, int lane) {}

    @Test
    void anEmptyLaneIsNeverDue() {
        Lane lane = new Lane(5);
        assertThat(lane.headAt()).isEqualTo(Long.MAX_VALUE);
        assertThat(lane.size()).isZero();
        assertThat(lane.delay()).isEqualTo(5);
    }

    @Test
    void refusesANegativeDelay() {
        assertThatThrownBy(() -> new Lane(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("delay");
    }

    @Test
    void handsOutWhatWasPushedInOrder() {
        Lane lane = new Lane(100);
        lane.push(1, 10, "first", 7);
        lane.push(1, 11, "second", 8);
        assertThat(lane.headAt()).isEqualTo(101);
        assertThat(lane.headSequence()).isEqualTo(10);
        assertThat(lane.headWhat()).isEqualTo("first");
        assertThat(lane.headStep()).isEqualTo(7);
        lane.removeHead();
        assertThat(lane.headSequence()).isEqualTo(11);
        assertThat(lane.headWhat()).isEqualTo("second");
        assertThat(lane.headStep()).isEqualTo(8);
        lane.removeHead();
        assertThat(lane.headAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void cancellingWhatHasFiredOrWasCancelledDoesNothing() {
        Lane lane = new Lane(1);
        long fired = lane.push(0, 0, "fired", 0);
        lane.removeHead();
        long first = lane.push(1, 1, "first", 0);
        long second = lane.push(1, 2, "second", 0);
        long third = lane.push(1, 3, "third", 0);
        lane.cancel(fired);
        lane.cancel(second);
        lane.cancel(second);
        lane.cancel(third + 1);
        assertThat(lane.size()).isEqualTo(2);
        lane.cancel(first);
        lane.cancel(first);
        assertThat(lane.size()).isEqualTo(1);
        assertThat(lane.headWhat()).isEqualTo("third");
    }

    @Test
    void growsWithoutLosingAnyWhetherTheRingHasTurnedOrNot() {
        for (int turned : new int[] {0, 1, 40, 63}) {
            Lane lane = new Lane(10);
            for (int i = 0; i < turned; i++) {
                lane.push(0, 0, "gone", 0);
                lane.removeHead();
            }
            long[] tickets = new long[200];
            for (int i = 0; i < tickets.length; i++) {
                tickets[i] = lane.push(i, 1_000 + i, "event " + i, i);
            }
            lane.cancel(tickets[100]);
            for (int i = 0; i < tickets.length; i++) {
                if (i == 100) {
                    continue;
                }
                assertThat(lane.headAt()).isEqualTo(i + 10L);
                assertThat(lane.headSequence()).isEqualTo(1_000L + i);
                assertThat(lane.headWhat()).isEqualTo("event " + i);
                assertThat(lane.headStep()).isEqualTo(i);
                lane.removeHead();
            }
            assertThat(lane.size()).isZero();
            lane.cancel(tickets[199] + 1);
            assertThat(lane.size()).isZero();
        }
    }

    @Test
    void severalLanesWithCancelsKeepTheOrderOfOneQueue() {
        Draws draws = new Draws(Draws.key(1, 0, "LaneTest"));
        Lane[] lanes = {new Lane(0), new Lane(1_000), new Lane(1_500), new Lane(100_000)};
        PriorityQueue<Armed> reference =
                new PriorityQueue<>(Comparator.comparingLong(Armed::at).thenComparingLong(Armed::sequence));
        List<Armed> recent = new ArrayList<>();
        long now = 0;
        for (long sequence = 0; sequence < 200_000; sequence++) {
            int lane = draws.below(lanes.length);
            Armed armed = new Armed(
                    now + lanes[lane].delay(), sequence, lanes[lane].push(now, sequence, "timer", lane), lane);
            reference.add(armed);
            recent.add(armed);
            if (draws.uniform() < 0.4) {
                Armed cancelled = recent.remove(draws.below(recent.size()));
                lanes[cancelled.lane].cancel(cancelled.ticket);
                reference.remove(cancelled);
            }
            if (recent.size() > 30) {
                recent.remove(0);
            }
            while (!reference.isEmpty() && draws.uniform() < 0.5) {
                Armed expected = reference.remove();
                Lane first = first(lanes);
                assertThat(first.headAt()).isEqualTo(expected.at);
                assertThat(first.headSequence()).isEqualTo(expected.sequence);
                assertThat(first.headStep()).isEqualTo(expected.lane);
                first.removeHead();
                now = expected.at;
            }
        }
        int live = 0;
        for (Lane lane : lanes) {
            live += lane.size();
        }
        assertThat(live).isEqualTo(reference.size());
    }

    @Test
    void spansTheOldestLiveEventToTheNewestHoweverManyWereCancelled() {
        Lane lane = new Lane(1_000_000_000);
        long[] inFlight = new long[100];
        for (int i = 0; i < 1_000_000; i++) {
            if (i >= inFlight.length) {
                lane.cancel(inFlight[i % inFlight.length]);
            }
            inFlight[i % inFlight.length] = lane.push(i, i, "timeout", 0);
        }
        assertThat(lane.size()).isEqualTo(100);
        assertThat(lane.capacity()).isEqualTo(128);
    }

    private static Lane first(Lane[] lanes) {
        Lane first = lanes[0];
        for (Lane lane : lanes) {
            if (lane.headAt() < first.headAt()
                    || lane.headAt() == first.headAt() && lane.headSequence() < first.headSequence()) {
                first = lane;
            }
        }
        return first;
    }
}
