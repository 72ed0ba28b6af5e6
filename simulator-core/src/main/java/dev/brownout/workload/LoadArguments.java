package dev.brownout.workload;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;

/** Checks of parameters. The error message names the parameter and the rule. */
final class LoadArguments {

    private LoadArguments() {}

    static void rate(String name, double perSecond) {
        require(perSecond >= 0 && perSecond <= 1e9, perSecond, "{} must be from 0 to 1e9 requests a second", name);
    }

    static void span(String name, long nanos) {
        require(nanos > 0, nanos, "{} must be > 0 ns", name);
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
