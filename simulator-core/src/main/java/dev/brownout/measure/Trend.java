package dev.brownout.measure;

import org.HdrHistogram.IntCountsHistogram;

/**
 * How the distribution of a time changes: percentiles to two significant digits for each step of a series, small enough
 * to be kept for all steps at once.
 */
public final class Trend {
    private final IntCountsHistogram[] steps;
    private final Grid grid;

    /** Starts empty. */
    public Trend(Grid grid) {
        this.grid = grid;
        this.steps = new IntCountsHistogram[grid.steps()];
    }

    /** Counts a sample of at least 0 in the step to which a cell belongs. */
    public void recordIn(int cell, long nanos) {
        at((int) (grid.start(cell) / grid.stepNanos())).recordValue(nanos);
    }

    private IntCountsHistogram at(int step) {
        if (steps[step] == null) {
            steps[step] = new IntCountsHistogram(1 << 13, 1 << 24, 2);
            steps[step].setAutoResize(true);
        }
        return steps[step];
    }

    /** Adds the samples of another one on the same grid. */
    public void add(Trend other) {
        for (int step = 0; step < steps.length; step++) {
            if (other.steps[step] != null) {
                at(step).add(other.steps[step]);
            }
        }
    }

    /** An order statistic of a step, 0 to 100; {@code NaN} without samples. */
    public double percentile(int step, double percent) {
        return steps[step] == null ? Double.NaN : steps[step].getValueAtPercentile(percent);
    }
}
