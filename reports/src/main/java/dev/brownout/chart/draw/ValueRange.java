package dev.brownout.chart.draw;

import dev.brownout.elementary.ElementaryFunctions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.ValueAxis;

/**
 * Value axis that all panels of a chart share.
 *
 * @param from lower end; on a logarithmic axis the lower end of the values above zero
 * @param to upper end
 * @param zero position of zeros on a logarithmic axis, below a break at its lower end; {@code NaN} for none
 */
public record ValueRange(double from, double to, boolean logarithmic, double zero, String unit) {

    /** Share of a broken axis that lies below its break, and position of the zeros in it. */
    private static final double BROKEN = 0.1;

    private static final double ZERO = 0.03;

    private static final double TWO_DECADES = 100;
    /** Minimum ratio of the ends of a logarithmic axis, so that there are enough ticks. */
    private static final double DECADE = 10;

    /** Maximum distance of a bound from the values, in ranges of the values, with which the axis includes it. */
    private static final double NEAR = 3;
    /** Minimum length of an axis, as a share of its largest value. */
    private static final double NARROWEST = 0.01;
    /** Distance of the outermost values from the ends of the axis, as a share of their range. */
    private static final double MARGIN = 0.06;

    private static final double[] RATIO_FLOORS = {0.999, 0.99, 0.9, 0.5};

    /** Returns whether values are times that span more than two decades, and so require a logarithmic axis. */
    public static boolean isWide(String unit, double leastPositive, double most) {
        return unit.equals("ns") && most > TWO_DECADES * leastPositive;
    }

    /**
     * Creates the axis for values and bounds in a unit.
     *
     * @param good whether the values are shares of successes, for which the distance to 1 matters
     * @param logarithmic whether times have a logarithmic axis
     * @param min smallest value; {@code NaN} if there is none
     * @param positive smallest value above 0
     * @param max largest value
     */
    public static ValueRange of(
            String unit, boolean good, boolean logarithmic, double min, double positive, double max, double... bounds) {
        if (unit.equals("ratio")) {
            return ratio(good, smallest(bounds, min), max);
        }
        if (logarithmic && unit.equals("ns") && max >= positive) {
            double low = smallest(bounds, positive) / 1.3;
            double high = largest(bounds, max) * 1.3;
            double wider = Math.max(1, Math.sqrt(DECADE * low / high));
            double from = low / wider;
            double to = high * wider;
            double below = ElementaryFunctions.log(to / from) * (BROKEN - ZERO) / (1 - BROKEN);
            return new ValueRange(from, to, true, min <= 0 ? from * ElementaryFunctions.exp(-below) : Double.NaN, unit);
        }
        return fromZero(unit, max, bounds);
    }

    /**
     * Creates a linear axis between the smallest and the largest value. The axis includes each bound within three times
     * the range of the values; for a single value, each bound of at most four times this value. Values that are not
     * finite do not count.
     */
    public static ValueRange fitted(String unit, DoubleStream values, double... bounds) {
        double[] finite = values.filter(Double::isFinite).toArray();
        double least = DoubleStream.of(finite).min().orElse(0);
        double most = DoubleStream.of(finite).max().orElse(1);
        double size = Math.max(Math.abs(least), Math.abs(most));
        double near = NEAR * (most > least ? Math.max(most - least, NARROWEST * size) : size);
        double[] included = DoubleStream.of(bounds)
                .filter(bound -> bound >= least - near && bound <= most + near)
                .toArray();
        double from = smallest(included, least);
        double to = largest(included, most);
        double margin = MARGIN * (to > from ? Math.max(to - from, NARROWEST * size) : size > 0 ? size : 1);
        return new ValueRange(from - margin, to + margin, false, Double.NaN, unit);
    }

    /** Creates a linear axis from zero to the largest value, or to a bound of at most four times this value. */
    public static ValueRange fromZero(String unit, double max, double... bounds) {
        double top = Double.isNaN(max) || max <= 0 ? 1 : max;
        for (double bound : bounds) {
            top = bound <= 4 * top ? Math.max(top, bound) : top;
        }
        return new ValueRange(0, top * 1.08, false, Double.NaN, unit);
    }

    /** Returns the axis for JFreeChart. */
    public ValueAxis axis() {
        return logarithmic ? Axes.logarithmic(this) : Axes.linear(from, to, unit);
    }

    /** Returns the ticks, about {@code most} of them, including the zero below the break. */
    public List<AxisScale.Tick> ticks(int most) {
        if (!logarithmic) {
            return AxisScale.linear(from, to, most, unit);
        }
        List<AxisScale.Tick> ticks = new ArrayList<>();
        if (!Double.isNaN(zero)) {
            ticks.add(new AxisScale.Tick(zero, "0"));
        }
        ticks.addAll(AxisScale.logarithmic(from, to, most - ticks.size(), unit));
        return ticks;
    }

    /** Returns the lowest position on the axis. */
    public double lowest() {
        return Double.isNaN(zero) ? from : from * ElementaryFunctions.pow(zero / from, BROKEN / (BROKEN - ZERO));
    }

    /**
     * Returns the position of a value on the axis: the value itself, or the position of zeros on a logarithmic axis.
     */
    public double position(double value) {
        return value <= 0 && !Double.isNaN(zero) ? zero : value;
    }

    private static ValueRange ratio(boolean good, double low, double max) {
        double floor = 0;
        for (int i = RATIO_FLOORS.length - 1; i >= 0 && good; i--) {
            floor = low >= RATIO_FLOORS[i] ? RATIO_FLOORS[i] : floor;
        }
        double top = Math.max(1, Double.isNaN(max) ? 1 : max);
        return new ValueRange(floor, top + (top - floor) * 0.03, false, Double.NaN, "ratio");
    }

    /** Returns the axis as plain data. */
    public Map<String, Object> model() {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("from", from);
        model.put("to", to);
        model.put("logarithmic", logarithmic);
        model.put("zero", zero);
        return model;
    }

    /** Returns the relative position of a value between the ends, from 0 to 1. */
    public double share(double value) {
        double low = lowest();
        return logarithmic
                ? ElementaryFunctions.log(position(value) / low) / ElementaryFunctions.log(to / low)
                : (value - from) / (to - from);
    }

    private static double smallest(double[] values, double start) {
        double result = start;
        for (double value : values) {
            result = Double.isNaN(result) || value < result ? value : result;
        }
        return result;
    }

    private static double largest(double[] values, double start) {
        double result = start;
        for (double value : values) {
            result = Double.isNaN(result) || value > result ? value : result;
        }
        return result;
    }
}
