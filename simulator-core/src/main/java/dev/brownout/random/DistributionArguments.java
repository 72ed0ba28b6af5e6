package dev.brownout.random;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;

/** Checks of parameters. The error message names the parameter and the rule. */
final class DistributionArguments {

    private DistributionArguments() {}

    static void positive(String name, double value) {
        require(value > 0 && value < Double.POSITIVE_INFINITY, value, "{} must be > 0 and finite", name);
    }

    static void notNegative(String name, double value) {
        require(value >= 0 && value < Double.POSITIVE_INFINITY, value, "{} must be >= 0 and finite", name);
    }

    static void finite(String name, double value) {
        require(Double.isFinite(value), value, "{} must be finite", name);
    }

    static void share(String name, double value) {
        require(value >= 0 && value <= 1, value, "{} must be from 0 to 1", name);
    }

    static void requireInside(String name, double value) {
        require(value > 0 && value < 1, value, "{} must be inside 0 and 1", name);
    }

    static void atLeast(String name, long value, long least) {
        require(value >= least, value, "{} must be >= {}", name, least);
    }

    static void require(boolean holds, String rule, Object value) {
        require(holds, value, rule);
    }

    private static void require(boolean holds, Object value, String rule, Object... names) {
        if (!holds) {
            throw new InvalidValueException("{}: {}", Sentence.of(rule, names), value);
        }
    }
}
