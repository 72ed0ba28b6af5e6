package dev.brownout.chart;

import java.util.List;
import java.util.stream.Stream;
import org.jfree.chart.axis.ValueAxis;

/** The value axis that all panels of a drawing share. */
record ValueRange(double from, double to, boolean logarithmic, String unit) {

    private static final double LOGARITHMIC_FROM = 100;
    private static final double[] RATIO_FLOORS = {0.999, 0.99, 0.9, 0.5};

    /**
     * Fits the drawing: logarithmic for times that span more than two decades, from zero or a round ratio otherwise.
     */
    static ValueRange of(Drawing drawing) {
        List<Track> tracks = drawing.panels().stream()
                .flatMap(panel -> Stream.concat(panel.tracks().stream(), panel.rest().stream()))
                .toList();
        double[] bounds = drawing.panels().stream()
                .flatMap(panel -> panel.bounds().stream())
                .mapToDouble(Panel.Bound::value)
                .toArray();
        double min = smallest(tracks.stream().mapToDouble(Track::min).toArray(), Double.NaN);
        double positive =
                smallest(tracks.stream().mapToDouble(Track::minPositive).toArray(), Double.NaN);
        double max = largest(tracks.stream().mapToDouble(Track::max).toArray(), Double.NaN);
        boolean good = drawing.axis().equals(Topic.AVAILABILITY.axis());
        return of(drawing.unit(), good, min, positive, max, bounds);
    }

    /**
     * Fits values and bounds in a unit.
     *
     * @param good whether they are shares of what went well, of which the little that is missing to 1 matters
     * @param min smallest value; {@code NaN} where there is none
     * @param positive smallest value above 0
     * @param max largest value
     */
    static ValueRange of(String unit, boolean good, double min, double positive, double max, double... bounds) {
        if (unit.equals("ratio")) {
            return ratio(good, smallest(bounds, min), max);
        }
        if (unit.equals("ns") && max > LOGARITHMIC_FROM * positive) {
            double low = smallest(bounds, positive);
            double high = largest(bounds, max);
            return new ValueRange(low / 1.3, high * 1.3, true, unit);
        }
        double top = Double.isNaN(max) || max <= 0 ? 1 : max;
        for (double bound : bounds) {
            top = bound <= 4 * top ? Math.max(top, bound) : top;
        }
        return new ValueRange(0, top * 1.08, false, unit);
    }

    ValueAxis axis() {
        return logarithmic ? Axes.logarithmic(from, to, unit) : Axes.linear(from, to, unit);
    }

    private static ValueRange ratio(boolean good, double low, double max) {
        double floor = 0;
        for (int i = RATIO_FLOORS.length - 1; i >= 0 && good; i--) {
            floor = low >= RATIO_FLOORS[i] ? RATIO_FLOORS[i] : floor;
        }
        double top = Math.max(1, Double.isNaN(max) ? 1 : max);
        return new ValueRange(floor, top + (top - floor) * 0.03, false, "ratio");
    }

    /** Where a value lies between the ends, from 0 to 1. */
    double share(double value) {
        return logarithmic ? StrictMath.log(value / from) / StrictMath.log(to / from) : (value - from) / (to - from);
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
