package dev.brownout.experiment;

/**
 * Where a mean lies, at a level of confidence.
 *
 * @param mean the estimate
 * @param half how far the interval reaches to either side of it
 */
public record Interval(double mean, double half) {
    /** Its lower end. */
    public double low() {
        return mean - half;
    }

    /** Its upper end. */
    public double high() {
        return mean + half;
    }

    /** Whether it leaves 0 out: a difference that chance alone does not explain. */
    public boolean excludesZero() {
        return low() > 0 || high() < 0;
    }

    /**
     * Whether the error of the mean is at most a share of the true value.
     *
     * <p>Where the half width is at most {@code share / (1 + share)} of the estimate, the estimate is off by at most
     * {@code share} of the truth whenever the interval covers it (Law, <em>Simulation Modeling and Analysis</em>, 5th
     * ed. 2015, 9.4.1).
     */
    public boolean within(double share) {
        return half <= share / (1 + share) * StrictMath.abs(mean);
    }
}
