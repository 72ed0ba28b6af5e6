package dev.brownout.importing.fitting;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * How requests arrived: their rate over time, and whether they came like those of many users who know nothing of each
 * other (Poisson).
 *
 * <p>The <em>index of dispersion</em> is the variance over the mean of the numbers of arrivals in short windows (Cox
 * and Lewis, "The Statistical Analysis of Series of Events", 1966): 1 for Poisson arrivals, 0 for equal intervals, more
 * for bursts. It is taken around the rate of the part of the time in which a window lies, so that a rate that changes
 * slowly is no burst.
 *
 * @param requests how many arrived
 * @param spanNanos from the first to the last
 * @param everyNanos how long a part is
 * @param rates requests per second in each part, one after another
 * @param steady whether chance explains the differences of the rates
 * @param dispersion the index
 * @param least what chance makes of the index of Poisson arrivals in 99 of 100 samples: at least this
 * @param most at most this
 * @param windowNanos how long a window is
 */
public record ArrivalFit(
        long requests,
        long spanNanos,
        long everyNanos,
        List<Double> rates,
        boolean steady,
        double dispersion,
        double least,
        double most,
        long windowNanos) {
    /** An index this near to 1 is Poisson's for who runs it, though a long log tells it from 1. */
    public static final double NEAR = 0.1;

    private static final int MOST_PARTS = 20;
    private static final int LEAST_IN_PART = 200;
    private static final int IN_WINDOW = 10;
    private static final double SURELY = 0.999;
    private static final double EITHER_END = 0.005;
    private static final double SECOND = 1e9;

    /** Takes the list as it is now. */
    public ArrivalFit {
        rates = List.copyOf(rates);
    }

    /** What arrivals are. */
    public enum Kind {
        /** Those of many independent users. */
        POISSON,
        /** At equal intervals. */
        CONSTANT,
        /** More regular than those of independent users. */
        REGULAR,
        /** In bursts. */
        BURSTS
    }

    /**
     * Of instants in nanoseconds.
     *
     * @param at ascending
     * @throws IllegalArgumentException if there are fewer than 100, or all at once
     */
    public static ArrivalFit of(long... at) {
        long span = at.length == 0 ? 0 : at[at.length - 1] - at[0];
        if (at.length < 100 || span < at.length) {
            throw new IllegalArgumentException("arrivals are told from 100 on that do not come all at once");
        }
        int parts = Math.max(1, Math.min(MOST_PARTS, at.length / LEAST_IN_PART));
        int windows = Math.max(1, at.length / parts / IN_WINDOW);
        long[] counts = new long[parts * windows];
        for (int i = 0; i < at.length - 1; i++) {
            counts[(int) Math.min(counts.length - 1.0, (double) (at[i] - at[0]) / span * counts.length)]++;
        }
        List<Double> rates = new ArrayList<>();
        double between = 0;
        double within = 0;
        double each = (at.length - 1.0) / parts;
        for (int part = 0; part < parts; part++) {
            double sum = 0;
            for (int window = 0; window < windows; window++) {
                sum += counts[part * windows + window];
            }
            rates.add(sum / ((double) span / parts) * SECOND);
            between += (sum - each) * (sum - each) / each;
            double mean = Math.max(sum / windows, 1e-9);
            for (int window = 0; window < windows; window++) {
                double away = counts[part * windows + window] - mean;
                within += away * away / mean;
            }
        }
        double freedom = Math.max(1, parts * (windows - 1.0));
        ChiSquaredDistribution law = new ChiSquaredDistribution(null, freedom);
        double dispersion = within / freedom;
        boolean steady = parts == 1
                || between / Math.max(dispersion, 1e-3)
                        <= new ChiSquaredDistribution(null, parts - 1.0).inverseCumulativeProbability(SURELY);
        return new ArrivalFit(
                at.length,
                span,
                span / parts,
                rates,
                steady,
                dispersion,
                law.inverseCumulativeProbability(EITHER_END) / freedom,
                law.inverseCumulativeProbability(1 - EITHER_END) / freedom,
                span / counts.length);
    }

    /** Requests per second, over all. */
    public double rate() {
        return (requests - 1) * SECOND / spanNanos;
    }

    /** What the arrivals are by their index. */
    public Kind kind() {
        if (dispersion >= Math.min(least, 1 - NEAR) && dispersion <= Math.max(most, 1 + NEAR)) {
            return Kind.POISSON;
        }
        if (dispersion > 1) {
            return Kind.BURSTS;
        }
        return dispersion < NEAR ? Kind.CONSTANT : Kind.REGULAR;
    }
}
