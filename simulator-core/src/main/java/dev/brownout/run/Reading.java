package dev.brownout.run;

import dev.brownout.measure.Span;

/** One metric, ready to be read. */
interface Reading {
    double value(Span span);

    String unit();

    /** Whether it counts, so that the value of a window is the sum of the values of its parts. */
    default boolean counts() {
        return false;
    }

    /** A step's own value, for series; as {@link #value} where cells are fine enough. */
    default double step(int step, Span span) {
        return value(span);
    }
}
