package dev.brownout.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cores with a load-dependent speed, step by step and against an independent simulation. */
class LoadDependentCoresTest {
    private static final long MILLI = 1_000_000;
    private static final long END = 100_000 * MILLI;

    private final Simulation simulation = new Simulation();
    private final TimeGrid grid = new TimeGrid(END, END, List.of());
    private final Host host = new Host(simulation, "web", "1", Location.SINGLE, null);
    private final TimeWeighted queue = new TimeWeighted(grid);
    private final LoadDependentCores.Meters meters =
            new LoadDependentCores.Meters(new Occupancy(grid), new TimeWeighted(grid), new Ratio(grid));
    private final Map<String, Long> endedAt = new TreeMap<>();

    private final class Job extends Task {
        private final String name;

        Job(String name) {
            this.name = name;
        }

        @Override
        protected void onWorked() {
            endedAt.put(name, simulation.now());
        }

        void stop() {
            abort();
        }
    }

    private record Curve(LongToDoubleFunction of) implements ServiceSpeed {
        @Override
        public double speedOf(long tasks) {
            return of.applyAsDouble(tasks);
        }

        @Override
        public int saturation() {
            return 1;
        }
    }

    private LoadDependentCores shared(int cores, int places, LongToDoubleFunction speed) {
        FifoQueue line = new FifoQueue(simulation, host, new TimeWeighted(grid));
        return LoadDependentCores.shared(simulation, host, cores, places, new Curve(speed), meters, line, queue);
    }

    private LoadDependentCores queueing(int cores, int places, LongToDoubleFunction speed) {
        FifoQueue line = new FifoQueue(simulation, host, queue);
        return LoadDependentCores.queueing(simulation, host, cores, places, new Curve(speed), meters, line);
    }

    private Job offer(long instant, Cores cores, String name, long work) {
        Job job = new Job(name);
        simulation.scheduleAt(
                instant, step -> assertThat(cores.offer(job, work)).isTrue(), 0);
        return job;
    }

    private void audits(LoadDependentCores cores) {
        assertThat(cores.workDone()).isEqualTo(cores.workOfTasks());
        assertThat(cores.inexactEnds()).isZero();
    }

    /** Alone for 10 ms, then two at half of the speed: the second job has 10 ms of work, so both change again at 30. */
    @Test
    void remainingWorkIsRescaledWhenTheNumberChanges() {
        LoadDependentCores two = shared(2, 10, n -> 1.0 / n);
        offer(0, two, "long", 100 * MILLI);
        offer(10 * MILLI, two, "short", 10 * MILLI);
        simulation.runUntil(END);
        assertThat(endedAt).containsExactly(Map.entry("long", 110 * MILLI), Map.entry("short", 30 * MILLI));
        audits(two);
        assertThat(meters.speed().value(grid.span(0, END), "")).isCloseTo(110.0 / 130, within(1e-12));
    }

    /** Three jobs on two cores at 90 % of the speed: each has 60 %. */
    @Test
    void speedMultipliesTheShareOfTheCores() {
        LoadDependentCores two = shared(2, 10, n -> n < 3 ? 1 : 0.9);
        offer(0, two, "a", 6 * MILLI);
        offer(0, two, "b", 6 * MILLI);
        offer(0, two, "c", 12 * MILLI);
        simulation.runUntil(END);
        assertThat(endedAt)
                .containsExactly(Map.entry("a", 10 * MILLI), Map.entry("b", 10 * MILLI), Map.entry("c", 16 * MILLI));
        audits(two);
    }

    @Test
    void callsBeyondTheCoresWaitInTheQueueIfCoresAreNotShared() {
        LoadDependentCores one = queueing(1, 1, n -> 1);
        offer(0, one, "a", 10 * MILLI);
        offer(0, one, "b", 10 * MILLI);
        simulation.scheduleAt(
                MILLI, step -> assertThat(one.offer(new Job("c"), MILLI)).isFalse(), 0);
        simulation.runUntil(END);
        assertThat(endedAt).containsExactly(Map.entry("a", 10 * MILLI), Map.entry("b", 20 * MILLI));
        audits(one);
    }

    @Test
    void slowedWorkTakesLonger() {
        LoadDependentCores two = shared(2, 10, n -> 1.0 / n);
        simulation.scheduleAt(0, step -> host.slow(3), 0);
        offer(0, two, "a", 10 * MILLI);
        offer(0, two, "b", 10 * MILLI);
        simulation.runUntil(END);
        assertThat(endedAt.values()).containsOnly(60 * MILLI);
        audits(two);
    }

    /** A job of 20 years at a speed of 1/1000 neither ends nor overflows. */
    @Test
    void endlessWorkIsCutShortWithoutOverflow() {
        LoadDependentCores one = shared(1, 1000, n -> 1.0 / n);
        offer(0, one, "endless", 20L * 365 * 86_400_000 * MILLI);
        offer(5 * MILLI, one, "short", 10 * MILLI);
        simulation.runUntil(END);
        assertThat(endedAt).containsExactly(Map.entry("short", 45 * MILLI));
        audits(one);
    }

    /**
     * Random arrivals, aborts, pauses and crashes: each job, of 1 ms to 100 ms, ends within 2 us of its end in an
     * independent simulation. A start is rounded to 1/64 ns of work, which is 2 ns of time at a speed of 1/111, and a
     * later end of one job slows down the others.
     */
    @ParameterizedTest
    @CsvSource({
        "4, shared, 0.0, 0.0, 1", "4, shared, 0.05, 0.002, 2", "1, shared, 0.5, 0.01, 3",
        "6, queueing, 0.05, 0.01, 4", "3, queueing, 0.3, 0.0, 5", "8, shared, 0.9, 0.1, 6",
    })
    void everyJobEndsAsInAnIndependentSimulation(int number, String mode, double sigma, double kappa, long seed) {
        LongToDoubleFunction speed = n -> 1 / (1 + sigma * (n - 1) + kappa * n * (n - 1));
        boolean all = mode.equals("shared");
        int places = 12;
        LoadDependentCores cores = all ? shared(number, places, speed) : queueing(number, places, speed);
        LoadDependentToy toy = new LoadDependentToy(number, all ? number + places : number, all ? 0 : places, speed);
        double spacing = 1.7 * MILLI / number / speed.applyAsDouble(number);
        int jobs = script(cores, toy, spacing, new KeyedRandom(KeyedRandom.key(seed, 0, "load-dependent")));
        toy.runTo(END);
        simulation.runUntil(END);
        audits(cores);
        assertThat(cores.present()).isZero();
        long endAt = toy.ends().values().stream()
                .filter(end -> end != LoadDependentToy.NEVER)
                .count();
        assertThat(endAt).isGreaterThan(jobs / 3).isEqualTo(endedAt.size());
        toy.ends().forEach((job, end) -> {
            Long measured = endedAt.get(Integer.toString(job));
            if (end == LoadDependentToy.NEVER) {
                assertThat(measured).as("job %d", job).isNull();
            } else {
                assertThat(measured).as("job %d", job).isNotNull();
                assertThat((double) measured).as("job %d", job).isCloseTo(end, within(2000.0));
            }
        });
    }

    /** Schedules the same random events in both simulations, and returns the number of jobs. */
    private int script(LoadDependentCores cores, LoadDependentToy toy, double spacing, KeyedRandom random) {
        Map<Integer, Job> jobs = new TreeMap<>();
        long instant = 0;
        boolean paused = false;
        for (int number = 0; number < 4_000; number++) {
            instant += (long) (random.exponential() * spacing);
            int event = random.nextInt(100);
            if (paused || event < 2) {
                paused = !paused;
                boolean begins = paused;
                simulation.scheduleAt(instant, step -> turn(begins), 0);
                toy.pause(instant, begins);
            } else if (event < 3) {
                simulation.scheduleAt(instant, step -> restart(), 0);
                toy.crash(instant);
            } else if (event < 10) {
                int victim = number - 1 - random.nextInt(3);
                Job job = jobs.get(victim);
                if (job != null) {
                    simulation.scheduleAt(instant, step -> job.stop(), 0);
                    toy.abort(instant, victim);
                }
            } else {
                long work = (long) (random.exponential() * MILLI) + 1;
                Job job = new Job(Integer.toString(number));
                jobs.put(number, job);
                simulation.scheduleAt(instant, step -> cores.offer(job, work), 0);
                toy.arrive(instant, number, work);
            }
        }
        return jobs.size();
    }

    private void turn(boolean begins) {
        if (begins) {
            host.begin(FailureMode.PAUSE);
        } else {
            host.end(FailureMode.PAUSE);
        }
    }

    private void restart() {
        host.begin(FailureMode.CRASH);
        host.end(FailureMode.CRASH);
    }
}
