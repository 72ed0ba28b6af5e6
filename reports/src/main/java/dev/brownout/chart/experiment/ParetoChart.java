package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.draw.ValueRange;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Scatter plot of designs by two objectives, with confidence intervals. The shape of a mark shows the position relative
 * to the Pareto frontier of all objectives. Its shade shows a third objective, if there is one.
 *
 * @param slug file name without extension
 * @param title finding of the chart
 * @param subtitle subject of the chart
 * @param across objective of the horizontal axis
 * @param upwards objective of the vertical axis
 * @param shade objective of the shades; empty for two objectives
 * @param designs designs to compare
 */
public record ParetoChart(
        String slug,
        String title,
        String subtitle,
        Axis across,
        Axis upwards,
        Optional<Axis> shade,
        List<Point> designs) {
    private static final double LEFT = 104;
    private static final double BOTTOM = 30;
    private static final double RIGHT = 34;
    private static final double TOP = 58;
    private static final double ROW = 22;
    private static final double GAP = 20;

    /**
     * An objective.
     *
     * @param name name of the metric
     * @param unit unit of the metric
     * @param lowerIsBetter whether smaller values are better
     */
    public record Axis(String name, String unit, boolean lowerIsBetter) {
        private String label() {
            return name + (lowerIsBetter ? " (lower is better)" : " (higher is better)");
        }
    }

    /** A value with its confidence interval. */
    public record Value(double mean, double low, double high) {}

    /**
     * A design.
     *
     * @param across value on the horizontal axis
     * @param upwards value on the vertical axis
     * @param shade third value; {@code NaN} for none
     * @param mark position relative to the frontier
     */
    public record Point(String name, Value across, Value upwards, double shade, DesignMark mark) {
        private boolean isShown() {
            return Double.isFinite(across.mean()) && Double.isFinite(upwards.mean());
        }
    }

    /** Copies the list. */
    public ParetoChart {
        designs = List.copyOf(designs);
    }

    /** Returns the chart, not rendered yet. */
    public Chart chart() {
        return new Chart(slug, title, this::paint);
    }

    private void paint(Graphics2D g2, int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        Rectangle2D area = frame.paint(title, subtitle);
        Rectangle2D data = ChartFrame.inset(area, LEFT, shade.isPresent() ? TOP : TOP - ROW, RIGHT, BOTTOM);
        ValueRange costs = ValueRange.fitted(across.unit(), ends(Point::across));
        Plot plot = new Plot(g2, data, costs.from(), costs.to(), range());
        plot.grid(across.unit());
        ValueShades shades = new ValueShades(
                shown().map(Point::shade).toList(),
                shade.map(Axis::unit).orElse("1"),
                shade.map(Axis::lowerIsBetter).orElse(true));
        paintDesigns(plot, shades);
        legend(g2, shades, data.getX(), area.getY() + Plot.TEXT + 4);
        frame.axes(area, across.label(), upwards.label());
    }

    private Stream<Point> shown() {
        return designs.stream().filter(Point::isShown);
    }

    /** Returns the values of an objective, with the ends of their intervals. */
    private DoubleStream ends(Function<Point, Value> objective) {
        return shown().map(objective)
                .flatMapToDouble(value -> DoubleStream.of(value.mean(), value.low(), value.high()))
                .filter(Double::isFinite);
    }

    private ValueRange range() {
        double min = ends(Point::upwards).min().orElse(Double.NaN);
        double max = ends(Point::upwards).max().orElse(Double.NaN);
        double positive = shown().mapToDouble(point -> point.upwards().mean())
                .filter(value -> value > 0)
                .min()
                .orElse(Double.NaN);
        return ValueRange.isWide(upwards.unit(), positive, max)
                ? ValueRange.of(upwards.unit(), false, true, min, positive, max)
                : ValueRange.fitted(upwards.unit(), ends(Point::upwards));
    }

    /** Paints the intervals, the marks and the names where there is space. Names of the frontier come first. */
    private void paintDesigns(Plot plot, ValueShades shades) {
        List<Rectangle2D> occupied = new ArrayList<>();
        List<Point> ordered =
                shown().sorted(Comparator.comparing(Point::mark).reversed()).toList();
        for (Point point : ordered) {
            double x = plot.x(point.across().mean());
            double y = plot.y(point.upwards().mean());
            BasicStroke thin = new BasicStroke(1);
            plot.line(
                    Palette.RULE,
                    thin,
                    x,
                    plot.y(point.upwards().low()),
                    x,
                    plot.y(point.upwards().high()));
            plot.line(
                    Palette.RULE,
                    thin,
                    plot.x(point.across().low()),
                    y,
                    plot.x(point.across().high()),
                    y);
            double radius = DesignMark.RADIUS;
            occupied.add(new Rectangle2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
        }
        ordered.forEach(point -> point.mark()
                .addToModel(
                        plot.g2(),
                        plot.x(point.across().mean()),
                        plot.y(point.upwards().mean()),
                        shade.isPresent() ? shades.of(point.shade()) : Palette.BACKGROUND));
        Font font = Typeface.regular(Plot.TEXT);
        shown().sorted(Comparator.comparing(Point::mark)).forEach(point -> {
            String label = TextLayout.shorten(point.name(), font, 260);
            FrontierChart.labelArea(
                            plot,
                            point.across().mean(),
                            point.upwards().mean(),
                            TextLayout.width(label, font),
                            occupied)
                    .ifPresent(area -> {
                        occupied.add(area);
                        plot.g2().setPaint(Palette.INK);
                        TextLayout.addToModel(plot.g2(), label, font, area.getX(), area.getMaxY() - 4);
                    });
        });
    }

    /** Paints the meanings of the shapes, and in a second row the classes of the shades. */
    private void legend(Graphics2D g2, ValueShades shades, double left, double base) {
        double x = left;
        for (DesignMark mark : DesignMark.values()) {
            x = entry(g2, mark, Palette.BACKGROUND, mark.meaning(), x, base);
        }
        if (shade.isEmpty()) {
            return;
        }
        Font font = Typeface.regular(Plot.TEXT);
        String name = shade.get().label() + ":";
        g2.setPaint(Palette.INK);
        TextLayout.addToModel(g2, name, font, left, base + ROW);
        x = left + TextLayout.width(name, font) + GAP;
        List<String> labels = shades.labels();
        for (int i = 0; i < labels.size(); i++) {
            x = entry(g2, DesignMark.FRONTIER, shades.shade(i), labels.get(i), x, base + ROW);
        }
    }

    private static double entry(Graphics2D g2, DesignMark mark, Color fill, String text, double x, double base) {
        Font font = Typeface.regular(Plot.TEXT);
        mark.addToModel(g2, x + DesignMark.RADIUS, base - Plot.TEXT * 0.36, fill);
        g2.setPaint(Palette.INK);
        double start = x + 2 * DesignMark.RADIUS + 8;
        TextLayout.addToModel(g2, text, font, start, base);
        return start + TextLayout.width(text, font) + GAP;
    }
}
