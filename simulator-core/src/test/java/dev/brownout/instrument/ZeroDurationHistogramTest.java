package dev.brownout.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Distinction of durations of zero from small durations. */
class ZeroDurationHistogramTest {
    private final TimeGrid grid = new TimeGrid(1_000_000, 1_000, List.of(500_000L));
    private final LatencyHistogram spread = new LatencyHistogram(grid);

    private double percentile(double percent) {
        return spread.samples(grid.span(0, grid.end())).percentile(percent);
    }

    @Test
    void percentilesOfZeroDurationsAreZero() {
        for (int i = 0; i < 100; i++) {
            spread.record(i, 0);
        }
        assertThat(percentile(50)).isZero();
        assertThat(percentile(99.99)).isZero();
    }

    @Test
    void nonZeroDurationsKeepTheirBuckets() {
        for (int i = 0; i < 60; i++) {
            spread.record(i < 30 ? i : 600_000, 0);
        }
        for (int i = 0; i < 40; i++) {
            spread.record(700_000, 100);
        }
        assertThat(percentile(60)).isZero();
        assertThat(percentile(61)).isEqualTo(511);
        PercentileSeries trend = new PercentileSeries(grid);
        trend.recordIn(0, 0);
        trend.recordIn(0, 3);
        assertThat(trend.percentile(0, 50)).isZero();
        assertThat(trend.percentile(0, 99)).isEqualTo(8191);
    }
}
