package dev.brownout.host;

import static dev.brownout.network.NetworkTestBench.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.host.Cores.Scheduling;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.network.NetworkTestBench;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FifoQueueTest {
    private final NetworkTestBench bench = new NetworkTestBench(0);
    private final Host host = bench.host("web", "1", "");
    private final TimeWeighted length = new TimeWeighted(bench.grid);
    private final Occupancy busy = new Occupancy(bench.grid);
    private final List<String> notifications = new ArrayList<>();

    private Cores cores(Scheduling scheduling, boolean timesOut) {
        FifoQueue line = FifoQueue.of(scheduling, bench.simulation, host, length, timesOut, 3);
        return new FifoCores(bench.simulation, host, 1, Integer.MAX_VALUE, busy, line);
    }

    /** Task that logs its outcome. Its name is its rank and a letter. */
    private final class NamedTask extends Task {
        private final String name;
        private final long patienceMillis;

        NamedTask(String name, long patienceMillis) {
            this.name = name;
            this.patienceMillis = patienceMillis;
        }

        @Override
        protected void onWorked() {
            notifications.add(name + " done at " + bench.simulation.now() / MS);
        }

        @Override
        protected void onRejected() {
            notifications.add(name + " away at " + bench.simulation.now() / MS);
        }

        @Override
        protected long patienceNanos() {
            return patienceMillis * MS;
        }

        @Override
        protected int rank() {
            return name.charAt(0) - '0';
        }
    }

    private void offer(Cores cores, long atMillis, long workMillis, String... names) {
        bench.scheduleAt(atMillis * MS, () -> {
            for (String name : names) {
                cores.enqueueUnbounded(new NamedTask(name, 25), workMillis * MS);
            }
        });
    }

    @Test
    void lifoServesTheNewestTaskFirst() {
        Cores cores = cores(Scheduling.LIFO, false);
        offer(cores, 0, 10, "a", "b", "c");
        offer(cores, 5, 10, "d");
        bench.simulation.runUntil(1000 * MS);
        assertThat(notifications).containsExactly("a done at 10", "d done at 20", "c done at 30", "b done at 40");
    }

    @Test
    void adaptiveLifoSwitchesAfter100MsOfAStandingQueue() {
        Cores cores = cores(Scheduling.ADAPTIVE_LIFO, false);
        offer(cores, 0, 60, "a", "b", "c", "d");
        bench.simulation.runUntil(1000 * MS);
        assertThat(notifications).containsExactly("a done at 60", "b done at 120", "d done at 180", "c done at 240");
    }

    @Test
    void priorityServesTheLowestRankFirstWithoutPreemption() {
        Cores cores = cores(Scheduling.PRIORITY, false);
        offer(cores, 0, 10, "2a", "2b", "1a", "2c");
        offer(cores, 5, 10, "0a", "1b");
        bench.simulation.runUntil(1000 * MS);
        assertThat(notifications)
                .containsExactly(
                        "2a done at 10",
                        "0a done at 20",
                        "1a done at 30",
                        "1b done at 40",
                        "2b done at 50",
                        "2c done at 60");
        assertThat(length.value()).isZero();
    }

    @Test
    void queuedTasksTimeOutButTasksInServiceDoNot() {
        for (Scheduling scheduling : List.of(Scheduling.FIFO, Scheduling.PRIORITY)) {
            notifications.clear();
            long start = bench.simulation.now() / MS;
            Cores cores = cores(scheduling, true);
            offer(cores, start, 20, "0a", "1b", "2c");
            bench.simulation.runUntil((start + 1000) * MS);
            assertThat(notifications)
                    .containsExactly(
                            "0a done at " + (start + 20), "2c away at " + (start + 25), "1b done at " + (start + 40));
            assertThat(length.value()).isZero();
        }
    }

    @Test
    void pausedHostRejectsTimedOutTasksAfterThePause() {
        Cores cores = cores(Scheduling.FIFO, true);
        offer(cores, 0, 20, "a", "b");
        bench.scheduleAt(10 * MS, () -> host.begin(FailureMode.PAUSE));
        bench.scheduleAt(100 * MS, () -> host.end(FailureMode.PAUSE));
        bench.simulation.runUntil(1000 * MS);
        assertThat(notifications).containsExactly("b away at 100", "a done at 110");
    }

    @Test
    void controlledDelayShortensTheWaitInAStandingQueue() {
        Cores cores = cores(Scheduling.CONTROLLED_DELAY, false);
        offer(cores, 0, 70, "a", "b", "c", "d");
        bench.simulation.runUntil(1000 * MS);
        assertThat(notifications).containsExactly("a done at 70", "b done at 140", "c away at 140", "d away at 140");
    }

    @Test
    void codelNeverDropsTheLastTask() {
        Cores cores = cores(Scheduling.CODEL, false);
        offer(cores, 0, 150, "a", "b", "c");
        bench.simulation.runUntil(1000 * MS);
        assertThat(notifications).containsExactly("a done at 150", "b done at 300", "c done at 450");
    }

    @Test
    void codelDropsATaskAfterAnIntervalOfLongWaits() {
        Cores cores = cores(Scheduling.CODEL, false);
        offer(cores, 0, 40, "a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        bench.simulation.runUntil(1000 * MS);
        assertThat(notifications).contains("e away at 160").doesNotContain("f away at 160");
        assertThat(notifications.stream().filter(name -> name.contains("away"))).hasSize(2);
    }

    @Test
    void codelDropsSoonerWithAShorterInterval() {
        CodelQueue.Control sooner = new CodelQueue.Control(5 * MS, 50 * MS);
        FifoQueue line = FifoQueue.of(Scheduling.CODEL, bench.simulation, host, length, false, 3, sooner);
        Cores cores = new FifoCores(bench.simulation, host, 1, Integer.MAX_VALUE, busy, line);
        offer(cores, 0, 40, "a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        bench.simulation.runUntil(1000 * MS);
        assertThat(notifications).contains("d away at 120").doesNotContain("c away at 80");
        assertThat(notifications.stream().filter(name -> name.contains("away"))).hasSizeGreaterThan(2);
    }

    @Test
    void controlledDelayUsesItsConfiguredTimes() {
        CodelQueue.Control withTimeout = new CodelQueue.Control(100 * MS, 200 * MS);
        FifoQueue line =
                FifoQueue.of(Scheduling.CONTROLLED_DELAY, bench.simulation, host, length, false, 3, withTimeout);
        Cores cores = new FifoCores(bench.simulation, host, 1, Integer.MAX_VALUE, busy, line);
        offer(cores, 0, 70, "a", "b", "c", "d");
        bench.simulation.runUntil(1000 * MS);
        assertThat(notifications).containsExactly("a done at 70", "b done at 140", "c done at 210", "d away at 210");
    }

    @Test
    void crashClearsTheQueue() {
        Cores cores = cores(Scheduling.PRIORITY, true);
        offer(cores, 0, 20, "0a", "1b", "2c");
        bench.scheduleAt(5 * MS, () -> {
            host.begin(FailureMode.CRASH);
            host.end(FailureMode.CRASH);
        });
        offer(cores, 6, 20, "1d");
        bench.simulation.runUntil(1000 * MS);
        assertThat(notifications).containsExactly("1d done at 26");
        assertThat(length.value()).isZero();
    }
}
