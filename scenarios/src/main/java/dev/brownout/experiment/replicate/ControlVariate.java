package dev.brownout.experiment.replicate;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * Estimate of a mean with a control variate: a quantity of the same replications with a known true mean, such as the
 * number of arrivals. Its random deviation from the known mean corrects the estimate.
 *
 * <p>The coefficient is the slope of the regression of the values on the control. The estimate is the intercept at the
 * known mean, with its standard error, and n - 2 degrees of freedom for n replications (Lavenberg and Welch, Management
 * Science 27, 1981; Law, <em>Simulation Modeling and Analysis</em>, 5th ed. 2015, 11.4). The interval has its
 * confidence if values and control are jointly normal. The variance is that without the control times (1 - ρ²) (n -
 * 2)/(n - 3), with the correlation ρ: an uncorrelated control makes it larger.
 *
 * @param mean estimate of the mean
 * @param half half width of the confidence interval
 * @param correlation correlation of the values and the control in the sample
 * @param ratio variance of the estimate relative to that of the plain mean of the same replications
 */
public record ControlVariate(double mean, double half, double correlation, double ratio) {
    /** Minimum number of replications. The regression leaves n - 2 degrees of freedom. */
    public static final int MINIMUM = 4;

    /**
     * Estimates a mean. Without variation of the control or the values, and with a missing value, the result is
     * {@code NaN}.
     *
     * @param values values of the replications
     * @param controls values of the control in the same replications
     * @param expected true mean of the control
     * @param confidence confidence level of the interval, between 0 and 1
     */
    public static ControlVariate of(double[] values, double[] controls, double expected, double confidence) {
        int n = values.length;
        if (n < MINIMUM || controls.length != n) {
            throw new IllegalArgumentException(
                    "needs " + MINIMUM + " values with their controls, not " + n + " and " + controls.length);
        }
        double valueMean = mean(values);
        double controlMean = mean(controls);
        double squares = 0;
        double products = 0;
        double valueSquares = 0;
        for (int i = 0; i < n; i++) {
            double control = controls[i] - controlMean;
            double value = values[i] - valueMean;
            squares += control * control;
            products += control * value;
            valueSquares += value * value;
        }
        if (!(squares > 0 && valueSquares > 0)) {
            return new ControlVariate(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double slope = products / squares;
        double deviation = controlMean - expected;
        double residual = Math.max(0, valueSquares - slope * products) / (n - 2);
        double variance = residual * (1.0 / n + deviation * deviation / squares);
        double quantile = new TDistribution(n - 2.0).inverseCumulativeProbability(0.5 + confidence / 2);
        return new ControlVariate(
                valueMean - slope * deviation,
                quantile * Math.sqrt(variance),
                products / Math.sqrt(squares * valueSquares),
                variance / (valueSquares / (n - 1.0) / n));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
