package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.draw.ValueRange;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Quantile-quantile plot of a fitted distribution against a measured one. Equal distributions give points on the
 * diagonal. Above the diagonal the fitted distribution has the larger values, below it the smaller ones.
 *
 * @param slug file name without extension
 * @param title finding of the chart
 * @param subtitle subject of the chart
 * @param unit unit of the values
 * @param points quantiles, ascending
 */
public record QuantileQuantilePlot(String slug, String title, String subtitle, String unit, List<Point> points) {
    private static final double LEFT = 104;
    private static final double BOTTOM = 30;
    private static final double RIGHT = 64;
    private static final double TOP = 34;

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the list is empty
     */
    public QuantileQuantilePlot {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("there is a point at least");
        }
    }

    /**
     * Quantile of the measured and of the fitted distribution.
     *
     * @param label label of the point; empty for none
     * @param measured quantile of the measured distribution
     * @param fitted quantile of the fitted distribution
     */
    public record Point(String label, double measured, double fitted) {}

    /** Returns the chart, not rendered yet. */
    public Chart chart() {
        return new Chart(slug, title, this::paint);
    }

    private void paint(Graphics2D g2, int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        Rectangle2D area = frame.paint(title, subtitle);
        Rectangle2D data = ChartFrame.inset(area, LEFT, TOP, RIGHT, BOTTOM);
        ValueRange range = ValueRange.fitted(
                unit, points.stream().flatMapToDouble(point -> DoubleStream.of(point.measured(), point.fitted())));
        Plot plot = new Plot(g2, data, range.from(), range.to(), range);
        plot.grid(unit);
        plot.line(Palette.BOUND, Palette.boundStroke(), data.getX(), data.getMaxY(), data.getMaxX(), data.getY());
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            plot.line(
                    Palette.line(0),
                    new BasicStroke(2),
                    plot.x(from.measured()),
                    plot.y(from.fitted()),
                    plot.x(to.measured()),
                    plot.y(to.fitted()));
        }
        paintLabelledPoints(plot);
        g2.setPaint(Palette.INK);
        TextLayout.addToModel(
                g2, "dashed: fitted = measured", Typeface.regular(Plot.TEXT), data.getX(), area.getY() + Plot.TEXT + 4);
        frame.axes(area, "measured", "fitted");
    }

    /** Paints the labelled points. A label is omitted if it would overlap an earlier one. */
    private void paintLabelledPoints(Plot plot) {
        Font font = Typeface.regular(Plot.TEXT);
        List<Rectangle2D> occupied = new ArrayList<>();
        for (Point point : points) {
            if (point.label().isEmpty()) {
                continue;
            }
            double x = plot.x(point.measured());
            double y = plot.y(point.fitted());
            PointStyle.GOOD.addToModel(plot.g2(), x, y);
            Rectangle2D labelArea = new Rectangle2D.Double(
                    x + PointStyle.RADIUS + 5, y + 2, TextLayout.width(point.label(), font), Plot.TEXT + 4);
            if (occupied.stream().noneMatch(labelArea::intersects)) {
                occupied.add(labelArea);
                plot.g2().setPaint(Palette.INK);
                TextLayout.addToModel(plot.g2(), point.label(), font, labelArea.getX(), labelArea.getMaxY() - 4);
            }
        }
    }
}
