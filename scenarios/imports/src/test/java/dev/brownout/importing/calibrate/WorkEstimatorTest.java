package dev.brownout.importing.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.ErlangDistribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.LognormalDistribution;
import dev.brownout.random.Sampler;
import dev.brownout.random.UniformDistribution;
import dev.brownout.rounds.ChosenRows;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Estimates of service time and core count, validated against simple simulated queues with known values. */
@Tag("law")
class WorkEstimatorTest {
    private static final double MS = 1e6;
    private static final int LINES = 50_000;

    /** Simulates a FIFO queue with a constant delay of the response. */
    static CallSample toy(Distribution work, int cores, double utilization, double offset, int lines, String name) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, name));
        Sampler sampler = work.sampler();
        PriorityQueue<Long> free = new PriorityQueue<>();
        long[] arrived = new long[lines];
        long[] elapsed = new long[lines];
        double now = 0;
        for (int i = 0; i < lines; i++) {
            now += random.exponential() * work.mean() / cores / utilization;
            long instant = (long) now;
            long begin = free.size() < cores ? instant : Math.max(instant, free.poll());
            long end = begin + (long) sampler.sample(random);
            free.add(end);
            arrived[i] = instant;
            elapsed[i] = end - instant + (long) offset;
        }
        return new CallSample(arrived, elapsed, new int[arrived.length]);
    }

    static Stream<Arguments> queues() {
        return Stream.of(
                Arguments.of(new ExponentialDistribution(10 * MS), 1, 0.7, 0.0),
                Arguments.of(new ExponentialDistribution(10 * MS), 2, 0.7, 3 * MS),
                Arguments.of(new LognormalDistribution(StrictMath.log(8 * MS), 0.8), 4, 0.7, 0.0),
                Arguments.of(new LognormalDistribution(StrictMath.log(8 * MS), 0.8), 4, 0.8, 10 * MS),
                Arguments.of(new ErlangDistribution(4, 20 * MS), 8, 0.8, 1 * MS),
                Arguments.of(new UniformDistribution(5 * MS, 6 * MS), 3, 0.7, 2 * MS),
                Arguments.of(new ConstantDistribution(10 * MS), 2, 0.6, 1 * MS));
    }

    @ParameterizedTest
    @ChosenRows(4)
    @MethodSource("queues")
    void recoversCoresAndOffset(Distribution work, int cores, double utilization, double offset) {
        CallSample calls = toy(work, cores, utilization, offset, LINES, "queue " + work + cores);
        WorkEstimator separation = WorkEstimator.of(List.of(calls), 1);
        var candidate = separation.uniqueCandidate().orElseThrow();
        assertThat(candidate.cores()).isEqualTo(cores);
        assertThat((double) candidate.offsetNanos())
                .isCloseTo(offset, within(2 * candidate.offsetError() + 1e-4 * work.mean()));
        double mean =
                Arrays.stream(WorkEstimator.work(calls, candidate)).average().orElseThrow();
        assertThat(mean / work.mean()).isCloseTo(1, within(0.02));
    }

    @Test
    @Tag("change")
    void millisecondResolutionSufficesForTensOfMilliseconds() {
        CallSample fine = toy(new ExponentialDistribution(40 * MS), 3, 0.7, 8 * MS, LINES, "milliseconds");
        long[] arrived = Arrays.stream(fine.arrivedNanos())
                .map(WorkEstimatorTest::roundToMillis)
                .toArray();
        long[] elapsed = Arrays.stream(fine.responseNanos())
                .map(WorkEstimatorTest::roundToMillis)
                .toArray();
        var candidate = WorkEstimator.of(List.of(CallSample.of(arrived, elapsed, new int[arrived.length])), (long) MS)
                .uniqueCandidate()
                .orElseThrow();
        assertThat(candidate.cores()).isEqualTo(3);
        assertThat((double) candidate.offsetNanos()).isCloseTo(8 * MS, within(2 * candidate.offsetError() + MS));
    }

    private static long roundToMillis(long nanos) {
        return Math.round(nanos / MS) * (long) MS;
    }

    /** Hardly any of 5,000 calls waits, so the number of cores is not identifiable. */
    @Test
    void lowUtilizationLeavesCoresUndetermined() {
        CallSample calls = toy(new ExponentialDistribution(10 * MS), 16, 0.1, 0, 5_000, "quiet");
        WorkEstimator separation = WorkEstimator.of(List.of(calls), 1);
        assertThat(separation.uniqueCandidate()).isEmpty();
        assertThat(separation.possible()).hasSizeGreaterThan(1);
    }

    /**
     * Service is immediate and its duration grows with the number of calls in progress, so the system is no FIFO queue.
     */
    @Test
    void loadDependentServiceIsNotFittedAsAQueue() {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "shared"));
        int lines = 20_000;
        long[] arrived = new long[lines];
        long[] elapsed = new long[lines];
        PriorityQueue<Long> ends = new PriorityQueue<>();
        double now = 0;
        for (int i = 0; i < lines; i++) {
            now += random.exponential() * 10 * MS;
            arrived[i] = (long) now;
            while (!ends.isEmpty() && ends.peek() <= arrived[i]) {
                ends.poll();
            }
            elapsed[i] = (long) (random.exponential() * 10 * MS * (1 + 0.3 * ends.size()));
            ends.add(arrived[i] + elapsed[i]);
        }
        WorkEstimator separation =
                WorkEstimator.of(List.of(new CallSample(arrived, elapsed, new int[arrived.length])), 1);
        assertThat(separation.possible()).isEmpty();
    }
}
