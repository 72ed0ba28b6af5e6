package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.PossibleRange;
import dev.brownout.result.DisplayHints;
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
 * @param ranges gives the values that it can still take when all that is overdue has ended
 */
record WindowMetricReader(
        String unit,
        boolean counts,
        boolean steps,
        DisplayHints showing,
        Function<CellRange, Optional<Parts>> share,
        ToDoubleFunction<CellRange> reader,
        Function<CellRange, PossibleRange> ranges)
        implements MetricReader {
    WindowMetricReader(
            String unit, boolean counts, boolean steps, DisplayHints showing, ToDoubleFunction<CellRange> reader) {
        this(
                unit,
                counts,
                steps,
                showing,
                span -> Optional.empty(),
                reader,
                span -> PossibleRange.exactly(reader.applyAsDouble(span)));
    }

    /** The same with the values that a window can still take when all that is overdue has ended. */
    WindowMetricReader ranging(Function<CellRange, PossibleRange> range) {
        return new WindowMetricReader(unit, counts, steps, showing, share, reader, range);
    }

    @Override
    public Optional<Parts> parts(CellRange span) {
        return share.apply(span);
    }

    @Override
    public double value(CellRange span) {
        return reader.applyAsDouble(span);
    }

    @Override
    public PossibleRange range(CellRange span) {
        return ranges.apply(span);
    }

    @Override
    public double step(int step, CellRange span) {
        return steps ? value(span) : Double.NaN;
    }
}
