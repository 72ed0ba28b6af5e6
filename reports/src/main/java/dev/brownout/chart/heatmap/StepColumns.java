package dev.brownout.chart.heatmap;

import dev.brownout.result.Series;
import dev.brownout.result.VariantResult;
import java.util.List;

/** Maps the columns of a heat map to intervals of the series. The number of columns is limited. */
final class StepColumns {
    private static final int MAXIMUM = 120;

    private final Series series;
    private final long durationNanos;
    private final long warmupNanos;
    private final int steps;
    private final int each;

    /** Creates the columns for several variants. The longest one determines the time axis. */
    StepColumns(List<VariantResult> variants) {
        VariantResult longest = variants.get(0);
        long warmup = 0;
        for (VariantResult variant : variants) {
            longest = variant.run().durationNanos() > longest.run().durationNanos() ? variant : longest;
            warmup = Math.max(warmup, variant.run().warmupNanos());
        }
        this.series = longest.series();
        this.durationNanos = longest.run().durationNanos();
        this.warmupNanos = warmup;
        this.steps = (int) ((durationNanos - series.startNanos() + series.stepNanos() - 1) / series.stepNanos());
        this.each = (steps + MAXIMUM - 1) / MAXIMUM;
    }

    int count() {
        return (steps + each - 1) / each;
    }

    /**
     * Returns the first interval of a column. For the number after the last column, returns the number of intervals.
     */
    int firstStep(int column) {
        return Math.min(steps, column * each);
    }

    /** Returns the start of a column, in ns. For the number after the last column, returns the end of the last one. */
    long startNanos(int column) {
        return Math.min(durationNanos, series.startNanos() + firstStep(column) * series.stepNanos());
    }

    /** Returns the length of a column, in s. */
    double seconds(int column) {
        return (startNanos(column + 1) - startNanos(column)) / 1e9;
    }

    HeatMapChart.TimeColumns time() {
        double[] edges = new double[count() + 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = startNanos(i) / 1e9;
        }
        return new HeatMapChart.TimeColumns(durationNanos / 1e9, warmupNanos / 1e9, edges);
    }
}
