package dev.brownout.workload;

/** Checks of parameters. The error message names the parameter and the rule. */
final class LoadArguments {

    private LoadArguments() {}

    static void rate(String name, double perSecond) {
        that(perSecond >= 0 && perSecond <= 1e9, name + " must be from 0 to 1e9 requests a second", perSecond);
    }

    static void span(String name, long nanos) {
        that(nanos > 0, name + " must be > 0 ns", nanos);
    }

    static void that(boolean holds, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ": " + value);
        }
    }
}
