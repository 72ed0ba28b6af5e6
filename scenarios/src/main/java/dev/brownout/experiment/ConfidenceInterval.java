package dev.brownout.experiment;

/**
 * Where a mean lies, at a level of confidence.
 *
 * <p>What cannot be below some least value, or above some greatest one, has no mean there either: the interval ends at
 * that value. It covers the true mean exactly as often as the whole one does, for the part that is cut off never holds
 * it.
 *
 * @param mean the estimate
 * @param half how far the whole interval reaches to either side of it
 * @param least what no value is below
 * @param most what no value is above
 */
public record ConfidenceInterval(double mean, double half, double least, double most) {
    /** The interval of what may have any value. */
    public ConfidenceInterval(double mean, double half) {
        this(mean, half, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** The same of what is measured in a unit: a share is 0 to 1, and nothing that is counted or timed is negative. */
    ConfidenceInterval of(String unit) {
        return new ConfidenceInterval(mean, half, 0, unit.equals("ratio") ? 1 : Double.POSITIVE_INFINITY);
    }

    /** Its lower end. */
    public double low() {
        return Math.max(mean - half, least);
    }

    /** Its upper end. */
    public double high() {
        return Math.min(mean + half, most);
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
