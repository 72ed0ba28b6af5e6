package dev.brownout.importing.fitting;

import dev.brownout.random.Distribution;

/**
 * Family of distributions with parameters. {@link Likelihood} finds the maximum of the likelihood. A family provides
 * the start of that search, which for most families is the maximum already.
 */
interface DistributionFamily {
    /** Returns the name in the scenario language. A sum names the added constant: {@code exp + offset}. */
    String name();

    /** Returns the names of the parameters. Parameters that are {@link #isNonStationary} come last. */
    String[] parameters();

    /**
     * Returns whether a parameter has the unit of the values. Otherwise it is a plain number. By default, only the
     * first parameter has this unit.
     */
    default boolean hasUnitOfValues(int parameter) {
        return parameter == 0;
    }

    /**
     * Returns the parameters that maximize the likelihood of a sample, at least approximately. All are greater than 0.
     * The result is {@code null} if no distribution of this family fits such values.
     */
    double[] start(WeightedSample sample);

    /** Returns whether {@link #start} is the exact maximum for exact values. */
    default boolean startIsExact() {
        return true;
    }

    /**
     * Returns whether a parameter is an end of the range of the values, or an integer. The maximum of the likelihood is
     * then not a stationary point in this parameter.
     */
    default boolean isNonStationary(int parameter) {
        return false;
    }

    /** Returns the logarithm of the density for the given parameters. */
    LogDensity logDensity(double[] parameters);

    /** Logarithm of a density. */
    @FunctionalInterface
    interface LogDensity {
        /**
         * Returns the log-density at a value greater than 0, given with its natural logarithm. The result is negative
         * infinity outside the range of the distribution.
         */
        double logDensity(double x, double log);
    }

    /** Returns the distribution for the given parameters. */
    Distribution distribution(double[] parameters);

    /**
     * Returns the distribution in the notation of the scenario language.
     *
     * @param digits significant digits of each number
     */
    String text(double[] parameters, int digits);
}
