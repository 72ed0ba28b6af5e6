package dev.brownout.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.elementary.BirthDeathChain;
import dev.brownout.fleet.SpeedSpec;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Distribution of the number of tasks with Poisson arrivals and exponential work: the share of the time with n tasks is
 * that of the birth-death process, for each n. States that no run reaches may have a share of at most 1e-4.
 */
@Tag("law")
class LoadDependentCoresLawTest {
    private static final int SEEDS = 10;
    /** Quantile 99.995 % of Student's distribution with nine degrees of freedom, for all states together. */
    private static final double T = 6.6;

    private static final long WORK = 1_000_000;
    private static final int CORES = 6;
    private static final int PLACES = 6;
    private static final double LOAD = 3;

    private static SpeedSpec speed(String name) {
        return switch (name) {
            case "linear" -> new SpeedSpec.LinearTime(Duration.ofMillis(9), Duration.ofMillis(1));
            case "usl" -> new SpeedSpec.UniversalScalability(0.05, 0.01);
            default -> new SpeedSpec.SpeedTable(Map.of("3", new Share(0.9), "8", new Share(0.5)));
        };
    }

    /** Arrivals at cores, and the time with each number of tasks. */
    private static final class Source extends Event {
        private final Simulation simulation = new Simulation();
        private final KeyedRandom random;
        private final LoadDependentCores cores;
        private final double[] time = new double[CORES + PLACES + 1];
        private long startNanos;

        Source(SpeedSpec speed, boolean shared, int seed) {
            TimeGrid grid = new TimeGrid(Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, List.of());
            Host host = new Host(simulation, "web", "1", Location.SINGLE, null);
            LoadDependentCores.Meters meters =
                    new LoadDependentCores.Meters(new Occupancy(grid), new TimeWeighted(grid), new Ratio(grid));
            FifoQueue line = new FifoQueue(simulation, host, new TimeWeighted(grid));
            cores = shared
                    ? LoadDependentCores.shared(
                            simulation, host, CORES, PLACES, speed, meters, line, new TimeWeighted(grid))
                    : LoadDependentCores.queueing(simulation, host, CORES, PLACES, speed, meters, line);
            random = new KeyedRandom(KeyedRandom.key(seed, 0, "number of tasks"));
        }

        private void count(int tasks) {
            time[tasks] += simulation.now() - startNanos;
            startNanos = simulation.now();
        }

        @Override
        public void fire(int step) {
            count(cores.present());
            cores.offer(
                    new Task() {
                        @Override
                        protected void onWorked() {
                            count(cores.present() + 1);
                        }
                    },
                    (long) (random.exponential() * WORK));
            simulation.scheduleAfter((long) (random.exponential() * WORK / LOAD), this, 0);
        }

        double[] shares() {
            simulation.scheduleAfter(0, this, 0);
            simulation.runUntil(5_000 * WORK);
            double sum = DoubleStream.of(time).sum();
            return DoubleStream.of(time).map(each -> each / sum).toArray();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear shared", "usl shared", "table shared", "linear", "usl", "table"})
    void timeWithEachNumberIsThatOfTheBirthDeathProcess(String name) {
        boolean shared = name.endsWith("shared");
        SpeedSpec speed = speed(name.replace(" shared", ""));
        BirthDeathChain chain = BirthDeathChain.ofFiniteStates(
                LOAD, n -> Math.min(n, CORES) * speed.speedOf(shared ? n : Math.min(n, CORES)), CORES + PLACES);
        double[][] seeds = IntStream.range(0, SEEDS)
                .mapToObj(seed -> new Source(speed, shared, seed).shares())
                .toArray(double[][]::new);
        for (int n = 0; n <= CORES + PLACES; n++) {
            int state = n;
            double[] shares = IntStream.range(0, SEEDS)
                    .mapToDouble(seed -> seeds[seed][state])
                    .toArray();
            double mean = DoubleStream.of(shares).average().orElseThrow();
            double squares = DoubleStream.of(shares)
                    .map(share -> (share - mean) * (share - mean))
                    .sum();
            double error = Math.sqrt(squares / (SEEDS - 1) / SEEDS);
            assertThat(mean).as("%d tasks", n).isCloseTo(chain.share(n), within(T * error + 1e-4));
            assertThat(error).as("standard error").isLessThan(0.01);
        }
    }
}
