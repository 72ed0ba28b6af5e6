package dev.brownout.verify.model;

import dev.brownout.verify.PartialEstimate;

/**
 * Estimate of a sinusoidal quantity by its mean and its first harmonic over whole periods. Estimates are merged by
 * adding the sums. The load is sinusoidal and starts at its mean, so a lag is measured from there.
 *
 * @param steps number of values
 * @param sum sum of the values
 * @param sines sum of the values times the sine of their time
 * @param cosines sum of the values times the cosine of their time
 * @param periodNanos length of a period, in ns
 * @param figure figure to compute
 */
record SinusoidEstimate(double steps, double sum, double sines, double cosines, double periodNanos, Figure figure)
        implements PartialEstimate {
    /** Figure of a sinusoid. */
    enum Figure {
        /** Highest value. */
        PEAK,
        /** Lowest value. */
        TROUGH,
        /** Delay after the load, in nanoseconds. */
        LAG
    }

    /** Creates an estimate from the values from index {@code from} on, which are one period. */
    static SinusoidEstimate of(double[] values, int from, long stepNanos, Figure figure) {
        double sum = 0;
        double sines = 0;
        double cosines = 0;
        int steps = values.length - from;
        for (int i = 0; i < steps; i++) {
            double angle = 2 * Math.PI * (i + 0.5) / steps;
            sum += values[from + i];
            sines += values[from + i] * StrictMath.sin(angle);
            cosines += values[from + i] * StrictMath.cos(angle);
        }
        return new SinusoidEstimate(steps, sum, sines, cosines, (double) steps * stepNanos, figure);
    }

    @Override
    public double value() {
        double amplitude = 2 * Math.sqrt(sines * sines + cosines * cosines) / steps;
        return switch (figure) {
            case PEAK -> sum / steps + amplitude;
            case TROUGH -> sum / steps - amplitude;
            case LAG -> StrictMath.atan2(-cosines, sines) / (2 * Math.PI) * periodNanos;
        };
    }

    @Override
    public PartialEstimate joined(PartialEstimate other) {
        SinusoidEstimate more = (SinusoidEstimate) other;
        return new SinusoidEstimate(
                steps + more.steps, sum + more.sum, sines + more.sines, cosines + more.cosines, periodNanos, figure);
    }
}
