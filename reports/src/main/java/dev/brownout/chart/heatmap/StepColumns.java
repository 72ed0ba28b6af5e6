package dev.brownout.chart.heatmap;

import dev.brownout.result.Series;
import dev.brownout.result.VariantResult;
import java.util.List;

/** Which steps of the series each column of a heat map stands for, so that there are no more than can be seen. */
final class StepColumns {
    private static final int MOST = 120;

    private final Series series;
    private final long durationNanos;
    private final long warmupNanos;
    private final int steps;
    private final int each;

    /** Of variants, of which the longest sets the time axis. */
    StepColumns(List<VariantResult> variants) {
        VariantResult longest = variants.get(0);
        long warmup = 0;
        for (VariantResult variant : variants) {
            longest = variant.durationNanos() > longest.durationNanos() ? variant : longest;
            warmup = Math.max(warmup, variant.warmupNanos());
        }
        this.series = longest.series();
        this.durationNanos = longest.durationNanos();
        this.warmupNanos = warmup;
        this.steps = (int) ((durationNanos - series.startNanos() + series.stepNanos() - 1) / series.stepNanos());
        this.each = (steps + MOST - 1) / MOST;
    }

    /** The first step that lies wholly behind the warm-up of a variant. */
    static int firstMeasured(VariantResult variant) {
        Series series = variant.series();
        long past = Math.max(0, variant.warmupNanos() - series.startNanos());
        return (int) ((past + series.stepNanos() - 1) / series.stepNanos());
    }

    int count() {
        return (steps + each - 1) / each;
    }

    /** The first step of a column; for the number after the last, the number of steps. */
    int firstStep(int column) {
        return Math.min(steps, column * each);
    }

    /** When a column begins; for the number after the last, when the last one ends. */
    long startNanos(int column) {
        return Math.min(durationNanos, series.startNanos() + firstStep(column) * series.stepNanos());
    }

    /** The length of a column. */
    double seconds(int column) {
        return (startNanos(column + 1) - startNanos(column)) / 1e9;
    }

    CellMap.Time time() {
        double[] edges = new double[count() + 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = startNanos(i) / 1e9;
        }
        return new CellMap.Time(durationNanos / 1e9, warmupNanos / 1e9, edges);
    }
}
