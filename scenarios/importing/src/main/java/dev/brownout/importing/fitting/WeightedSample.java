package dev.brownout.importing.fitting;

import java.util.Arrays;

/**
 * Measured values that are never negative, each with the number of times that it was measured.
 *
 * <p>A value stands for a <em>cell</em>: whatever is rounded to it. Its width is the resolution of whoever measured, 0
 * where values are exact. What is measured coarsely (milliseconds of a log, for answers of some milliseconds) is fitted
 * by the probabilities of cells; what is measured finely by densities.
 */
public final class WeightedSample {
    /** With more distinct values than these, cells are so narrow that the density in the middle says the same. */
    private static final int MOST_CELLS = 5_000;

    private static final long SECOND = 1_000_000_000L;

    private final double[] values;
    private final long[] counts;
    private final long size;
    private final double resolution;
    private double[] logs;

    private WeightedSample(double[] values, long[] counts, double resolution) {
        this.values = values;
        this.counts = counts;
        this.resolution = resolution;
        this.size = Arrays.stream(counts).sum();
    }

    /** Exact values, in any order; throws unless there is one and all are at least 0 and finite. */
    public static WeightedSample exact(double... values) {
        return rounded(0, values);
    }

    /** Values in nanoseconds whose resolution is the largest power of ten that all of them are multiples of. */
    public static WeightedSample nanos(long... values) {
        long unit = SECOND;
        for (long value : values) {
            while (value % unit != 0) {
                unit /= 10;
            }
        }
        double[] same = new double[values.length];
        for (int i = 0; i < same.length; i++) {
            same[i] = values[i];
        }
        return rounded(unit, same);
    }

    /**
     * Values that were rounded to the nearest multiple of the resolution.
     *
     * @param resolution the width of a cell, at least 0
     */
    public static WeightedSample rounded(double resolution, double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a sample has at least one value");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        if (!(sorted[0] >= 0 && sorted[sorted.length - 1] < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("measured values are at least 0 and finite");
        }
        double[] distinct = new double[sorted.length];
        long[] counts = new long[sorted.length];
        int found = 0;
        for (double value : sorted) {
            if (found == 0 || distinct[found - 1] != value) {
                distinct[found++] = value;
            }
            counts[found - 1]++;
        }
        return new WeightedSample(Arrays.copyOf(distinct, found), Arrays.copyOf(counts, found), resolution);
    }

    /** All values less an offset that none of them is below. */
    WeightedSample less(double offset) {
        double[] moved = new double[values.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = values[i] - offset;
        }
        return new WeightedSample(moved, counts, resolution);
    }

    /** How many values were measured. */
    public long size() {
        return size;
    }

    /** How many different ones. */
    public int distinct() {
        return values.length;
    }

    /** One of the different ones, by its number from 0, the least first. */
    public double value(int number) {
        return values[number];
    }

    /** How often it was measured. */
    public long count(int number) {
        return counts[number];
    }

    /** The width of a cell; 0 for exact values. */
    public double resolution() {
        return resolution;
    }

    /** The least value. */
    public double min() {
        return values[0];
    }

    /** The largest value. */
    public double max() {
        return values[values.length - 1];
    }

    /** Where the cell of a value begins. */
    double from(double value) {
        return Math.max(0, value - resolution / 2);
    }

    /** Where the cell of a value ends. */
    double to(double value) {
        return value + resolution / 2;
    }

    /** Whether values are so few that cells count. */
    boolean coarse() {
        return resolution > 0 && values.length <= MOST_CELLS && values.length < size;
    }

    /** A value as one to take a logarithm of: what was rounded to 0 is taken for a quarter of the resolution. */
    double positive(int number) {
        double value = values[number];
        return value > 0 ? value : Math.max(resolution / 4, Double.MIN_NORMAL);
    }

    /** The logarithm of {@link #positive}. */
    double log(int number) {
        if (logs == null) {
            logs = new double[values.length];
            for (int i = 0; i < logs.length; i++) {
                logs[i] = StrictMath.log(positive(i));
            }
        }
        return logs[number];
    }

    /** The mean. */
    public double mean() {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += counts[i] * values[i];
        }
        return sum / size;
    }

    /** The variance, of the sample itself. */
    public double variance() {
        double mean = mean();
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += counts[i] * (values[i] - mean) * (values[i] - mean);
        }
        return sum / size;
    }

    /** The mean of the logarithms. */
    double meanLog() {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += counts[i] * log(i);
        }
        return sum / size;
    }

    /** The variance of the logarithms. */
    double varianceLog() {
        double mean = meanLog();
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double away = log(i) - mean;
            sum += counts[i] * away * away;
        }
        return sum / size;
    }

    /** The least value that is not exceeded by a share p of all, 0 to 1. */
    public double quantile(double p) {
        long rank = Math.max(1, (long) StrictMath.ceil(p * size));
        long seen = 0;
        for (int i = 0; i < values.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return values[i];
            }
        }
        return max();
    }
}
