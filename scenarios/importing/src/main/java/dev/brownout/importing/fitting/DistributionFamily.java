package dev.brownout.importing.fitting;

import dev.brownout.random.Distribution;

/**
 * The laws of one name, told apart by parameters. What maximises the likelihood is found by {@link Likelihood}; a
 * family only says where to begin, which for most is already the maximum.
 */
interface DistributionFamily {
    /** The name, as the language writes it; a sum says what is added: {@code exp + offset}. */
    String name();

    /** What the parameters are called; those that stand {@link #atAnEnd} come last. */
    String[] parameters();

    /** Whether a parameter is in the unit of the values; others are bare numbers. */
    boolean amount(int parameter);

    /**
     * The parameters that maximise the density of a sample, or nearly so, all above 0; {@code null} where no law of
     * this family has such values.
     */
    double[] start(WeightedSample sample);

    /** Whether {@link #start} is the maximum already where values are exact. */
    default boolean closed() {
        return true;
    }

    /** Whether the likelihood has no slope at its maximum in a parameter: an end of the values, not a shape. */
    default boolean atAnEnd(int parameter) {
        return false;
    }

    /** The logarithm of the density of one of its laws. */
    LogDensity logDensity(double[] parameters);

    /** The logarithm of a density. */
    @FunctionalInterface
    interface LogDensity {
        /** At a value above 0 and its logarithm; negative infinity where the law has no values. */
        double at(double x, double log);
    }

    /** The law. */
    Distribution law(double[] parameters);

    /**
     * The law as a scenario writes it.
     *
     * @param digits significant digits of each number
     */
    String text(double[] parameters, int digits);
}
