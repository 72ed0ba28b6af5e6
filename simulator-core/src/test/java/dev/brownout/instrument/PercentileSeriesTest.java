package dev.brownout.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.LatencyCounts;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Percentiles of intervals with too few samples. They are the percentiles of several intervals together. */
class PercentileSeriesTest {
    private static final int STEPS = 10;
    private static final long MINIMUM = 1000;

    private final TimeGrid grid = new TimeGrid(STEPS * 1_000, 1_000, List.of());
    private final PercentileSeries trend = new PercentileSeries(grid);

    private void record(int step, int many, long millis) {
        for (int i = 0; i < many; i++) {
            trend.recordIn(grid.cell(step * 1_000L), millis * 1_000_000);
        }
    }

    private double[] percentiles(int border) {
        return Arrays.stream(trend.percentiles(99.9, MINIMUM, border))
                .map(nanos -> Math.rint(nanos / 1e6))
                .toArray();
    }

    @Test
    void intervalsAreMergedUntilTheyHaveEnoughSamples() {
        for (int step = 0; step < STEPS; step++) {
            record(step, step == 2 ? 398 : 400, 10);
        }
        record(2, 2, 80);
        record(7, 1, 50);
        assertThat(percentiles(0)).containsExactly(80, 80, 80, 10, 10, 10, 10, 10, 10, 10);
        assertThat(trend.percentile(7, 99.9)).as("maximum of its own samples").isGreaterThan(49e6);
    }

    @Test
    void intervalsWithEnoughSamplesAreNotMerged() {
        for (int step = 0; step < STEPS; step++) {
            record(step, (int) MINIMUM, 10 + 10L * step);
        }
        for (int step = 0; step < STEPS; step++) {
            assertThat(trend.percentiles(99.9, MINIMUM, 0)[step]).isEqualTo(trend.percentile(step, 99.9));
        }
    }

    @Test
    void intervalWithoutSamplesIsNaN() {
        record(0, 600, 10);
        record(2, 600, 10);
        double[] values = percentiles(0);
        assertThat(values[0]).isEqualTo(10);
        assertThat(values[1]).isNaN();
        assertThat(values[2]).isEqualTo(10);
        assertThat(values[9]).isNaN();
    }

    @Test
    void warmUpIsNotMergedWithLaterIntervals() {
        for (int step = 0; step < STEPS; step++) {
            record(step, 400, step < 4 ? 90 : 10);
        }
        assertThat(percentiles(4)).containsExactly(90, 90, 90, 90, 10, 10, 10, 10, 10, 10);
    }

    @Test
    void intervalsWithTooFewSamplesInTotalAreNotMerged() {
        for (int step = 0; step < STEPS; step++) {
            record(step, 99, 10L * (step + 1));
        }
        assertThat(percentiles(0)).containsExactly(10, 20, 30, 40, 50, 60, 70, 80, 90, 100);
    }

    @Test
    void everySampleIsCountedInItsBucket() {
        PercentileSeries trend = new PercentileSeries(new TimeGrid(30, 10, List.of()));
        int[][] expected = new int[3][400];
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            int step = i % 2;
            long nanos = (long) Math.pow(2, 16 + random.nextDouble() * 20);
            trend.recordIn(step, nanos);
            expected[step][LatencyCounts.bucket(nanos)]++;
        }
        LatencyCounts counts = new LatencyCounts(trend.counts(LatencyCounts::bucket));
        for (int step = 0; step < 3; step++) {
            for (int bucket = 0; bucket < 400; bucket++) {
                assertThat(counts.count(step, bucket)).isEqualTo(expected[step][bucket]);
            }
        }
        assertThat(counts.steps()[2]).isEmpty();
    }
}
