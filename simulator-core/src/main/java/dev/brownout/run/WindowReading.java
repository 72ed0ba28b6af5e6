package dev.brownout.run;

import dev.brownout.measure.Span;
import java.util.function.ToDoubleFunction;

/**
 * A metric that is read off a window.
 *
 * @param unit what it is measured in
 * @param counts whether the value of a window is the sum of the values of its parts
 * @param steps whether a single step has a value; the percentiles of a component are kept for whole windows only
 * @param reader gives the value of a window
 */
record WindowReading(String unit, boolean counts, boolean steps, ToDoubleFunction<Span> reader) implements Reading {
    @Override
    public double value(Span span) {
        return reader.applyAsDouble(span);
    }

    @Override
    public double step(int step, Span span) {
        return steps ? value(span) : Double.NaN;
    }
}
