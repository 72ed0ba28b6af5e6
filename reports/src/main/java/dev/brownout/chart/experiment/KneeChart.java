package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.chart.experiment.LineChart.LimitLine;
import dev.brownout.format.QuantityFormat;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
    private static final double LEFT = 104;
    private static final double BOTTOM = 30;
    private static final double RIGHT = 34;
    private static final double TOP = 52;
    private static final double CLEAR = 3;
    private static final double ROW = Plot.TEXT + 8;
    private static final Color MET = new Color(0x00, 0x72, 0xb2, 18);
    private static final Color UNDECIDED = new Color(0, 0, 0, 26);
    private static final Color VIOLATED = new Color(0xc0, 0x4f, 0x00, 22);
    private static final float[] DOTS = {2, 5};
    private static final float[] DASHES = {7, 4};

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
        return new Chart(slug, title, this::paint);
    }

    private void paint(Graphics2D g2, int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        Rectangle2D area = frame.paint(title, subtitle);
        Rectangle2D data = ChartFrame.inset(area, LEFT, TOP, RIGHT, BOTTOM);
        double[] ends = ends();
        Plot plot = new Plot(g2, data, ends[0], ends[1], range());
        zones(plot);
        plot.grid(loadUnit);
        curve(plot);
        plot.bound(bound.label(), bound.value());
        edges(plot);
        knee().ifPresent(point -> knee(plot, point));
        points(plot);
        Plot.legend(g2, PointStyle.verdictMeanings(), data.getX(), area.getY() + Plot.TEXT + 4);
        frame.axes(area, "load", number);
    }

    /**
     * Returns the ends of the load axis. It starts at zero if there is a knee, so that its shape is visible. It ends
     * soon after the violated loads, so that the undecided range is visible.
     */
    private double[] ends() {
        double least = points.get(0).load();
        double most = points.get(points.size() - 1).load();
        double violated = Double.isFinite(largest.missed()) && largest.holds() > 0 ? largest.missed() : most;
        double from = knee().isPresent() ? 0 : least;
        double to = Math.min(most, violated + (knee().isPresent() ? 0.3 * violated : 3 * (violated - from)));
        double margin = to > from ? 0.05 * (to - from) : 0.05 * to;
        return new double[] {from == 0 ? 0 : from - margin, to + margin};
    }

    /**
     * Returns the value axis. It starts at zero, so that the shape of the knee is visible, unless the number is a share
     * of successes. Values far above the bound are drawn at the upper edge.
     */
    private ValueRange range() {
        double max = points.stream()
                .mapToDouble(Point::high)
                .filter(Double::isFinite)
                .max()
                .orElse(bound.value());
        double min = points.stream()
                .mapToDouble(Point::low)
                .filter(Double::isFinite)
                .min()
                .orElse(bound.value());
        if (good) {
            return ValueRange.of(unit, true, false, min, min, max, bound.value());
        }
        double clear = bound.value() > 0 ? CLEAR * bound.value() : max;
        return ValueRange.fromZero(unit, Math.min(max, clear), bound.value());
    }

    private void zones(Plot plot) {
        zone(plot, MET, plot.from(), largest.holds());
        if (largest.holds() > 0) {
            zone(plot, UNDECIDED, largest.holds(), Math.min(plot.to(), largest.missed()));
        }
        zone(plot, VIOLATED, largest.holds() > 0 ? largest.missed() : plot.from(), plot.to());
    }

    private static void zone(Plot plot, Color colour, double from, double to) {
        if (to > from) {
            Rectangle2D data = plot.data();
            plot.g2().setPaint(colour);
            plot.g2()
                    .fill(new Rectangle2D.Double(
                            plot.x(from), data.getY(), plot.x(to) - plot.x(from), data.getHeight()));
        }
    }

    /** Paints the ends of the zones and the limit of the means, each with a label in its own row. */
    private void edges(Plot plot) {
        if (largest.holds() > 0) {
            edge(plot, PointStyle.GOOD.colour(), null, "met up to " + load(largest.holds()), largest.holds(), 0, true);
            if (largest.means() > largest.holds()) {
                String means = "point estimate " + load(largest.means());
                edge(plot, Palette.INK, DASHES, means, largest.means(), 2, false);
            }
        }
        if (largest.holds() > 0 && Double.isFinite(largest.missed())) {
            edge(
                    plot,
                    PointStyle.BAD.colour(),
                    null,
                    "violated from " + load(largest.missed()),
                    largest.missed(),
                    1,
                    false);
        }
    }

    private String load(double load) {
        return QuantityFormat.format(load, loadUnit);
    }

    private static void edge(
            Plot plot, Color colour, float[] dashes, String text, double load, int row, boolean toTheLeft) {
        Rectangle2D data = plot.data();
        double x = plot.x(load);
        plot.line(
                colour,
                new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, dashes, 0),
                x,
                data.getY(),
                x,
                data.getMaxY());
        double length = TextLayout.width(text, Typeface.regular(Plot.TEXT));
        boolean hasLeft = toTheLeft ? x - 8 - length > data.getX() : x + 8 + length > data.getMaxX();
        plot.text(text, colour, hasLeft ? x - 8 - length : x + 8, data.getY() + ROW * (row + 1));
    }

    private void curve(Plot plot) {
        Path2D path = new Path2D.Double();
        boolean drawing = false;
        for (Point point : points) {
            if (!Double.isFinite(point.value())) {
                drawing = false;
                continue;
            }
            double x = Math.min(plot.x(point.load()), plot.data().getMaxX());
            double y = plot.y(point.value());
            if (drawing) {
                path.lineTo(x, y);
            } else {
                path.moveTo(x, y);
            }
            drawing = true;
        }
        plot.g2().setPaint(Palette.mixed(Palette.BACKGROUND, Palette.INK, 0.5));
        plot.g2().setStroke(new BasicStroke(1.6f));
        plot.g2().draw(path);
        plot.g2().setStroke(new BasicStroke());
    }

    private void points(Plot plot) {
        double free = Double.NEGATIVE_INFINITY;
        List<String> beyond = new ArrayList<>();
        for (Point point : points) {
            if (point.load() > plot.to()) {
                beyond.add(load(point.load()) + " " + QuantityFormat.format(point.value(), unit));
            }
            if (!Double.isFinite(point.value()) || point.load() > plot.to()) {
                continue;
            }
            double x = plot.x(point.load());
            double y = plot.y(point.value());
            if (point.high() > point.low()) {
                plot.line(
                        point.mark().colour(), new BasicStroke(1.4f), x, plot.y(point.low()), x, plot.y(point.high()));
            }
            point.mark().addToModel(plot.g2(), x, y);
            if (point.value() > plot.values().to() && x > free) {
                String text = QuantityFormat.format(point.value(), unit) + " ↑";
                double length = TextLayout.width(text, Typeface.regular(Plot.TEXT));
                double left = Math.min(x - length / 2, plot.data().getMaxX() - length);
                plot.text(text, Palette.INK, left, y - PointStyle.RADIUS - 4);
                free = left + 1.6 * length;
            }
        }
        if (!beyond.isEmpty()) {
            String text = "also violated: " + String.join(", ", beyond) + " →";
            double length = TextLayout.width(text, Typeface.regular(Plot.TEXT));
            plot.text(
                    text,
                    PointStyle.BAD.colour(),
                    plot.data().getMaxX() - length - 6,
                    plot.data().getMaxY() - 8);
        }
    }

    /** Paints a ring around the knee, and the line from the origin that touches the curve there. */
    private void knee(Plot plot, Point point) {
        double x = plot.x(point.load());
        double y = plot.y(point.value());
        Color colour = Palette.line(2);
        plot.line(
                colour,
                new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, DOTS, 0),
                plot.x(0),
                plot.y(0),
                x,
                y);
        plot.g2().setPaint(colour);
        plot.g2().setStroke(new BasicStroke(1.8f));
        double ring = PointStyle.RADIUS + 5;
        plot.g2().draw(new Ellipse2D.Double(x - ring, y - ring, 2 * ring, 2 * ring));
        plot.g2().setStroke(new BasicStroke());
        String text = "knee at " + load(point.load()) + ", " + QuantityFormat.format(point.value(), unit)
                + ": max load / latency";
        double length = TextLayout.width(text, Typeface.regular(Plot.TEXT));
        double left = Math.max(
                plot.data().getX() + 6, Math.min(x - length - ring, plot.data().getMaxX() - length));
        plot.text(
                text,
                colour,
                left,
                Math.min(y + ring + Plot.TEXT + 4, plot.data().getMaxY() - 8));
    }
}
