package dev.brownout.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Range of every instrument: a million units for a year. */
class InstrumentRangeTest {
    private static final long YEAR = 365L * 24 * 3600 * 1_000_000_000L;
    private static final long MILLION = 1_000_000;
    private static final BigInteger AREA = BigInteger.valueOf(YEAR).multiply(BigInteger.valueOf(MILLION));

    private final TimeGrid grid = new TimeGrid(YEAR, TimeGrid.step(YEAR), List.of(YEAR / 3));
    private final CellRange run = grid.span(0, YEAR);
    private final CellRange third = grid.span(0, YEAR / 3);

    private TimeWeighted million(int changes) {
        TimeWeighted number = new TimeWeighted(grid);
        for (int i = 0; i < changes; i++) {
            number.set(i * (YEAR / changes), MILLION);
        }
        number.complete(YEAR);
        return number;
    }

    @Test
    void constantValueHasItsMeanForAnyNumberOfUpdates() {
        for (int changes : new int[] {1, 7, 1000, 100_000}) {
            TimeWeighted number = million(changes);
            assertThat(number.value(run, "")).isEqualTo(MILLION);
            assertThat(number.value(third, "")).isEqualTo(MILLION);
            assertThat(number.value(run, "max")).isEqualTo(MILLION);
            assertThat(number.area(run)).isEqualTo(AREA);
            Instrument both = number.sum(List.of(number, million(3)));
            assertThat(both.value(run, "")).isEqualTo(2 * MILLION);
        }
    }

    @Test
    void growingValueHasItsMean() {
        TimeWeighted number = new TimeWeighted(grid);
        int steps = 50_000;
        for (int i = 1; i < steps; i++) {
            number.set(i * (YEAR / steps), i * 2L * MILLION / steps);
        }
        number.complete(YEAR);
        assertThat(number.value(run, "")).isCloseTo(MILLION, within(100.0));
        long before = number.areaTo(YEAR);
        assertThat(before).isEqualTo(number.area(run).longValue());
    }

    @Test
    void smallAreasAreExact() {
        TimeWeighted number = new TimeWeighted(grid);
        number.set(10, 3);
        number.set(5_000_000_000L, 4);
        number.set(5_000_000_007L, 0);
        assertThat(number.area(run)).isEqualTo(BigInteger.valueOf(3 * (5_000_000_000L - 10) + 4 * 7));
    }

    @Test
    void usageAndCapacityDoNotOverflow() {
        Occupancy use = new Occupancy(grid);
        use.capacity(2 * MILLION);
        use.add(0, MILLION);
        use.complete(YEAR);
        assertThat(use.value(run, "")).isEqualTo(0.5);
        assertThat(use.busyArea(run)).isEqualTo(AREA);
        assertThat(use.capacityArea(run)).isEqualTo(AREA.shiftLeft(1));
        assertThat(use.sum(List.of(use, use)).value(run, "")).isEqualTo(0.5);
    }

    @Test
    void callMeterCountsAMillionInFlightForAYear() {
        CallMeter meter = new CallMeter(grid, 2);
        BigInteger arrivedSum = BigInteger.ZERO;
        for (long i = 0; i < MILLION; i++) {
            meter.arrive(i);
            arrivedSum = arrivedSum.add(BigInteger.valueOf(i));
        }
        meter.complete(YEAR);
        assertThat(meter.meanInside(run)).isCloseTo(MILLION, within(1e-3));
        assertThat(meter.area()).isEqualTo(meter.residence(arrivedSum, YEAR));
        assertThat(CallMeter.counts(grid, 2, List.of(meter, meter)).meanInside(run))
                .isCloseTo(2 * MILLION, within(1e-3));
        for (long i = 0; i < MILLION; i++) {
            meter.depart(YEAR, i, 0, 0, true);
        }
        assertThat(meter.area()).isEqualTo(meter.residence(BigInteger.ZERO, YEAR));
        assertThat(meter.latency().value(run, "mean")).isCloseTo(YEAR, within(1e6));
    }

    @Test
    void latenciesOfAYearHaveTheirMean() {
        LatencyHistogram times = new LatencyHistogram(grid);
        LongStream.range(0, MILLION).forEach(i -> times.record(0, YEAR));
        assertThat(times.value(run, "mean")).isEqualTo(YEAR);
        assertThat(times.value(run, "count")).isEqualTo(MILLION);
        Instrument both = times.sum(List.of(times, times));
        assertThat(both.value(run, "mean")).isEqualTo(YEAR);
        assertThat(both.value(run, "count")).isEqualTo(2 * MILLION);
    }

    @Test
    void ratiosCountersAndSamplesDoNotOverflow() {
        Ratio share = new Ratio(grid);
        Counter count = new Counter(grid);
        SampledGauge sampled = new SampledGauge(grid);
        sampled.from(() -> YEAR);
        for (int cell = 0; cell < grid.cells(); cell++) {
            share.add(grid.start(cell), Long.MAX_VALUE / 4, Long.MAX_VALUE / 2);
            count.add(grid.start(cell), MILLION * (YEAR / 1_000_000_000L) / grid.cells());
            sampled.sample(cell);
        }
        assertThat(share.value(run, "")).isCloseTo(0.5, within(1e-9));
        assertThat(count.value(run, "rate")).isCloseTo(MILLION, within(1e3));
        assertThat(sampled.value(run, "")).isEqualTo(YEAR);
        AcceptBacklog backlog = new AcceptBacklog(grid);
        LongStream.range(0, MILLION).forEach(i -> backlog.onArrival(0));
        backlog.complete(YEAR);
        assertThat(backlog.mean(run)).isEqualTo(MILLION);
    }

    /**
     * The area of a cell is summed in 64 bits while no value in it exceeds 2^62 divided by the length of the longest
     * cell. Values around that limit, far above it, below 0, and after the end of the run are summed exactly as well.
     */
    @Test
    void valuesAroundThe64BitLimitAreSummedExactly() {
        for (long cell : new long[] {1, 7, 1_000_000_000L, YEAR}) {
            TimeGrid cells = new TimeGrid(3 * cell, cell, List.of());
            long fits = (1L << 62) / cell;
            long[] numbers = {0, 1, fits - 1, fits, fits + 1, Long.MAX_VALUE, -1, fits, 5, Long.MIN_VALUE, 0, fits};
            SplittableRandom random = new SplittableRandom(cell);
            TimeWeighted number = new TimeWeighted(cells);
            BigInteger expected = BigInteger.ZERO;
            long now = 0;
            long value = 0;
            for (int i = 0; i < 3000; i++) {
                long later = Math.min(4 * cell, now + random.nextLong(Math.max(1, cell / 400) + 1));
                expected = expected.add(BigInteger.valueOf(value).multiply(BigInteger.valueOf(later - now)));
                now = later;
                value = numbers[random.nextInt(numbers.length)];
                number.set(now, value);
            }
            assertThat(now).as("after the end of the run").isGreaterThan(cells.end());
            assertThat(number.area(cells.span(0, cells.end())))
                    .as("cells of %d ns", cell)
                    .isEqualTo(expected);
        }
    }

    @Test
    void cellFullOfTheLargestFittingValueIsSummedExactly() {
        long cell = 1_000_000;
        TimeGrid cells = new TimeGrid(2 * cell, cell, List.of());
        TimeWeighted number = new TimeWeighted(cells);
        for (long now = 0; now < 2 * cell; now++) {
            number.set(now, (1L << 62) / cell);
        }
        number.complete(2 * cell);
        assertThat(number.area(cells.span(0, 2 * cell)))
                .isEqualTo(BigInteger.valueOf((1L << 62) / cell).multiply(BigInteger.valueOf(2 * cell)));
    }

    @Test
    void callMeterIsExactPastTheEndOfTheRun() {
        TimeGrid cells = new TimeGrid(YEAR, YEAR, List.of());
        CallMeter meter = new CallMeter(cells, 2);
        for (int i = 0; i < 1000; i++) {
            meter.arrive(0);
        }
        meter.complete(YEAR / 2);
        meter.complete(290 * YEAR);
        assertThat(meter.area()).isEqualTo(BigInteger.valueOf(290 * YEAR).multiply(BigInteger.valueOf(1000)));
    }
}
