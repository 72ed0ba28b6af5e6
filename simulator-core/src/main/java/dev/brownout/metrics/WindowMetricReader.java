package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.PossibleRange;
import dev.brownout.result.DisplayHints;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Reader of a metric that has a value per window.
 *
 * @param unit unit of the metric
 * @param counts whether the value of a window is the sum of the values of its parts
 * @param steps whether a single interval has a value; percentiles of a component are kept for whole windows only
 * @param showing display hints
 * @param share returns the numerator and denominator of a window if the metric is a share
 * @param reader returns the value of a window
 * @param ranges returns the values that a window can still take after overdue requests have ended
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

    /** Returns a copy with a reader for the values that a window can still take after overdue requests have ended. */
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
