package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.experiment.PlotMark.BoundMark;
import dev.brownout.chart.experiment.PlotMark.IntervalMark;
import dev.brownout.chart.experiment.PlotMark.LineMark;
import dev.brownout.chart.experiment.PlotMark.PointMark;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Line chart of a number over the values of a setting, with one line per variant and the bounds of assertions.
 *
 * @param slug file name without extension
 * @param title finding of the chart
 * @param subtitle subject of the chart
 * @param across setting on the horizontal axis
 * @param number name of the number
 * @param unit unit of the number
 * @param logarithmic whether the value axis is logarithmic because that of another chart is
 * @param good whether the number is a share of successes, for which the distance to 100 % matters
 * @param curves lines
 * @param bounds bounds of the assertions on the number
 */
public record LineChart(
        String slug,
        String title,
        String subtitle,
        SettingAxis across,
        String number,
        String unit,
        boolean logarithmic,
        boolean good,
        List<Curve> curves,
        List<LimitLine> bounds) {

    /** Maximum number of values on a line with a dot for each value. */
    private static final int MOST_DOTS = 48;

    /** Copies the lists. */
    public LineChart {
        curves = List.copyOf(curves);
        bounds = List.copyOf(bounds);
    }

    /** Creates a chart that determines from its own values whether its axis is logarithmic. */
    public LineChart(
            String slug,
            String title,
            String subtitle,
            SettingAxis across,
            String number,
            String unit,
            boolean good,
            List<Curve> curves,
            List<LimitLine> bounds) {
        this(slug, title, subtitle, across, number, unit, false, good, curves, bounds);
    }

    /**
     * A line with its confidence intervals.
     *
     * @param label name of the line
     * @param values one value for each value of the setting; {@code NaN} leaves a gap
     * @param lows lower ends of the intervals; equal to the values if there are none
     * @param highs upper ends of the intervals
     */
    public record Curve(String label, List<Double> values, List<Double> lows, List<Double> highs) {
        /** Copies the lists. */
        public Curve {
            values = List.copyOf(values);
            lows = List.copyOf(lows);
            highs = List.copyOf(highs);
        }

        /** Creates a line with symmetric intervals, from their half-widths; 0 for no interval. */
        public Curve(String label, List<Double> values, List<Double> halves) {
            this(label, values, moved(values, halves, -1), moved(values, halves, 1));
        }

        private static List<Double> moved(List<Double> values, List<Double> halves, int sign) {
            return IntStream.range(0, values.size())
                    .mapToObj(i -> values.get(i) + sign * halves.get(i))
                    .toList();
        }
    }

    /** Bound of an assertion, with its label. */
    public record LimitLine(String label, double value) {}

    /**
     * Returns the charts with comparable axes. If one of them spans more than two decades, all that show times have a
     * logarithmic axis.
     */
    public static List<LineChart> withComparableAxes(List<LineChart> charts) {
        boolean wide = charts.stream().anyMatch(LineChart::isWide);
        return charts.stream().map(chart -> chart.on(wide)).toList();
    }

    /** Returns this chart with its value axis logarithmic or not. */
    public LineChart on(boolean logarithms) {
        return new LineChart(slug, title, subtitle, across, number, unit, logarithms, good, curves, bounds);
    }

    /** Returns whether the values of this chart alone require a logarithmic axis. */
    public boolean isWide() {
        return values().isWide();
    }

    private PlottedValues values() {
        return new PlottedValues(
                unit,
                good,
                all(Curve::values),
                DoubleStream.concat(all(Curve::lows), all(Curve::highs)),
                bounds.stream().mapToDouble(LimitLine::value));
    }

    private DoubleStream all(Function<Curve, List<Double>> numbers) {
        return curves.stream().flatMap(curve -> numbers.apply(curve).stream()).mapToDouble(Double::doubleValue);
    }

    /** Returns the chart, not rendered yet. A page without images needs no marks. */
    public Chart chart() {
        return new Chart(slug, title, (g2, width, height) -> new PlotPainter(g2, width, height).paint(plot()));
    }

    private PlotModel plot() {
        List<PlotMark> marks = new ArrayList<>();
        IntStream.range(0, curves.size()).forEach(i -> marks.addAll(marks(curves.get(i), i)));
        bounds.forEach(bound -> marks.add(new BoundMark(bound)));
        PlotAxis up = new PlotAxis(number, values().fromZero(logarithmic));
        return new PlotModel(slug, title, subtitle, new PlotPanel(PlotAxis.settings(across), up, marks));
    }

    private List<PlotMark> marks(Curve curve, int line) {
        List<PlotMark> marks = new ArrayList<>();
        List<Point2D> points = new ArrayList<>();
        double[] places = across.positions();
        for (int i = 0; i < places.length; i++) {
            double value = curve.values().get(i);
            points.add(new Point2D.Double(places[i], Double.isFinite(value) ? value : Double.NaN));
            if (Double.isFinite(value)) {
                if (places.length <= MOST_DOTS || isAlone(curve.values(), i)) {
                    marks.add(new PointMark(places[i], value, PlotSymbol.DOT, Palette.line(line), ""));
                }
                marks.add(new IntervalMark(
                        places[i], curve.lows().get(i), places[i], curve.highs().get(i), Palette.line(line)));
            }
        }
        marks.add(new LineMark(curve.label(), points, Palette.line(line), Palette.stroke(line)));
        return marks;
    }

    /** Returns whether a value has no neighbour to which a line could be drawn. */
    private static boolean isAlone(List<Double> values, int i) {
        return !(i > 0 && Double.isFinite(values.get(i - 1)))
                && !(i + 1 < values.size() && Double.isFinite(values.get(i + 1)));
    }
}
