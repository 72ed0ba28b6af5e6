package dev.brownout.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.LognormalDistribution;
import dev.brownout.random.MixtureDistribution;
import dev.brownout.random.Sampler;
import dev.brownout.random.UniformDistribution;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * G/G/c with FIFO service on the same arrivals and demands: an additional server never lengthens a waiting time (Kiefer
 * and Wolfowitz 1955: the ordered workloads of the servers are smaller one by one). The comparison is job by job, in
 * whole nanoseconds.
 */
class AdditionalServerTest {
    private static final int JOBS = 4000;
    private static final int SERVERS = 9;

    /**
     * Returns pairs of distributions of gaps and demands. Some have few whole values, which often coincide, and others
     * never coincide.
     */
    static Stream<List<Distribution>> stations() {
        List<Distribution> gaps = List.of(
                new ExponentialDistribution(10),
                new UniformDistribution(0, 3),
                new ConstantDistribution(4),
                MixtureDistribution.hyperexponential(30, 4),
                new ExponentialDistribution(1e6));
        List<Distribution> demands = List.of(
                new ExponentialDistribution(30),
                new ConstantDistribution(12),
                new UniformDistribution(0, 20),
                LognormalDistribution.byMeanCv(40, 3),
                new ExponentialDistribution(5e6));
        return gaps.stream().flatMap(gap -> demands.stream().map(demand -> List.of(gap, demand)));
    }

    @ParameterizedTest
    @MethodSource("stations")
    void additionalServerNeverLengthensAWaitingTime(List<Distribution> station) {
        long[] arrivals = samples(station.get(0), "gaps of " + station);
        long[] demands = samples(station.get(1), "demands of " + station);
        for (int job = 1; job < JOBS; job++) {
            arrivals[job] += arrivals[job - 1];
        }
        long[] fewer = waits(1, arrivals, demands);
        assertThat(Arrays.stream(fewer).min().getAsLong()).isZero();
        for (int servers = 2; servers <= SERVERS; servers++) {
            long[] more = waits(servers, arrivals, demands);
            for (int job = 0; job < JOBS; job++) {
                assertThat(more[job]).as("%s servers, job %s", servers, job).isBetween(0L, fewer[job]);
            }
            fewer = more;
        }
    }

    private static long[] samples(Distribution distribution, String name) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(0, 0, "MoreServersTest/" + name));
        Sampler sampler = distribution.sampler();
        long[] drawn = new long[JOBS];
        Arrays.setAll(drawn, job -> sampler.sampleNanos(random.withIdentity(job)));
        return drawn;
    }

    private static long[] waits(int servers, long[] arrivals, long[] demands) {
        Simulation simulation = new Simulation();
        long end = arrivals[JOBS - 1] + Arrays.stream(demands).sum() + 1;
        TimeGrid grid = new TimeGrid(end, end, List.of());
        Host host = new Host(simulation, "box", "1", Location.SINGLE, null);
        FifoCores cores = new FifoCores(
                simulation, host, servers, Integer.MAX_VALUE, new Occupancy(grid), new TimeWeighted(grid));
        long[] waits = new long[JOBS];
        Arrays.fill(waits, Long.MIN_VALUE);
        for (int i = 0; i < JOBS; i++) {
            int job = i;
            simulation.scheduleAt(
                    arrivals[job],
                    step -> cores.enqueueUnbounded(new Job(simulation, arrivals, demands, job, waits), demands[job]),
                    0);
        }
        simulation.runUntil(end);
        return waits;
    }

    private static final class Job extends Task {
        private final Simulation simulation;
        private final long[] waits;
        private final long bornAt;
        private final long demand;
        private final int job;

        Job(Simulation simulation, long[] arrivals, long[] demands, int job, long[] waits) {
            this.simulation = simulation;
            this.bornAt = arrivals[job];
            this.demand = demands[job];
            this.job = job;
            this.waits = waits;
        }

        @Override
        protected void onWorked() {
            waits[job] = simulation.now() - demand - bornAt;
        }
    }
}
