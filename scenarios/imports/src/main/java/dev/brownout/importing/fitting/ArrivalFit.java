package dev.brownout.importing.fitting;

import dev.brownout.sentence.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Description of the arrivals of requests: their rate over time, and whether they are Poisson, as those of many
 * independent users.
 *
 * <p>The <em>index of dispersion</em> is the variance divided by the mean of the numbers of arrivals in short windows
 * (Cox and Lewis, "The Statistical Analysis of Series of Events", 1966). It is 1 for Poisson arrivals, 0 for equal
 * intervals, and greater than 1 for bursts. The variance is taken around the rate of the part of the time that contains
 * the window, so a slowly changing rate is no burst.
 *
 * @param requests number of arrivals
 * @param spanNanos time from the first to the last arrival, in ns
 * @param partNanos length of a part, in ns
 * @param rates requests per second in each part, in order
 * @param steady whether the differences of the rates can be explained by chance
 * @param dispersion index of dispersion
 * @param dispersionLow lower end of the 99 % interval of the index for Poisson arrivals
 * @param dispersionHigh upper end of the 99 % interval of the index for Poisson arrivals
 * @param windowNanos length of a window, in ns
 */
public record ArrivalFit(
        long requests,
        long spanNanos,
        long partNanos,
        List<Double> rates,
        boolean steady,
        double dispersion,
        double dispersionLow,
        double dispersionHigh,
        long windowNanos) {
    /**
     * Distance of the index of dispersion from 1 that is treated as Poisson, since it does not matter in a simulation.
     * A long log may still show a significant difference.
     */
    public static final double NEAR = 0.1;

    private static final int MAX_PARTS = 20;
    private static final int MIN_PER_PART = 200;
    private static final int MEAN_PER_WINDOW = 10;
    private static final double STEADY_QUANTILE = 0.999;
    private static final double TAIL_PROBABILITY = 0.005;
    private static final double SECOND = 1e9;

    /** Copies the list. */
    public ArrivalFit {
        rates = List.copyOf(rates);
    }

    /** Type of the arrivals. */
    public enum Kind {
        /** Arrivals of many independent users. */
        POISSON,
        /** Arrivals at equal intervals. */
        CONSTANT,
        /** Arrivals that are more regular than those of independent users. */
        REGULAR,
        /** Arrivals in bursts. */
        BURSTS
    }

    /**
     * Fits arrivals at the given times.
     *
     * @param times times in ns, ascending
     * @throws IllegalArgumentException if there are fewer than 100 arrivals, or more than one per ns on average
     */
    public static ArrivalFit of(long... times) {
        long span = times.length == 0 ? 0 : times[times.length - 1] - times[0];
        if (times.length < 100 || span < times.length) {
            throw new InvalidValueException("a fit of arrivals needs at least 100 that are not simultaneous");
        }
        int parts = Math.max(1, Math.min(MAX_PARTS, times.length / MIN_PER_PART));
        int windows = Math.max(1, times.length / parts / MEAN_PER_WINDOW);
        long[] counts = new long[parts * windows];
        for (int i = 0; i < times.length - 1; i++) {
            counts[(int) Math.min(counts.length - 1.0, (double) (times[i] - times[0]) / span * counts.length)]++;
        }
        List<Double> rates = new ArrayList<>();
        double chiSquareOfParts = 0;
        double chiSquareOfWindows = 0;
        double expectedPerPart = (times.length - 1.0) / parts;
        for (int part = 0; part < parts; part++) {
            double sum = 0;
            for (int window = 0; window < windows; window++) {
                sum += counts[part * windows + window];
            }
            rates.add(sum / ((double) span / parts) * SECOND);
            chiSquareOfParts += (sum - expectedPerPart) * (sum - expectedPerPart) / expectedPerPart;
            double mean = Math.max(sum / windows, 1e-9);
            for (int window = 0; window < windows; window++) {
                double difference = counts[part * windows + window] - mean;
                chiSquareOfWindows += difference * difference / mean;
            }
        }
        double degreesOfFreedom = Math.max(1, parts * (windows - 1.0));
        ChiSquaredDistribution chiSquared = new ChiSquaredDistribution(null, degreesOfFreedom);
        double dispersion = chiSquareOfWindows / degreesOfFreedom;
        boolean steady = parts == 1
                || chiSquareOfParts / Math.max(dispersion, 1e-3)
                        <= new ChiSquaredDistribution(null, parts - 1.0).inverseCumulativeProbability(STEADY_QUANTILE);
        return new ArrivalFit(
                times.length,
                span,
                span / parts,
                rates,
                steady,
                dispersion,
                chiSquared.inverseCumulativeProbability(TAIL_PROBABILITY) / degreesOfFreedom,
                chiSquared.inverseCumulativeProbability(1 - TAIL_PROBABILITY) / degreesOfFreedom,
                span / counts.length);
    }

    /** Returns the mean rate over the whole time, in requests per second. */
    public double rate() {
        return (requests - 1) * SECOND / spanNanos;
    }

    /** Returns the type of the arrivals according to their index of dispersion. */
    public Kind kind() {
        if (dispersion >= Math.min(dispersionLow, 1 - NEAR) && dispersion <= Math.max(dispersionHigh, 1 + NEAR)) {
            return Kind.POISSON;
        }
        if (dispersion > 1) {
            return Kind.BURSTS;
        }
        return dispersion < NEAR ? Kind.CONSTANT : Kind.REGULAR;
    }
}
