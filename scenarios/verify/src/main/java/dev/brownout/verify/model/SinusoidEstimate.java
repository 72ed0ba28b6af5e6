package dev.brownout.verify.model;

import dev.brownout.verify.PartialEstimate;

/**
 * A quantity that swings as a sine, by its mean and its first harmonic over whole periods; joined with others by adding
 * them up. The load swings as a sine from its mean on, so that a lag is counted from there.
 *
 * @param steps how many values
 * @param sum of the values
 * @param sines sum of the values times the sine of their time
 * @param cosines the same with the cosine
 * @param periodNanos length of a period
 * @param figure what is asked for
 */
record SinusoidEstimate(double steps, double sum, double sines, double cosines, double periodNanos, Figure figure)
        implements PartialEstimate {
    /** What can be asked of a swing. */
    enum Figure {
        /** Its highest value. */
        PEAK,
        /** Its lowest. */
        TROUGH,
        /** By how many nanoseconds it comes after the load. */
        LAG
    }

    /** The swing of values from a step on, which are one period. */
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
