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
        double max = largest(tracks.stream().mapToDouble(Track::max).toArray(), Double.NaN);
        if (drawing.unit().equals("ratio")) {
            return ratio(drawing, tracks, bounds, max);
        }
        double min = smallest(tracks.stream().mapToDouble(Track::minPositive).toArray(), Double.NaN);
        if (drawing.unit().equals("ns") && max > LOGARITHMIC_FROM * min) {
            double low = smallest(bounds, min);
            double high = largest(bounds, max);
            return new ValueRange(low / 1.3, high * 1.3, true, drawing.unit());
        }
        double top = Double.isNaN(max) || max <= 0 ? 1 : max;
        for (double bound : bounds) {
            top = bound <= 4 * top ? Math.max(top, bound) : top;
        }
        return new ValueRange(0, top * 1.08, false, drawing.unit());
    }

    ValueAxis axis() {
        return logarithmic ? Axes.logarithmic(from, to, unit) : Axes.linear(from, to, unit);
    }

    private static ValueRange ratio(Drawing drawing, List<Track> tracks, double[] bounds, double max) {
        double min = smallest(tracks.stream().mapToDouble(Track::min).toArray(), Double.NaN);
        double low = smallest(bounds, min);
        double floor = 0;
        for (int i = RATIO_FLOORS.length - 1; i >= 0 && drawing.axis().equals(Topic.AVAILABILITY.axis()); i--) {
            floor = low >= RATIO_FLOORS[i] ? RATIO_FLOORS[i] : floor;
        }
        double top = Math.max(1, Double.isNaN(max) ? 1 : max);
        return new ValueRange(floor, top + (top - floor) * 0.03, false, drawing.unit());
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
