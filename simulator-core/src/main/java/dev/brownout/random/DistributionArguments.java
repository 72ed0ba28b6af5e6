package dev.brownout.random;

/** Checks of parameters. The error message names the parameter and the rule. */
final class DistributionArguments {

    private DistributionArguments() {}

    static void positive(String name, double value) {
        that(value > 0 && value < Double.POSITIVE_INFINITY, name + " must be > 0 and finite", value);
    }

    static void notNegative(String name, double value) {
        that(value >= 0 && value < Double.POSITIVE_INFINITY, name + " must be >= 0 and finite", value);
    }

    static void finite(String name, double value) {
        that(Double.isFinite(value), name + " must be finite", value);
    }

    static void share(String name, double value) {
        that(value >= 0 && value <= 1, name + " must be from 0 to 1", value);
    }

    static void inside(String name, double value) {
        that(value > 0 && value < 1, name + " must be inside 0 and 1", value);
    }

    static void atLeast(String name, long value, long least) {
        that(value >= least, name + " must be >= " + least, value);
    }

    static void that(boolean holds, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ": " + value);
        }
    }
}
