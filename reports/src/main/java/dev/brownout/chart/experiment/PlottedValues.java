package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.ValueRange;
import java.util.stream.DoubleStream;

/** Values with their intervals and bounds, for the ends of their axis. */
final class PlottedValues {
    /** Maximum ratio of the end of an axis to the highest bound. Larger values are drawn at the edge, with a label. */
    private static final double CLEAR = 3;

    private final String unit;
    private final boolean good;
    private final double[] values;
    private final double[] ends;
    private final double[] bounds;

    /**
     * Creates the values; those that are not finite do not count.
     *
     * @param good whether the values are shares of successes, for which the distance to 1 matters
     * @param ends ends of the intervals; the values for none
     */
    PlottedValues(String unit, boolean good, DoubleStream values, DoubleStream ends, DoubleStream bounds) {
        this.unit = unit;
        this.good = good;
        this.values = values.filter(Double::isFinite).toArray();
        this.ends = ends.filter(Double::isFinite).toArray();
        this.bounds = bounds.toArray();
    }

    private double leastPositive() {
        return DoubleStream.of(values).filter(value -> value > 0).min().orElse(Double.NaN);
    }

    /** Returns the end of the highest interval, or of the axis if it ends below values far above the bounds. */
    double maximum() {
        double max = DoubleStream.of(ends).max().orElse(Double.NaN);
        double clear = CLEAR * DoubleStream.of(bounds).max().orElse(Double.POSITIVE_INFINITY);
        return !good && clear > 0 && leastPositive() < clear ? Math.min(max, clear) : max;
    }

    /** Returns whether the values require a logarithmic axis. */
    boolean isWide() {
        return ValueRange.isWide(unit, leastPositive(), maximum());
    }

    /** Returns the axis of lines. It begins at zero, unless it is logarithmic, or values are negative. */
    ValueRange fromZero(boolean logarithmic) {
        double min = DoubleStream.of(good ? ends : values).min().orElse(Double.NaN);
        double least =
                DoubleStream.of(unit.equals("ratio") ? ends : values).min().orElse(0);
        if (least < 0) {
            return ValueRange.fitted(unit, DoubleStream.of(ends), bounds);
        }
        return unit.equals("ratio") && !good
                ? ValueRange.fromZero(unit, maximum(), bounds)
                : ValueRange.of(unit, good, logarithmic || isWide(), min, leastPositive(), maximum(), bounds);
    }

    /** Returns the axis of points. It begins near the smallest value. */
    ValueRange fitted() {
        double max = maximum();
        return isWide()
                ? fromZero(true)
                : ValueRange.fitted(unit, DoubleStream.of(ends).map(end -> Math.min(end, max)), bounds);
    }
}
