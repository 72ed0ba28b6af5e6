package dev.brownout.chart.smoothing;

import java.util.Arrays;

/**
 * Counts of few events a step, evened over the stretches in which chance alone tells steps apart, so that a line moves
 * where something happens.
 *
 * <p>Where the stretches begin is Scargle's Bayesian blocks: of all ways to cut the steps the one with the greatest
 * likelihood of the counts, each stretch a Poisson process of its own rate, where a cut must make them as many times as
 * likely as there are steps at which it could be. With N events in a stretch of length T that is the greatest sum of N
 * ln(N/T) less ln(steps) for each stretch; the best ends before a step are known when its own are looked for.
 *
 * @see <a href="https://doi.org/10.1088/0004-637X/764/2/167">J. Scargle et al., Bayesian Block Representations, The
 *     Astrophysical Journal 764 (2013) 167, sections 2 and 3</a>
 */
public final class AdaptiveSmoothing {
    /** Counts of so many move by a thirtieth by chance. */
    private static final double ENOUGH = 1000;
    /** Where fewer than one step of so many has an event, each of them is seen as it is. */
    private static final int RARE = 10;

    private static final int MOST_KNOWN = 1 << 17;

    private final double[][] counts;
    private final double[][] before;
    private final double last;
    /** What a cut must save. */
    private final double cut;
    /** Logarithms of the lengths of stretches by their steps, and of those that end with the last step. */
    private final double[] lengths;

    private final double[] lastLengths;
    /** N ln N of numbers of events, as far as it was asked for. */
    private final double[] known;

    private AdaptiveSmoothing(double last, double[][] counts) {
        int steps = counts[0].length;
        this.counts = counts;
        this.last = last;
        this.cut = counts.length * StrictMath.log(steps);
        this.before = new double[counts.length][];
        this.lengths = new double[steps + 1];
        this.lastLengths = new double[steps + 1];
        double most = 0;
        for (int length = 1; length <= steps; length++) {
            lengths[length] = StrictMath.log(length);
            lastLengths[length] = StrictMath.log(length - 1 + last);
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
     * The counts with those of each stretch spread evenly over it; as they are where half of the steps that have any
     * have a thousand, and where they are no whole numbers.
     *
     * @param first the first step behind the warm-up, which is no part of a stretch with others
     * @param last length of the last step, as a share of that of the others
     * @param counts for each step how many; of several, which are cut alike, the first says whether they are few
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

    /** Finds the stretches between two steps and spreads the counts over each. */
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

    /** The logarithm of the likelihood of the counts of a stretch at its own rate, but for what all ways have alike. */
    private double likelihood(int from, int to) {
        double length = (to == counts[0].length ? lastLengths : lengths)[to - from];
        double sum = 0;
        for (double[] sums : before) {
            double events = sums[to] - sums[from];
            sum += events == 0 ? 0 : product(events) - events * length;
        }
        return sum;
    }

    /** N ln N of a whole number above 0. */
    private double product(double events) {
        if (events >= known.length) {
            return events * StrictMath.log(events);
        }
        int number = (int) events;
        if (known[number] == 0) {
            known[number] = events * StrictMath.log(events);
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
