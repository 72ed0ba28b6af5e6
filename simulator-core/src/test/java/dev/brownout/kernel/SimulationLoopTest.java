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
    private final List<String> heard = new ArrayList<>();
    private final Event witness = new Event() {
        @Override
        public void fire(int step) {
            heard.add(step + "@" + simulation.now());
        }
    };

    @Test
    void firesInTimeOrderAndStopsAtTheGivenEnd() {
        simulation.after(30, witness, 3);
        simulation.after(10, witness, 1);
        simulation.after(20, witness, 2);
        simulation.after(41, witness, 4);
        simulation.runUntil(40);
        assertThat(heard).containsExactly("1@10", "2@20", "3@30");
        assertThat(simulation.now()).isEqualTo(40);
        assertThat(simulation.fired()).isEqualTo(3);
        simulation.runUntil(41);
        assertThat(heard).endsWith("4@41");
    }

    @Test
    void firesEventsDueAtTheEnd() {
        simulation.after(simulation.delay(40), new Timer(witness), 1);
        simulation.after(40, witness, 2);
        simulation.runUntil(39);
        assertThat(heard).isEmpty();
        simulation.runUntil(40);
        assertThat(heard).containsExactly("1@40", "2@40");
        assertThat(simulation.fired()).isEqualTo(2);
    }

    @Test
    void measuresInstantsFromTheStartAndDelaysFromNow() {
        simulation.runUntil(100);
        simulation.at(130, witness, 1);
        simulation.after(20, witness, 2);
        simulation.after(simulation.delay(10), new Timer(witness), 3);
        simulation.runUntil(200);
        assertThat(heard).containsExactly("3@110", "2@120", "1@130");
    }

    @Test
    void rejectsTimesInThePast() {
        simulation.runUntil(100);
        assertThatThrownBy(() -> simulation.after(-1, witness, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1 ns");
        assertThatThrownBy(() -> simulation.at(99, witness, 0)).isInstanceOf(IllegalArgumentException.class);
        simulation.after(0, witness, 1);
        simulation.at(100, witness, 2);
        simulation.runUntil(100);
        assertThat(heard).containsExactly("1@100", "2@100");
    }

    @Test
    void tiesFireInSchedulingOrderForBothKindsOfDelay() {
        ConstantDelayQueue ten = simulation.delay(10);
        ConstantDelayQueue five = simulation.delay(5);
        simulation.after(ten, new Timer(witness), 1);
        simulation.after(10, witness, 2);
        simulation.runUntil(5);
        simulation.after(five, new Timer(witness), 3);
        simulation.after(5, witness, 4);
        simulation.after(five, new Timer(witness), 5);
        simulation.runUntil(10);
        assertThat(heard).containsExactly("1@10", "2@10", "3@10", "4@10", "5@10");
    }

    @Test
    void anEventMayScheduleOthersForTheSameInstant() {
        simulation.after(
                10,
                step -> {
                    simulation.after(0, witness, 2);
                    simulation.after(simulation.delay(0), new Timer(witness), 3);
                },
                0);
        simulation.after(10, witness, 1);
        simulation.runUntil(10);
        assertThat(heard).containsExactly("1@10", "2@10", "3@10");
    }

    @Test
    void pendingCountsEventsUnderAConstantDelay() {
        ConstantDelayQueue constant = simulation.delay(10);
        Timer first = new Timer(witness);
        Timer middle = new Timer(witness);
        simulation.after(constant, first, 1);
        simulation.after(constant, middle, 2);
        simulation.runUntil(5);
        simulation.after(constant, new Timer(witness), 3);
        assertThat(simulation.pending()).isEqualTo(3);
        simulation.cancel(middle);
        simulation.cancel(middle);
        assertThat(simulation.pending()).isEqualTo(2);
        simulation.cancel(first);
        assertThat(simulation.pending()).isEqualTo(1);
        simulation.after(constant, first, 4);
        simulation.runUntil(15);
        assertThat(heard).containsExactly("3@15", "4@15");
        assertThat(simulation.pending()).isZero();
    }

    @Test
    void aCancelledEventNeverFiresAndDoesNotCount() {
        ConstantDelayQueue constant = simulation.delay(10);
        Timer lane = new Timer(witness);
        simulation.after(constant, lane, 1);
        long ladder = simulation.after(10, witness, 2);
        simulation.after(constant, new Timer(witness), 3);
        simulation.cancel(lane);
        simulation.cancel(ladder);
        simulation.cancel(Simulation.NO_TIMER);
        simulation.runUntil(20);
        assertThat(heard).containsExactly("3@10");
        assertThat(simulation.fired()).isEqualTo(1);
    }

    @Test
    void cancellingAFiredEventDoesNotCancelItsSuccessor() {
        ConstantDelayQueue constant = simulation.delay(10);
        Timer lane = new Timer(witness);
        simulation.after(constant, lane, 1);
        long ladder = simulation.after(10, witness, 2);
        simulation.runUntil(10);
        simulation.after(constant, new Timer(witness), 3);
        simulation.after(10, witness, 4);
        simulation.cancel(lane);
        simulation.cancel(ladder);
        simulation.runUntil(20);
        assertThat(heard).containsExactly("1@10", "2@10", "3@20", "4@20");
    }

    @Test
    void anyTimerInALaneCanBeCancelledAndScheduledAgain() {
        ConstantDelayQueue constant = simulation.delay(10);
        for (int taken = 0; taken < 4; taken++) {
            List<Timer> timers =
                    List.of(new Timer(witness), new Timer(witness), new Timer(witness), new Timer(witness));
            heard.clear();
            for (int i = 0; i < timers.size(); i++) {
                simulation.after(constant, timers.get(i), i);
            }
            simulation.cancel(timers.get(taken));
            simulation.cancel(timers.get(taken));
            assertThat(simulation.pending()).isEqualTo(3);
            simulation.after(constant, timers.get(taken), taken + 4);
            long at = simulation.now() + 10;
            simulation.runUntil(at);
            List<String> expected = new ArrayList<>(List.of("0@" + at, "1@" + at, "2@" + at, "3@" + at));
            expected.remove(taken);
            expected.add(taken + 4 + "@" + at);
            assertThat(heard).isEqualTo(expected);
            assertThat(simulation.pending()).isZero();
        }
    }

    @Test
    void timerIsPendingUnderOneDelayAtATime() {
        Timer timer = new Timer(witness);
        simulation.after(simulation.delay(10), timer, 1);
        assertThatThrownBy(() -> simulation.after(simulation.delay(20), timer, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another");
        simulation.runUntil(30);
        assertThat(heard).containsExactly("1@10");
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
            simulation.after(simulation.delay(nanos), timer, nanos);
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
        assertThat(heard).isEqualTo(odd);
        assertThat(simulation.delay(40)).isSameAs(simulation.delay(40));
    }

    @Test
    void stopEndsTheLoopAfterTheCurrentEvent() {
        simulation.after(10, step -> simulation.stop(), 0);
        simulation.after(10, witness, 1);
        assertThat(simulation.stopped()).isFalse();
        simulation.runUntil(50);
        assertThat(simulation.stopped()).isTrue();
        assertThat(simulation.now()).isEqualTo(10);
        assertThat(heard).isEmpty();
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
            int constant = random.below(30);
            boolean inLane = random.uniform() < 0.5;
            int nanos = inLane ? 100 * constant : random.below(3_000);
            Timer timer = new Timer(record);
            long slot = Simulation.NO_TIMER;
            if (inLane) {
                simulation.after(simulation.delay(nanos), timer, name);
            } else {
                slot = simulation.after(nanos, record, name);
            }
            if (random.uniform() < 0.3) {
                simulation.cancel(timer);
                simulation.cancel(slot);
            } else {
                reference.add(new Due(simulation.now() + nanos, name, name));
            }
            if (random.uniform() < 0.4) {
                simulation.runUntil(simulation.now() + random.below(50));
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
