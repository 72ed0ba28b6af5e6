package dev.brownout.reading;

import dev.brownout.measure.Span;
import dev.brownout.result.Showing;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A metric that is read off a window.
 *
 * @param unit what it is measured in
 * @param counts whether the value of a window is the sum of the values of its parts
 * @param steps whether a single step has a value; the percentiles of a component are kept for whole windows only
 * @param showing how it is shown
 * @param share gives the part and the whole of a window, where the metric is a share of what is counted
 * @param reader gives the value of a window
 */
record WindowReading(
        String unit,
        boolean counts,
        boolean steps,
        Showing showing,
        Function<Span, Optional<Parts>> share,
        ToDoubleFunction<Span> reader)
        implements Reading {
    WindowReading(String unit, boolean counts, boolean steps, Showing showing, ToDoubleFunction<Span> reader) {
        this(unit, counts, steps, showing, span -> Optional.empty(), reader);
    }

    @Override
    public Optional<Parts> parts(Span span) {
        return share.apply(span);
    }

    @Override
    public double value(Span span) {
        return reader.applyAsDouble(span);
    }

    @Override
    public double step(int step, Span span) {
        return steps ? value(span) : Double.NaN;
    }
}
