package dev.brownout.importing.fitting;

import dev.brownout.elementary.ElementaryFunctions;
import java.util.Arrays;

/**
 * Sample of measured values that are not negative, each with its frequency.
 *
 * <p>A value represents a <em>cell</em>: all values that are rounded to it. The width of a cell is the resolution of
 * the measurement, or 0 for exact values. Coarse values (such as a log in milliseconds with responses of a few
 * milliseconds) are fitted by the probabilities of cells. Fine values are fitted by densities.
 */
public final class WeightedSample {
    /** Number of distinct values above which cells are so narrow that the density at the value is sufficient. */
    private static final int MAX_CELLS = 5_000;

    /** Quantile of the normal distribution that a run exceeds once in a hundred times. */
    private static final double CHANCE = 2.6;

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

    /**
     * Returns a sample of exact values, in any order.
     *
     * @throws IllegalArgumentException if there are no values, or a value is negative or not finite
     */
    public static WeightedSample exact(double... values) {
        return ofRounded(0, values);
    }

    /**
     * Returns a sample of values in ns. The resolution is the largest power of ten, up to one second, that divides all
     * values.
     */
    public static WeightedSample nanos(long... values) {
        long unit = SECOND;
        for (long value : values) {
            while (value % unit != 0) {
                unit /= 10;
            }
        }
        double[] converted = new double[values.length];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = values[i];
        }
        return ofRounded(unit, converted);
    }

    /**
     * Returns a sample of values that were rounded to the nearest multiple of the resolution.
     *
     * @param resolution width of a cell, at least 0
     * @throws IllegalArgumentException if there are no values, or a value is negative or not finite
     */
    public static WeightedSample ofRounded(double resolution, double... values) {
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
        int length = 0;
        for (double value : sorted) {
            if (length == 0 || distinct[length - 1] != value) {
                distinct[length++] = value;
            }
            counts[length - 1]++;
        }
        return new WeightedSample(Arrays.copyOf(distinct, length), Arrays.copyOf(counts, length), resolution);
    }

    /**
     * Returns a sample of counted values.
     *
     * @param resolution width of a cell, at least 0
     * @param values distinct values, ascending, at least 0
     * @param counts number of each value, at least 1
     */
    static WeightedSample ofCounts(double resolution, double[] values, long... counts) {
        return new WeightedSample(values, counts, resolution);
    }

    /** Returns the part of the sample from one distinct value to another, by their numbers. */
    WeightedSample part(int first, int last) {
        return new WeightedSample(
                Arrays.copyOfRange(values, first, last + 1), Arrays.copyOfRange(counts, first, last + 1), resolution);
    }

    /** Returns the lower end of the statistical error of a quantile. */
    double quantileBelow(double p) {
        return quantile(Math.max(0, p - CHANCE * Math.sqrt(p * (1 - p) / size)));
    }

    /** Returns the upper end of the statistical error of a quantile. */
    double quantileAbove(double p) {
        return quantile(Math.min(1, p + CHANCE * Math.sqrt(p * (1 - p) / size)));
    }

    /** Returns the statistical error of a quantile, in either direction. */
    public double quantileError(double p) {
        return Math.max(quantileAbove(p) - quantile(p), quantile(p) - quantileBelow(p));
    }

    /** Returns a sample with an offset subtracted from all values. The offset is at most the minimum. */
    WeightedSample shiftedBy(double offset) {
        double[] shifted = new double[values.length];
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] = values[i] - offset;
        }
        return new WeightedSample(shifted, counts, resolution);
    }

    /** Returns a sample with all values and the resolution multiplied by a positive factor. */
    public WeightedSample scaledBy(double factor) {
        double[] scaled = new double[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = values[i] * factor;
        }
        return new WeightedSample(scaled, counts, resolution * factor);
    }

    /** Returns the number of measured values. */
    public long size() {
        return size;
    }

    /** Returns the number of distinct values. */
    public int distinct() {
        return values.length;
    }

    /** Returns a distinct value by its number from 0, in ascending order. */
    public double value(int number) {
        return values[number];
    }

    /** Returns the frequency of a distinct value. */
    public long count(int number) {
        return counts[number];
    }

    /** Returns the width of a cell, or 0 for exact values. */
    public double resolution() {
        return resolution;
    }

    /** Returns the minimum. */
    public double min() {
        return values[0];
    }

    /** Returns the maximum. */
    public double max() {
        return values[values.length - 1];
    }

    /** Returns the lower end of the cell of a value. */
    double cellStart(double value) {
        return Math.max(0, value - resolution / 2);
    }

    /** Returns the upper end of the cell of a value. */
    double cellEnd(double value) {
        return value + resolution / 2;
    }

    /**
     * Returns whether the likelihood must use cell probabilities: values are rounded, repeated, and few of them are
     * distinct.
     */
    boolean coarse() {
        return resolution > 0 && values.length <= MAX_CELLS && values.length < size;
    }

    /** Returns a distinct value for a logarithm. A value rounded to 0 is replaced by a quarter of the resolution. */
    double positive(int number) {
        double value = values[number];
        return value > 0 ? value : Math.max(resolution / 4, Double.MIN_NORMAL);
    }

    /** Returns the logarithm of {@link #positive}. */
    double log(int number) {
        if (logs == null) {
            logs = new double[values.length];
            for (int i = 0; i < logs.length; i++) {
                logs[i] = ElementaryFunctions.log(positive(i));
            }
        }
        return logs[number];
    }

    /** Returns the mean. */
    public double mean() {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += counts[i] * values[i];
        }
        return sum / size;
    }

    /** Returns the variance of the sample, with its size as the divisor. */
    public double variance() {
        double mean = mean();
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += counts[i] * (values[i] - mean) * (values[i] - mean);
        }
        return sum / size;
    }

    /** Returns the mean of the logarithms. */
    double meanLog() {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += counts[i] * log(i);
        }
        return sum / size;
    }

    /** Returns the variance of the logarithms, with the size of the sample as the divisor. */
    double varianceLog() {
        double mean = meanLog();
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double difference = log(i) - mean;
            sum += counts[i] * difference * difference;
        }
        return sum / size;
    }

    /** Returns the smallest value that at least a share p, 0 to 1, of all values do not exceed. */
    public double quantile(double p) {
        long rank = Math.max(1, (long) Math.ceil(p * size));
        long cumulative = 0;
        for (int i = 0; i < values.length; i++) {
            cumulative += counts[i];
            if (cumulative >= rank) {
                return values[i];
            }
        }
        return max();
    }

    /** Returns quantiles of equal probability as recorded times, one in a line; at most {@code most}. */
    public String recorded(int most) {
        int count = (int) Math.min(most, size());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(Math.round(quantile((i + 0.5) / count))).append("ns\n");
        }
        return text.toString();
    }
}
