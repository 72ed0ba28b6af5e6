package dev.brownout.experiment;

/**
 * Confidence interval of a mean.
 *
 * <p>A quantity with a least or greatest possible value has no mean beyond it, so the interval ends at that value. The
 * truncated interval covers the true mean with the same probability as the whole one, because the removed part never
 * contains the true mean.
 *
 * @param mean estimate of the mean
 * @param half half width of the whole interval, before truncation
 * @param least smallest possible value
 * @param most greatest possible value
 */
public record ConfidenceInterval(double mean, double half, double least, double most) {
    /** Creates an interval for a quantity without limits. */
    public ConfidenceInterval(double mean, double half) {
        this(mean, half, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * Returns the interval truncated to the possible values of a unit: 0 to 1 for a ratio, non-negative for counts and
     * times.
     */
    ConfidenceInterval of(String unit) {
        return new ConfidenceInterval(mean, half, 0, unit.equals("ratio") ? 1 : Double.POSITIVE_INFINITY);
    }

    /** Returns the lower end. */
    public double low() {
        return Math.max(mean - half, least);
    }

    /** Returns the upper end. */
    public double high() {
        return Math.min(mean + half, most);
    }

    /**
     * Returns whether the relative error of the mean is at most {@code share} of the true value.
     *
     * <p>If the half width is at most {@code share / (1 + share)} of the estimate, the estimate is off by at most
     * {@code share} of the true value whenever the interval covers it (Law, <em>Simulation Modeling and Analysis</em>,
     * 5th ed. 2015, 9.4.1).
     */
    public boolean isWithin(double share) {
        return half <= share / (1 + share) * Math.abs(mean);
    }
}
