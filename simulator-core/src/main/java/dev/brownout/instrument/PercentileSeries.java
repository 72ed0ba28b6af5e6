package dev.brownout.instrument;

import java.util.TreeMap;
import java.util.function.LongToIntFunction;

/**
 * Distribution of a time over the course of a run: percentiles with two significant digits for each interval. Small
 * enough to keep all intervals in memory.
 */
public final class PercentileSeries {
    private static final int UNIT_BITS = 13;
    private static final int DIGITS = 2;

    private final HistogramBuckets[] steps;
    private final TimeGrid grid;

    /** Creates an empty series. */
    public PercentileSeries(TimeGrid grid) {
        this.grid = grid;
        this.steps = new HistogramBuckets[grid.steps()];
    }

    /** Records a sample of at least 0 ns in the interval of a cell. */
    public void recordIn(int cell, long nanos) {
        bucketsAt(grid.stepOf(cell)).record(nanos);
    }

    private HistogramBuckets bucketsAt(int step) {
        if (steps[step] == null) {
            steps[step] = new HistogramBuckets(UNIT_BITS, DIGITS);
        }
        return steps[step];
    }

    /** Adds the samples of another series on the same grid. */
    public void add(PercentileSeries other) {
        for (int step = 0; step < steps.length; step++) {
            if (other.steps[step] != null) {
                bucketsAt(step).add(other.steps[step]);
            }
        }
    }

    /** Returns a percentile of an interval, 0 to 100, in ns; {@code NaN} without samples. */
    public double percentile(int step, double percent) {
        return steps[step] == null ? Double.NaN : steps[step].percentile(percent);
    }

    /**
     * Returns a percentile of each interval, 0 to 100, in ns. Adjacent intervals with too few samples are merged until
     * they have enough. Each of them that has samples gets the percentile of the merged samples. If all intervals
     * together have too few, each has its own.
     *
     * @param least number of samples that is enough
     * @param border interval that is not merged with earlier ones
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
        boolean isSufficient = left >= least;
        int first = from;
        long count = 0;
        for (int step = from; step < to; step++) {
            count += count(step);
            left -= count(step);
            if (!isSufficient || count >= least && left >= least || step == to - 1) {
                fill(values, percent, first, step + 1);
                first = step + 1;
                count = 0;
            }
        }
    }

    private long count(int step) {
        return steps[step] == null ? 0 : steps[step].count();
    }

    /** Sets the percentile of the merged samples for a range of intervals. */
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
     * Returns the number of samples of each interval in coarser buckets.
     *
     * @param bucket gives the bucket number of a time in ns; must not decrease with the time
     * @return for each interval the number of its lowest bucket, followed by the counts from that bucket on; empty
     *     without samples
     */
    public int[][] counts(LongToIntFunction bucket) {
        int[][] all = new int[steps.length][];
        for (int step = 0; step < steps.length; step++) {
            TreeMap<Integer, Integer> counts = new TreeMap<>();
            if (steps[step] != null) {
                steps[step].forEach((nanos, many) -> counts.merge(bucket.applyAsInt(nanos), many, Math::addExact));
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
