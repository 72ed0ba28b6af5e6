package dev.brownout.verify;

import dev.brownout.elementary.ElementaryFunctions;

/**
 * Estimate of a sinusoidal quantity by its mean and first harmonic over whole periods. Estimates are merged by adding
 * their sums.
 *
 * @param count number of values
 * @param sum sum of the values
 * @param sineSum sum of the values times the sine of their time
 * @param cosineSum sum of the values times the cosine of their time
 * @param periodNanos length of a period, in ns
 * @param figure property of the sinusoid to compute
 */
public record SinusoidEstimate(
        double count, double sum, double sineSum, double cosineSum, double periodNanos, Figure figure)
        implements PartialEstimate {
    /** Property of a sinusoid. */
    public enum Figure {
        /** Highest value. */
        PEAK,
        /** Lowest value. */
        TROUGH,
        /** Phase delay relative to the load, in ns. The load is a sine wave that begins at its mean. */
        LAG
    }

    /**
     * Creates an estimate from one period of a time series.
     *
     * @param values values of the time series, one per interval
     * @param from index of the first value of the period, which extends to the last value
     * @param stepNanos length of an interval, in ns
     */
    public static SinusoidEstimate of(double[] values, int from, long stepNanos, Figure figure) {
        double sum = 0;
        double sines = 0;
        double cosines = 0;
        int count = values.length - from;
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * (i + 0.5) / count;
            sum += values[from + i];
            sines += values[from + i] * ElementaryFunctions.sin(angle);
            cosines += values[from + i] * ElementaryFunctions.cos(angle);
        }
        return new SinusoidEstimate(count, sum, sines, cosines, (double) count * stepNanos, figure);
    }

    @Override
    public double value() {
        double amplitude = 2 * Math.sqrt(sineSum * sineSum + cosineSum * cosineSum) / count;
        return switch (figure) {
            case PEAK -> sum / count + amplitude;
            case TROUGH -> sum / count - amplitude;
            case LAG -> ElementaryFunctions.atan2(-cosineSum, sineSum) / (2 * Math.PI) * periodNanos;
        };
    }

    @Override
    public PartialEstimate merge(PartialEstimate other) {
        SinusoidEstimate second = (SinusoidEstimate) other;
        return new SinusoidEstimate(
                count + second.count,
                sum + second.sum,
                sineSum + second.sineSum,
                cosineSum + second.cosineSum,
                periodNanos,
                figure);
    }
}
