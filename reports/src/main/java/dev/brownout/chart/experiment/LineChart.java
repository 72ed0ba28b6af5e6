package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.AxisScale;
import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.LineEnds;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.format.QuantityFormat;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
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

    private static final double LEFT = 104;
    private static final double BOTTOM = 30;
    private static final double RIGHT = 34;
    private static final double TOP = 12;
    private static final double DOT = 9;
    private static final float TICK = 14;
    private static final int PIXELS_PER_VALUE = 40;
    /** Ratio of a value to the highest bound above which the value is drawn at the upper edge, with a label. */
    private static final double CLEAR = 3;

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

        private double last() {
            return values.isEmpty() ? Double.NaN : values.get(values.size() - 1);
        }

        /** Returns whether the line has a value at its end. */
        boolean ends() {
            return Double.isFinite(last());
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
        return ValueRange.isWide(unit, leastPositive(), maximum());
    }

    private DoubleStream values() {
        return ends(Curve::values);
    }

    private double leastPositive() {
        return values().filter(value -> value > 0).min().orElse(Double.NaN);
    }

    /**
     * Returns the upper end of the highest interval. Values far above the highest bound do not count, as they are drawn
     * at the upper edge.
     */
    private double maximum() {
        double max = ends(Curve::highs).max().orElse(Double.NaN);
        double high = bounds.stream().mapToDouble(LimitLine::value).max().orElse(Double.POSITIVE_INFINITY) * CLEAR;
        boolean limited = values().min().orElse(Double.NaN) < high && leastPositive() > 0 && high > 0;
        return limited && !unit.equals("ratio") ? Math.min(max, high) : max;
    }

    /** Returns the chart, not rendered yet. */
    public Chart chart() {
        return new Chart(slug, title, this::paint);
    }

    private void paint(Graphics2D g2, int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        List<String> legend = curves.stream().map(Curve::label).toList();
        Rectangle2D left = frame.paint(title, subtitle);
        LineEnds ends = new LineEnds(legend, left.getWidth() - LEFT, left.getHeight() - TOP - BOTTOM);
        boolean named = ends.fit() && curves.stream().allMatch(Curve::ends);
        Rectangle2D area = named ? left : frame.legend(left, legend, legend.size(), entry -> false);
        Rectangle2D data = ChartFrame.inset(area, LEFT, TOP, named ? ends.freeHeight() : RIGHT, BOTTOM);
        ValueRange range = range();
        double[] places = across.positions();
        valueTicks(g2, data, range);
        stepTicks(g2, data, places);
        for (int i = 0; i < curves.size(); i++) {
            line(g2, data, range, places, i);
        }
        bounds.forEach(bound -> bound(g2, data, range, bound));
        if (named) {
            double end = data.getX() + places[places.length - 1] * data.getWidth();
            ends.paint(g2, data, ends(data, range, end));
        }
        frame.axes(area, across.label(), number);
    }

    private List<LineEnds.End> ends(Rectangle2D data, ValueRange range, double x) {
        return IntStream.range(0, curves.size())
                .mapToObj(
                        i -> new LineEnds.End(i, x, y(data, range, curves.get(i).last())))
                .toList();
    }

    private ValueRange range() {
        double max = maximum();
        double[] limits = bounds.stream().mapToDouble(LimitLine::value).toArray();
        double min = values().min().orElse(Double.NaN);
        if (min < 0 || unit.equals("ratio") && ends(Curve::lows).min().orElse(0) < 0) {
            return ValueRange.fitted(unit, DoubleStream.concat(ends(Curve::lows), ends(Curve::highs)), limits);
        }
        return unit.equals("ratio") && !good
                ? ValueRange.fromZero(unit, max, limits)
                : ValueRange.of(unit, good, logarithmic || isWide(), min, leastPositive(), max, limits);
    }

    private DoubleStream ends(Function<Curve, List<Double>> end) {
        return curves.stream()
                .flatMap(curve -> end.apply(curve).stream())
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite);
    }

    private void valueTicks(Graphics2D g2, Rectangle2D data, ValueRange range) {
        int most = Math.max(2, (int) (data.getHeight() / PIXELS_PER_VALUE));
        List<AxisScale.Tick> ticks = range.ticks(most);
        Font font = Typeface.regular(TICK);
        g2.setStroke(new BasicStroke(1));
        for (AxisScale.Tick tick : ticks) {
            double y = data.getMaxY() - range.share(tick.at()) * data.getHeight();
            g2.setPaint(Palette.GRID);
            g2.draw(new Line2D.Double(data.getX(), y, data.getMaxX(), y));
            g2.setPaint(Palette.INK);
            double x = data.getX() - 10 - TextLayout.width(tick.label(), font);
            TextLayout.addToModel(g2, tick.label(), font, x, y + TICK * 0.36);
        }
    }

    private void stepTicks(Graphics2D g2, Rectangle2D data, double[] places) {
        Font font = Typeface.regular(TICK);
        g2.setStroke(new BasicStroke(1));
        double free = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < places.length; i++) {
            double x = data.getX() + places[i] * data.getWidth();
            String name = TextLayout.shorten(across.names().get(i), font, 160);
            double half = TextLayout.width(name, font) / 2;
            boolean named = x - half > free;
            if (named || !dense(data, places)) {
                g2.setPaint(Palette.GRID);
                g2.draw(new Line2D.Double(x, data.getY(), x, data.getMaxY()));
            }
            if (named) {
                g2.setPaint(Palette.INK);
                TextLayout.addToModel(g2, name, font, x - half, data.getMaxY() + TICK + 6);
                free = x + half + 10;
            }
        }
        g2.setPaint(Palette.FAINT_INK);
        g2.draw(new Line2D.Double(data.getX(), data.getMaxY(), data.getMaxX(), data.getMaxY()));
    }

    /** Returns whether the values are so dense that a dot and a grid line for each would hide the rest. */
    private static boolean dense(Rectangle2D data, double[] places) {
        return data.getWidth() < 2 * DOT * places.length;
    }

    /** Returns whether a value has no neighbour to which a line could be drawn. */
    private static boolean alone(List<Double> values, int i) {
        boolean before = i > 0 && Double.isFinite(values.get(i - 1));
        boolean isOverlaid = i + 1 < values.size() && Double.isFinite(values.get(i + 1));
        return !before && !isOverlaid;
    }

    private void line(Graphics2D g2, Rectangle2D data, ValueRange range, double[] places, int number) {
        Curve curve = curves.get(number);
        Path2D path = new Path2D.Double();
        boolean drawing = false;
        g2.setPaint(Palette.line(number));
        for (int i = 0; i < places.length; i++) {
            double value = curve.values().get(i);
            if (!Double.isFinite(value)) {
                drawing = false;
                continue;
            }
            double x = data.getX() + places[i] * data.getWidth();
            double y = y(data, range, value);
            if (drawing) {
                path.lineTo(x, y);
            } else {
                path.moveTo(x, y);
            }
            drawing = true;
            if (!dense(data, places) || alone(curve.values(), i)) {
                g2.fill(new Ellipse2D.Double(x - DOT / 2, y - DOT / 2, DOT, DOT));
            }
            if (value > range.to()) {
                beyond(g2, data, x, y, value, number);
                continue;
            }
            double low = curve.lows().get(i);
            double high = curve.highs().get(i);
            if (high > low) {
                g2.setStroke(new BasicStroke(1.4f));
                g2.draw(new Line2D.Double(x, y(data, range, low), x, y(data, range, high)));
            }
        }
        g2.setStroke(Palette.stroke(number));
        g2.draw(path);
        g2.setStroke(new BasicStroke());
    }

    /** Labels a value above the upper edge. Each line has a row of its own for these labels. */
    private void beyond(Graphics2D g2, Rectangle2D data, double x, double y, double value, int row) {
        Font font = Typeface.regular(TICK);
        String text = QuantityFormat.format(value, unit) + " ↑";
        double length = TextLayout.width(text, font);
        double left = x + 10 + length < data.getMaxX() ? x + 10 : x - 10 - length;
        TextLayout.addToModel(g2, text, font, left, y + TICK + row * (TICK + 4));
    }

    private static double y(Rectangle2D data, ValueRange range, double value) {
        double low = Double.isNaN(range.zero()) ? range.from() : value <= 0 ? 0 : range.from();
        double inside = Math.max(low, Math.min(range.to(), value));
        return data.getMaxY() - range.share(inside) * data.getHeight();
    }

    private static void bound(Graphics2D g2, Rectangle2D data, ValueRange range, LimitLine bound) {
        boolean above = bound.value() > range.to();
        double y = y(data, range, bound.value());
        if (!above && bound.value() >= range.from()) {
            g2.setPaint(Palette.BOUND);
            g2.setStroke(Palette.boundStroke());
            g2.draw(new Line2D.Double(data.getX(), y, data.getMaxX(), y));
        }
        Font font = Typeface.regular(TICK);
        String words = bound.label()
                + (above ? " (above the axis) ↑" : bound.value() < range.from() ? " (below the axis) ↓" : "");
        String label = TextLayout.shorten(words, font, data.getWidth() - 12);
        boolean below = y - TICK - 6 < data.getY();
        double base = below ? y + TICK + 3 : y - 6;
        double length = TextLayout.width(label, font);
        g2.setPaint(Palette.BACKGROUND);
        g2.fill(new Rectangle2D.Double(data.getX() + 3, base - TICK + 1, length + 6, TICK + 3));
        g2.setPaint(Palette.BOUND);
        TextLayout.addToModel(g2, label, font, data.getX() + 6, base);
        g2.setStroke(new BasicStroke());
    }
}
