package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.chart.experiment.LineChart.LimitLine;
import dev.brownout.chart.experiment.PlotMark.AreaMark;
import dev.brownout.chart.experiment.PlotMark.BoundMark;
import dev.brownout.chart.experiment.PlotMark.IntervalMark;
import dev.brownout.chart.experiment.PlotMark.LineMark;
import dev.brownout.chart.experiment.PlotMark.PointMark;
import dev.brownout.chart.experiment.PlotMark.TextMark;
import dev.brownout.format.QuantityFormat;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Chart of a number, mostly a latency, over the loads tried in a search for the largest sustainable load. It shows the
 * verdict of each load, the range of the largest load, the bound, and the knee.
 *
 * <p>The knee is the load with the highest ratio of throughput to latency (Kleinrock's power, <em>Power and
 * deterministic rules of thumb for probabilistic problems in computer communications</em>, ICC 1979). A straight line
 * from the origin touches the curve there from below. The knee is one of the loads tried. It is not reported if it is
 * the smallest or the largest of them.
 *
 * @param slug file name without extension
 * @param title result of the search
 * @param subtitle subject of the chart
 * @param number name of the number
 * @param unit unit of the number
 * @param good whether the number is a share of successes
 * @param loadUnit unit of the loads
 * @param points one point per load, ascending
 * @param bound bound of the assertion on the number
 * @param largest range of the largest load
 */
public record KneeChart(
        String slug,
        String title,
        String subtitle,
        String number,
        String unit,
        boolean good,
        String loadUnit,
        List<Point> points,
        LimitLine bound,
        Largest largest) {
    private static final Color MET = new Color(0x00, 0x72, 0xb2, 18);
    private static final Color UNDECIDED = new Color(0, 0, 0, 26);
    private static final Color VIOLATED = new Color(0xc0, 0x4f, 0x00, 22);
    private static final Stroke EDGE = new BasicStroke(1.6f);
    private static final Stroke DASHED =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {7, 4}, 0);

    /** Copies the list. */
    public KneeChart {
        points = List.copyOf(points);
    }

    /**
     * Load that was tried, with its result.
     *
     * @param value number; {@code NaN} for no data
     * @param low lower end of its interval
     * @param high upper end of its interval
     * @param mark verdict of all assertions
     */
    public record Point(double load, double value, double low, double high, PointStyle mark) {}

    /**
     * Range of the largest load.
     *
     * @param holds load up to which every assertion is certainly met; 0 for none
     * @param means load up to which the means alone meet every assertion
     * @param missed load from which an assertion is certainly violated; infinite for none
     */
    public record Largest(double holds, double means, double missed) {}

    /**
     * Returns the knee. Empty if the number is not a time, or if the best load is the smallest or the largest one
     * tried.
     */
    public Optional<Point> knee() {
        List<Point> usable = points.stream().filter(point -> point.value() > 0).toList();
        Optional<Point> best = usable.stream()
                .max(Comparator.comparingDouble((Point point) -> point.load() / point.value())
                        .thenComparingDouble(Point::load));
        return best.filter(point ->
                unit.equals("ns") && !point.equals(usable.get(0)) && !point.equals(usable.get(usable.size() - 1)));
    }

    /** Returns the chart, not rendered yet. */
    public Chart chart() {
        ValueRange loads = loads();
        ValueRange values = range();
        List<Point2D> curve = points.stream()
                .<Point2D>map(point -> new Point2D.Double(point.load(), point.value()))
                .toList();
        List<PlotMark> marks = new ArrayList<>();
        marks.add(new LineMark("", curve, Palette.mixed(Palette.BACKGROUND, Palette.INK, 0.5), EDGE));
        marks.add(new BoundMark(bound));
        marks.addAll(zones(values));
        knee().ifPresent(point -> marks.addAll(knee(point)));
        List<String> beyond = new ArrayList<>();
        for (Point point : points) {
            if (point.load() > loads.to()) {
                beyond.add(load(point.load()) + " " + QuantityFormat.format(point.value(), unit));
            } else if (Double.isFinite(point.value())) {
                marks.add(new IntervalMark(
                        point.load(),
                        point.low(),
                        point.load(),
                        point.high(),
                        point.mark().colour()));
                marks.add(point.mark().at(point.load(), point.value(), ""));
            }
        }
        String more = beyond.isEmpty() ? "" : " · also violated: " + String.join(", ", beyond) + " →";
        PlotPanel panel = new PlotPanel(new PlotAxis("load" + more, loads), new PlotAxis(number, values), marks);
        return new PlotModel(slug, title, subtitle, PointStyle.verdicts(), panel).chart();
    }

    /**
     * Returns the ends of the load axis. It starts at zero if there is a knee, so that its shape is visible. It ends
     * soon after the violated loads, so that the undecided range is visible.
     */
    private ValueRange loads() {
        double least = points.get(0).load();
        double most = points.get(points.size() - 1).load();
        double violated = Double.isFinite(largest.missed()) && largest.holds() > 0 ? largest.missed() : most;
        double from = knee().isPresent() ? 0 : least;
        double to = Math.min(most, violated + (knee().isPresent() ? 0.3 * violated : 3 * (violated - from)));
        double margin = to > from ? 0.05 * (to - from) : 0.05 * to;
        return new ValueRange(from == 0 ? 0 : from - margin, to + margin, false, Double.NaN, loadUnit);
    }

    /**
     * Returns the value axis. It starts at zero, so that the shape of the knee is visible, unless the number is a share
     * of successes. Values far above the bound are drawn at the upper edge.
     */
    private ValueRange range() {
        PlottedValues values = new PlottedValues(
                unit,
                good,
                points.stream().mapToDouble(Point::value),
                points.stream().flatMapToDouble(point -> DoubleStream.of(point.low(), point.high())),
                DoubleStream.of(bound.value()));
        return good ? values.fromZero(false) : ValueRange.fromZero(unit, values.maximum(), bound.value());
    }

    /** Returns the zones of the verdicts with their ends, each with a label at its own height. */
    private List<PlotMark> zones(ValueRange values) {
        if (largest.holds() == 0) {
            return List.of(zone(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, VIOLATED));
        }
        List<PlotMark> zones = new ArrayList<>();
        zones.add(zone(Double.NEGATIVE_INFINITY, largest.holds(), MET));
        zones.add(zone(largest.holds(), largest.missed(), UNDECIDED));
        zones.addAll(edge(values, 0, "met up to ", largest.holds(), PointStyle.GOOD.colour(), EDGE));
        if (Double.isFinite(largest.missed())) {
            zones.add(zone(largest.missed(), Double.POSITIVE_INFINITY, VIOLATED));
            zones.addAll(edge(values, 1, "violated from ", largest.missed(), PointStyle.BAD.colour(), EDGE));
        }
        if (largest.means() > largest.holds()) {
            zones.addAll(edge(values, 2, "point estimate ", largest.means(), Palette.INK, DASHED));
        }
        zones.sort(Comparator.comparing(mark -> mark instanceof TextMark));
        return zones;
    }

    private static AreaMark zone(double from, double to, Color color) {
        return new AreaMark(from, Double.NEGATIVE_INFINITY, to, Double.POSITIVE_INFINITY, color, "");
    }

    private List<PlotMark> edge(ValueRange values, int row, String text, double load, Color color, Stroke stroke) {
        double y = values.to() - (0.03 + 0.045 * row) * (values.to() - values.from());
        double end = row == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        return List.of(LineMark.vertical(load, color, stroke), new TextMark(load, y, end, text + load(load), color));
    }

    private String load(double load) {
        return QuantityFormat.format(load, loadUnit);
    }

    /** Returns a ring around the knee, and the line from the origin that touches the curve there. */
    private List<PlotMark> knee(Point point) {
        String text = "knee at " + load(point.load()) + ", " + QuantityFormat.format(point.value(), unit)
                + ": max load / latency";
        return List.of(
                new LineMark(0, 0, point.load(), point.value(), Palette.line(2), DASHED),
                new PointMark(point.load(), point.value(), PlotSymbol.RING, null, text));
    }
}
