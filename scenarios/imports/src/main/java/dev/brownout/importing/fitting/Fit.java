package dev.brownout.importing.fitting;

import dev.brownout.random.Distribution;
import java.util.List;

/**
 * Distribution fitted to a sample by maximum likelihood, with its goodness of fit.
 *
 * @param family name in the scenario language, such as {@code gamma} or {@code exp + offset}
 * @param text the distribution in the notation of the scenario language, with the significant digits of the fit
 * @param distribution the distribution of the text, as used in a simulation
 * @param free number of fitted parameters
 * @param logLikelihood logarithm of the likelihood at its maximum
 * @param distance Kolmogorov-Smirnov distance: largest difference between the empirical and the fitted cumulative
 *     distribution; for rounded values at the ends of their cells only
 * @param intervals confidence intervals of the parameters
 * @param quantiles measured and fitted values of each of {@link #PERCENTILES}
 */
public record Fit(
        String family,
        String text,
        Distribution distribution,
        int free,
        double logLikelihood,
        double distance,
        List<Estimate> intervals,
        List<Quantile> quantiles) {
    /** Percentiles for the comparison of distributions and samples, from 0 to 1. */
    public static final List<Double> PERCENTILES = List.of(0.5, 0.9, 0.99, 0.999);

    /** Copies the lists. */
    public Fit {
        intervals = List.copyOf(intervals);
        quantiles = List.copyOf(quantiles);
    }

    /**
     * Estimate of a parameter.
     *
     * @param low lower end of the 95 % confidence interval
     * @param high upper end of the 95 % confidence interval
     * @param amount whether the parameter has the unit of the values; otherwise it is a plain number
     */
    public record Estimate(String name, double value, double low, double high, boolean amount) {}

    /**
     * Comparison of a percentile.
     *
     * @param p rank of the percentile, 0 to 1
     * @param carried whether the sample has enough values beyond it for an estimate: at least ten
     */
    public record Quantile(double p, double measured, double fitted, boolean carried) {
        /** Returns the relative error of the fitted value, or 0 if the measured value is 0. */
        public double error() {
            return measured == 0 ? 0 : fitted / measured - 1;
        }
    }

    /** Returns Akaike's information criterion: twice the number of parameters minus twice the log-likelihood. */
    public double aic() {
        return 2 * free - 2 * logLikelihood;
    }
}
