package dev.brownout.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class SimulationLoopTest {

    private record Due(long at, long order, int name) {}

    private final Simulation simulation = new Simulation();
    private final List<String> events = new ArrayList<>();
    private final Event witness = new Event() {
        @Override
        public void fire(int step) {
            events.add(step + "@" + simulation.now());
        }
    };

    @Test
    void firesInTimeOrderAndStopsAtTheGivenEnd() {
        simulation.scheduleAfter(30, witness, 3);
        simulation.scheduleAfter(10, witness, 1);
        simulation.scheduleAfter(20, witness, 2);
        simulation.scheduleAfter(41, witness, 4);
        simulation.runUntil(40);
        assertThat(events).containsExactly("1@10", "2@20", "3@30");
        assertThat(simulation.now()).isEqualTo(40);
        assertThat(simulation.fired()).isEqualTo(3);
        simulation.runUntil(41);
        assertThat(events).endsWith("4@41");
    }

    @Test
    void firesEventsDueAtTheEnd() {
        simulation.scheduleAfter(simulation.delay(40), new Timer(witness), 1);
        simulation.scheduleAfter(40, witness, 2);
        simulation.runUntil(39);
        assertThat(events).isEmpty();
        simulation.runUntil(40);
        assertThat(events).containsExactly("1@40", "2@40");
        assertThat(simulation.fired()).isEqualTo(2);
    }

    @Test
    void measuresInstantsFromTheStartAndDelaysFromNow() {
        simulation.runUntil(100);
        simulation.scheduleAt(130, witness, 1);
        simulation.scheduleAfter(20, witness, 2);
        simulation.scheduleAfter(simulation.delay(10), new Timer(witness), 3);
        simulation.runUntil(200);
        assertThat(events).containsExactly("3@110", "2@120", "1@130");
    }

    @Test
    void rejectsTimesInThePast() {
        simulation.runUntil(100);
        assertThatThrownBy(() -> simulation.scheduleAfter(-1, witness, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1 ns");
        assertThatThrownBy(() -> simulation.scheduleAt(99, witness, 0)).isInstanceOf(IllegalArgumentException.class);
        simulation.scheduleAfter(0, witness, 1);
        simulation.scheduleAt(100, witness, 2);
        simulation.runUntil(100);
        assertThat(events).containsExactly("1@100", "2@100");
    }

    @Test
    void tiesFireInSchedulingOrderForBothKindsOfDelay() {
        ConstantDelayQueue ten = simulation.delay(10);
        ConstantDelayQueue five = simulation.delay(5);
        simulation.scheduleAfter(ten, new Timer(witness), 1);
        simulation.scheduleAfter(10, witness, 2);
        simulation.runUntil(5);
        simulation.scheduleAfter(five, new Timer(witness), 3);
        simulation.scheduleAfter(5, witness, 4);
        simulation.scheduleAfter(five, new Timer(witness), 5);
        simulation.runUntil(10);
        assertThat(events).containsExactly("1@10", "2@10", "3@10", "4@10", "5@10");
    }

    @Test
    void anEventMayScheduleOthersForTheSameInstant() {
        simulation.scheduleAfter(
                10,
                step -> {
                    simulation.scheduleAfter(0, witness, 2);
                    simulation.scheduleAfter(simulation.delay(0), new Timer(witness), 3);
                },
                0);
        simulation.scheduleAfter(10, witness, 1);
        simulation.runUntil(10);
        assertThat(events).containsExactly("1@10", "2@10", "3@10");
    }

    @Test
    void pendingCountsEventsUnderAConstantDelay() {
        ConstantDelayQueue constant = simulation.delay(10);
        Timer first = new Timer(witness);
        Timer middle = new Timer(witness);
        simulation.scheduleAfter(constant, first, 1);
        simulation.scheduleAfter(constant, middle, 2);
        simulation.runUntil(5);
        simulation.scheduleAfter(constant, new Timer(witness), 3);
        assertThat(simulation.pending()).isEqualTo(3);
        simulation.cancel(middle);
        simulation.cancel(middle);
        assertThat(simulation.pending()).isEqualTo(2);
        simulation.cancel(first);
        assertThat(simulation.pending()).isEqualTo(1);
        simulation.scheduleAfter(constant, first, 4);
        simulation.runUntil(15);
        assertThat(events).containsExactly("3@15", "4@15");
        assertThat(simulation.pending()).isZero();
    }

    @Test
    void aCancelledEventNeverFiresAndDoesNotCount() {
        ConstantDelayQueue constant = simulation.delay(10);
        Timer lane = new Timer(witness);
        simulation.scheduleAfter(constant, lane, 1);
        long ladder = simulation.scheduleAfter(10, witness, 2);
        simulation.scheduleAfter(constant, new Timer(witness), 3);
        simulation.cancel(lane);
        simulation.cancel(ladder);
        simulation.cancel(Simulation.NO_TIMER);
        simulation.runUntil(20);
        assertThat(events).containsExactly("3@10");
        assertThat(simulation.fired()).isEqualTo(1);
    }

    @Test
    void cancellingAFiredEventDoesNotCancelItsSuccessor() {
        ConstantDelayQueue constant = simulation.delay(10);
        Timer lane = new Timer(witness);
        simulation.scheduleAfter(constant, lane, 1);
        long ladder = simulation.scheduleAfter(10, witness, 2);
        simulation.runUntil(10);
        simulation.scheduleAfter(constant, new Timer(witness), 3);
        simulation.scheduleAfter(10, witness, 4);
        simulation.cancel(lane);
        simulation.cancel(ladder);
        simulation.runUntil(20);
        assertThat(events).containsExactly("1@10", "2@10", "3@20", "4@20");
    }

    @Test
    void anyTimerInALaneCanBeCancelledAndScheduledAgain() {
        ConstantDelayQueue constant = simulation.delay(10);
        for (int count = 0; count < 4; count++) {
            List<Timer> timers =
                    List.of(new Timer(witness), new Timer(witness), new Timer(witness), new Timer(witness));
            events.clear();
            for (int i = 0; i < timers.size(); i++) {
                simulation.scheduleAfter(constant, timers.get(i), i);
            }
            simulation.cancel(timers.get(count));
            simulation.cancel(timers.get(count));
            assertThat(simulation.pending()).isEqualTo(3);
            simulation.scheduleAfter(constant, timers.get(count), count + 4);
            long instant = simulation.now() + 10;
            simulation.runUntil(instant);
            List<String> expected =
                    new ArrayList<>(List.of("0@" + instant, "1@" + instant, "2@" + instant, "3@" + instant));
            expected.remove(count);
            expected.add(count + 4 + "@" + instant);
            assertThat(events).isEqualTo(expected);
            assertThat(simulation.pending()).isZero();
        }
    }

    @Test
    void timerIsPendingUnderOneDelayAtATime() {
        Timer timer = new Timer(witness);
        simulation.scheduleAfter(simulation.delay(10), timer, 1);
        assertThatThrownBy(() -> simulation.scheduleAfter(simulation.delay(20), timer, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another");
        simulation.runUntil(30);
        assertThat(events).containsExactly("1@10");
    }

    @Test
    void rejectsANegativeConstantDelay() {
        assertThatThrownBy(() -> simulation.delay(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("delay");
    }

    @Test
    void equalDelaysShareOneQueue() {
        assertThat(simulation.delay(7)).isSameAs(simulation.delay(7)).isNotSameAs(simulation.delay(8));
        assertThat(simulation.delay(7).nanos()).isEqualTo(7);
    }

    @Test
    void delaysBeyondTheLaneLimitFireAndCanBeCancelled() {
        List<Timer> timers = new ArrayList<>();
        for (int nanos = 40; nanos > 0; nanos--) {
            Timer timer = new Timer(witness);
            simulation.scheduleAfter(simulation.delay(nanos), timer, nanos);
            timers.add(timer);
        }
        for (int i = 0; i < timers.size(); i += 2) {
            simulation.cancel(timers.get(i));
        }
        simulation.runUntil(100);
        List<String> odd = new ArrayList<>();
        for (int nanos = 1; nanos < 40; nanos += 2) {
            odd.add(nanos + "@" + nanos);
        }
        assertThat(events).isEqualTo(odd);
        assertThat(simulation.delay(40)).isSameAs(simulation.delay(40));
    }

    @Test
    void stopEndsTheLoopAfterTheCurrentEvent() {
        simulation.scheduleAfter(10, step -> simulation.stop(), 0);
        simulation.scheduleAfter(10, witness, 1);
        assertThat(simulation.isStopped()).isFalse();
        simulation.runUntil(50);
        assertThat(simulation.isStopped()).isTrue();
        assertThat(simulation.now()).isEqualTo(10);
        assertThat(events).isEmpty();
        simulation.runUntil(60);
        assertThat(simulation.now()).isEqualTo(10);
    }

    /** Compares many events of both kinds, some of them cancelled, with a priority queue that holds them all. */
    @Test
    void firesManyEventsOfBothKindsInTheOrderOfOneQueue() {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "SimulationTest"));
        PriorityQueue<Due> reference =
                new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
        List<Integer> fired = new ArrayList<>();
        Event record = new Event() {
            @Override
            public void fire(int step) {
                fired.add(step);
            }
        };
        for (int name = 0; name < 20_000; name++) {
            int constant = random.nextInt(30);
            boolean inLane = random.uniform() < 0.5;
            int nanos = inLane ? 100 * constant : random.nextInt(3_000);
            Timer timer = new Timer(record);
            long slot = Simulation.NO_TIMER;
            if (inLane) {
                simulation.scheduleAfter(simulation.delay(nanos), timer, name);
            } else {
                slot = simulation.scheduleAfter(nanos, record, name);
            }
            if (random.uniform() < 0.3) {
                simulation.cancel(timer);
                simulation.cancel(slot);
            } else {
                reference.add(new Due(simulation.now() + nanos, name, name));
            }
            if (random.uniform() < 0.4) {
                simulation.runUntil(simulation.now() + random.nextInt(50));
            }
        }
        simulation.runUntil(Long.MAX_VALUE / 2);
        List<Integer> expected = new ArrayList<>();
        while (!reference.isEmpty()) {
            expected.add(reference.remove().name());
        }
        assertThat(fired).isEqualTo(expected);
        assertThat(simulation.fired()).isEqualTo(expected.size());
    }
}
