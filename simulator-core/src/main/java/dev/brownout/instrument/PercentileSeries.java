package dev.brownout.instrument;

import java.util.TreeMap;
import java.util.function.LongToIntFunction;

/**
 * How the distribution of a time changes: percentiles to two significant digits for each step of a series, small enough
 * to be kept for all steps at once.
 */
public final class PercentileSeries {
    private static final int UNIT_BITS = 13;
    private static final int DIGITS = 2;

    private final HistogramBuckets[] steps;
    private final TimeGrid grid;

    /** Starts empty. */
    public PercentileSeries(TimeGrid grid) {
        this.grid = grid;
        this.steps = new HistogramBuckets[grid.steps()];
    }

    /** Counts a sample of at least 0 in the step to which a cell belongs. */
    public void recordIn(int cell, long nanos) {
        at(grid.stepOf(cell)).record(nanos);
    }

    private HistogramBuckets at(int step) {
        if (steps[step] == null) {
            steps[step] = new HistogramBuckets(UNIT_BITS, DIGITS);
        }
        return steps[step];
    }

    /** Adds the samples of another one on the same grid. */
    public void add(PercentileSeries other) {
        for (int step = 0; step < steps.length; step++) {
            if (other.steps[step] != null) {
                at(step).add(other.steps[step]);
            }
        }
    }

    /** An order statistic of a step, 0 to 100; {@code NaN} without samples. */
    public double percentile(int step, double percent) {
        return steps[step] == null ? Double.NaN : steps[step].percentile(percent);
    }

    /**
     * An order statistic of each step, 0 to 100. Where steps have too few samples, neighbours are taken together until
     * they have enough, and each of them that has any has the statistic of all; where all have too few together, each
     * has its own.
     *
     * @param least how many samples are enough
     * @param border a step that is taken together with none before it
     */
    public double[] percentiles(double percent, long least, int border) {
        double[] values = new double[steps.length];
        percentiles(values, percent, least, 0, border);
        percentiles(values, percent, least, border, steps.length);
        return values;
    }

    private void percentiles(double[] values, double percent, long least, int from, int to) {
        long left = 0;
        for (int step = from; step < to; step++) {
            left += count(step);
        }
        boolean enough = left >= least;
        int first = from;
        long count = 0;
        for (int step = from; step < to; step++) {
            count += count(step);
            left -= count(step);
            if (!enough || count >= least && left >= least || step == to - 1) {
                fill(values, percent, first, step + 1);
                first = step + 1;
                count = 0;
            }
        }
    }

    private long count(int step) {
        return steps[step] == null ? 0 : steps[step].count();
    }

    /** Gives some steps their order statistic of all samples together. */
    private void fill(double[] values, double percent, int from, int to) {
        HistogramBuckets all = to - from == 1 ? steps[from] : new HistogramBuckets(UNIT_BITS, DIGITS);
        for (int step = from; step < to && to - from > 1; step++) {
            if (steps[step] != null) {
                all.add(steps[step]);
            }
        }
        for (int step = from; step < to; step++) {
            values[step] = steps[step] == null ? Double.NaN : all.percentile(percent);
        }
    }

    /**
     * How many samples of each step fall into coarser buckets.
     *
     * @param bucket the number of the bucket of a time; it does not shrink while times grow
     * @return for each step the number of its lowest bucket and the counts from there on; nothing without samples
     */
    public int[][] counts(LongToIntFunction bucket) {
        int[][] all = new int[steps.length][];
        for (int step = 0; step < steps.length; step++) {
            TreeMap<Integer, Integer> counts = new TreeMap<>();
            if (steps[step] != null) {
                steps[step].each((nanos, many) -> counts.merge(bucket.applyAsInt(nanos), many, Math::addExact));
            }
            all[step] = new int[counts.isEmpty() ? 0 : counts.lastKey() - counts.firstKey() + 2];
            int[] row = all[step];
            counts.forEach((number, many) -> {
                row[0] = counts.firstKey();
                row[number - counts.firstKey() + 1] = many;
            });
        }
        return all;
    }
}
