package dev.brownout.importing.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.Constant;
import dev.brownout.random.Distribution;
import dev.brownout.random.Draws;
import dev.brownout.random.Erlang;
import dev.brownout.random.Exponential;
import dev.brownout.random.Lognormal;
import dev.brownout.random.Sampler;
import dev.brownout.random.Uniform;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Work told from waiting, held against queues of a few lines that know both. */
@Tag("law")
class SeparationTest {
    private static final double MS = 1e6;
    private static final int LINES = 50_000;

    /** Calls of a toy queue: first come, first served, and a constant time on the way back. */
    static Calls toy(Distribution work, int cores, double utilization, double offset, int lines, String name) {
        Draws draws = new Draws(Draws.key(1, 0, name));
        Sampler sampler = work.sampler();
        PriorityQueue<Long> free = new PriorityQueue<>();
        long[] arrived = new long[lines];
        long[] took = new long[lines];
        double now = 0;
        for (int i = 0; i < lines; i++) {
            now += draws.exponential() * work.mean() / cores / utilization;
            long at = (long) now;
            long begin = free.size() < cores ? at : Math.max(at, free.poll());
            long end = begin + (long) sampler.sample(draws);
            free.add(end);
            arrived[i] = at;
            took[i] = end - at + (long) offset;
        }
        return new Calls(arrived, took, new int[arrived.length]);
    }

    static Stream<Arguments> queues() {
        return Stream.of(
                Arguments.of(new Exponential(10 * MS), 1, 0.7, 0.0),
                Arguments.of(new Exponential(10 * MS), 2, 0.7, 3 * MS),
                Arguments.of(new Lognormal(StrictMath.log(8 * MS), 0.8), 4, 0.7, 0.0),
                Arguments.of(new Lognormal(StrictMath.log(8 * MS), 0.8), 4, 0.8, 10 * MS),
                Arguments.of(new Erlang(4, 20 * MS), 8, 0.8, 1 * MS),
                Arguments.of(new Uniform(5 * MS, 6 * MS), 3, 0.7, 2 * MS),
                Arguments.of(new Constant(10 * MS), 2, 0.6, 1 * MS));
    }

    @ParameterizedTest
    @MethodSource("queues")
    void coresAndTheTimeOutsideAreFound(Distribution work, int cores, double utilization, double offset) {
        Calls calls = toy(work, cores, utilization, offset, LINES, "queue " + work + cores);
        Separation separation = Separation.of(List.of(calls), 1);
        var told = separation.told().orElseThrow();
        assertThat(told.cores()).isEqualTo(cores);
        assertThat((double) told.offsetNanos()).isCloseTo(offset, within(2 * told.offsetError() + 1e-4 * work.mean()));
        double mean = Arrays.stream(Separation.work(calls, told)).average().orElseThrow();
        assertThat(mean / work.mean()).isCloseTo(1, within(0.02));
    }

    @Test
    void millisecondsAreFineEnoughForWorkOfTens() {
        Calls fine = toy(new Exponential(40 * MS), 3, 0.7, 8 * MS, LINES, "milliseconds");
        long[] arrived =
                Arrays.stream(fine.arrivedNanos()).map(SeparationTest::whole).toArray();
        long[] took = Arrays.stream(fine.tookNanos()).map(SeparationTest::whole).toArray();
        var told = Separation.of(List.of(Calls.of(arrived, took, new int[arrived.length])), (long) MS)
                .told()
                .orElseThrow();
        assertThat(told.cores()).isEqualTo(3);
        assertThat((double) told.offsetNanos()).isCloseTo(8 * MS, within(2 * told.offsetError() + MS));
    }

    private static long whole(long nanos) {
        return Math.round(nanos / MS) * (long) MS;
    }

    /** Of 5,000 calls of which next to none ever waits, the number of cores cannot be told. */
    @Test
    void aLoadThatFillsFewCoresDoesNotTellHowManyThereAre() {
        Calls calls = toy(new Exponential(10 * MS), 16, 0.1, 0, 5_000, "quiet");
        Separation separation = Separation.of(List.of(calls), 1);
        assertThat(separation.told()).isEmpty();
        assertThat(separation.possible()).hasSizeGreaterThan(1);
    }

    /**
     * Where calls are served at once, however many there are, and the more there are the longer: no queue like this.
     */
    @Test
    void whatIsNoQueueIsNotTakenForOne() {
        Draws draws = new Draws(Draws.key(1, 0, "shared"));
        int lines = 20_000;
        long[] arrived = new long[lines];
        long[] took = new long[lines];
        PriorityQueue<Long> ends = new PriorityQueue<>();
        double now = 0;
        for (int i = 0; i < lines; i++) {
            now += draws.exponential() * 10 * MS;
            arrived[i] = (long) now;
            while (!ends.isEmpty() && ends.peek() <= arrived[i]) {
                ends.poll();
            }
            took[i] = (long) (draws.exponential() * 10 * MS * (1 + 0.3 * ends.size()));
            ends.add(arrived[i] + took[i]);
        }
        Separation separation = Separation.of(List.of(new Calls(arrived, took, new int[arrived.length])), 1);
        assertThat(separation.possible()).isEmpty();
    }
}
