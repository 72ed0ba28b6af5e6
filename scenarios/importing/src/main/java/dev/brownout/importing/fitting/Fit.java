package dev.brownout.importing.fitting;

import dev.brownout.random.Distribution;
import java.util.List;

/**
 * A law fitted to a sample by maximum likelihood, and how well it fits.
 *
 * @param family what the language calls it, such as {@code gamma} or {@code exp + offset}
 * @param text the law as a scenario writes it, with as many digits as the fit has
 * @param law the law of the text: what a run of the scenario draws from
 * @param free how many parameters were fitted
 * @param logLikelihood the logarithm of the likelihood at its maximum
 * @param distance the Kolmogorov-Smirnov distance: the largest difference of the shares of the sample and of the law
 *     that do not exceed a value; where values are rounded, at the ends of their cells
 * @param intervals of the parameters
 * @param quantiles where sample and law have the same share below, for {@link #PERCENTILES}
 */
public record Fit(
        String family,
        String text,
        Distribution law,
        int free,
        double logLikelihood,
        double distance,
        List<Estimate> intervals,
        List<Quantile> quantiles) {
    /** The percentiles in which laws are held against samples. */
    public static final List<Double> PERCENTILES = List.of(0.5, 0.9, 0.99, 0.999);

    /** Takes the lists as they are now. */
    public Fit {
        intervals = List.copyOf(intervals);
        quantiles = List.copyOf(quantiles);
    }

    /**
     * A parameter.
     *
     * @param low where its interval begins that holds the true value in 95 of 100 samples
     * @param high where it ends
     * @param amount whether it is in the unit of the values; others are bare numbers
     */
    public record Estimate(String name, double value, double low, double high, boolean amount) {}

    /**
     * A percentile.
     *
     * @param p 0 to 1
     * @param carried whether the sample has values enough beyond it to tell it: ten
     */
    public record Quantile(double p, double measured, double fitted, boolean carried) {
        /** By how much the law is off, as a share of what was measured. */
        public double error() {
            return measured == 0 ? 0 : fitted / measured - 1;
        }
    }

    /** Akaike's information criterion: twice the number of parameters less twice the likelihood's logarithm. */
    public double aic() {
        return 2 * free - 2 * logLikelihood;
    }
}
