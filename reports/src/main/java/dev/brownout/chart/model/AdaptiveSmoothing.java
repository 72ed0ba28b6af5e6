package dev.brownout.chart.model;

import dev.brownout.elementary.ElementaryFunctions;
import java.util.Arrays;

/**
 * Smooths counts of few events per interval. Counts are averaged over stretches in which the differences are explained
 * by chance, so that a line changes only where the rate changes.
 *
 * <p>The stretches are Scargle's Bayesian blocks. They are the partition of the intervals with the greatest likelihood
 * of the counts, where each stretch is a Poisson process with its own rate. A cut must multiply the likelihood by at
 * least the number of intervals at which it could be. For N events in a stretch of length T, the partition maximizes
 * the sum of N ln(N/T) less ln(steps) over the stretches. With several counts, both terms are added up over them. The
 * optimum is found by dynamic programming over the end of the last stretch.
 *
 * @see <a href="https://doi.org/10.1088/0004-637X/764/2/167">J. Scargle et al., Bayesian Block Representations, The
 *     Astrophysical Journal 764 (2013) 167, sections 2 and 3</a>
 */
public final class AdaptiveSmoothing {
    /** Count from which no smoothing is needed. Its relative standard deviation is about 3 %. */
    private static final double ENOUGH = 1000;
    /** Stretches with events in less than one of this number of intervals are not smoothed. */
    private static final int RARE = 10;

    private static final int MOST_KNOWN = 1 << 17;

    private final double[][] counts;
    private final double[][] before;
    private final double last;
    /** Minimum gain of the log-likelihood for a cut. */
    private final double cut;
    /**
     * Logarithms of the lengths of stretches by their number of intervals, and of those that end with the last
     * interval.
     */
    private final double[] lengths;

    private final double[] lastLengths;
    /** Cache of N ln N by the number of events; 0 for a value that is not computed yet. */
    private final double[] known;

    private AdaptiveSmoothing(double last, double[][] counts) {
        int steps = counts[0].length;
        this.counts = counts;
        this.last = last;
        this.cut = counts.length * ElementaryFunctions.log(steps);
        this.before = new double[counts.length][];
        this.lengths = new double[steps + 1];
        this.lastLengths = new double[steps + 1];
        double most = 0;
        for (int length = 1; length <= steps; length++) {
            lengths[length] = ElementaryFunctions.log(length);
            lastLengths[length] = ElementaryFunctions.log(length - 1 + last);
        }
        for (int part = 0; part < counts.length; part++) {
            double[] sums = new double[counts[part].length + 1];
            for (int i = 1; i < sums.length; i++) {
                sums[i] = sums[i - 1] + counts[part][i - 1];
            }
            before[part] = sums;
            most = Math.max(most, sums[steps]);
        }
        this.known = new double[(int) Math.min(MOST_KNOWN, most + 1)];
    }

    /**
     * Returns the counts, averaged over each stretch. Counts are not changed if the median of the non-empty intervals
     * is at least 1,000, or if they are not integers.
     *
     * @param first first interval after the warm-up; no stretch crosses it
     * @param last length of the last interval, as a share of the length of the intervals before it
     * @param counts counts per interval; several counts have the same stretches, and the first decides whether they are
     *     few
     */
    public static double[][] evened(int first, double last, double[]... counts) {
        double[][] evened = Arrays.stream(counts).map(double[]::clone).toArray(double[][]::new);
        if (few(counts)) {
            AdaptiveSmoothing stretches = new AdaptiveSmoothing(last, counts);
            int steps = counts[0].length;
            int warm = Math.max(0, Math.min(first, steps));
            stretches.even(0, warm, evened);
            stretches.even(warm, steps, evened);
        }
        return evened;
    }

    private static boolean few(double[][] counts) {
        double[] some =
                Arrays.stream(counts[0]).filter(count -> count > 0).sorted().toArray();
        return some.length > 0
                && some[(some.length - 1) / 2] < ENOUGH
                && Arrays.stream(counts).flatMapToDouble(Arrays::stream).allMatch(count -> count == Math.rint(count));
    }

    /** Finds the stretches between two intervals and averages the counts over each. */
    private void even(int from, int to, double[][] evened) {
        double[] best = new double[to - from + 1];
        int[] begin = new int[to - from + 1];
        for (int end = from + 1; end <= to; end++) {
            best[end - from] = Double.NEGATIVE_INFINITY;
            for (int start = from; start < end; start++) {
                double value = best[start - from] + likelihood(start, end) - cut;
                if (value > best[end - from]) {
                    best[end - from] = value;
                    begin[end - from] = start;
                }
            }
        }
        for (int end = to; end > from; end = begin[end - from]) {
            spread(begin[end - from], end, evened);
        }
    }

    /**
     * Returns the log-likelihood of the counts of a stretch at its own rate, without the terms that all partitions
     * share.
     */
    private double likelihood(int from, int to) {
        double length = (to == counts[0].length ? lastLengths : lengths)[to - from];
        double sum = 0;
        for (double[] sums : before) {
            double events = sums[to] - sums[from];
            sum += events == 0 ? 0 : product(events) - events * length;
        }
        return sum;
    }

    /** Returns N ln N of an integer above 0. */
    private double product(double events) {
        if (events >= known.length) {
            return events * ElementaryFunctions.log(events);
        }
        int number = (int) events;
        if (known[number] == 0) {
            known[number] = events * ElementaryFunctions.log(events);
        }
        return known[number];
    }

    private double length(int from, int to) {
        return to == counts[0].length ? to - from - 1 + last : to - from;
    }

    private void spread(int from, int to, double[][] evened) {
        int some = 0;
        for (int i = from; i < to; i++) {
            boolean any = false;
            for (double[] part : counts) {
                any |= part[i] > 0;
            }
            some += any ? 1 : 0;
        }
        if (some * RARE < to - from) {
            return;
        }
        for (int part = 0; part < counts.length; part++) {
            double each = (before[part][to] - before[part][from]) / length(from, to);
            for (int i = from; i < to; i++) {
                evened[part][i] = each * length(i, i + 1);
            }
        }
    }
}
