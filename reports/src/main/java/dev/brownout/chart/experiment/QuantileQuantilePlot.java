package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.chart.experiment.PlotMark.LineMark;
import java.awt.BasicStroke;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        ValueRange range = ValueRange.fitted(
                unit, points.stream().flatMapToDouble(point -> DoubleStream.of(point.measured(), point.fitted())));
        LineMark diagonal =
                new LineMark(range.from(), range.from(), range.to(), range.to(), Palette.BOUND, Palette.boundStroke());
        List<PlotMark> marks = new ArrayList<>(List.of(diagonal));
        marks.add(new LineMark(
                "",
                points.stream()
                        .<Point2D>map(point -> new Point2D.Double(point.measured(), point.fitted()))
                        .toList(),
                Palette.line(0),
                new BasicStroke(2)));
        points.stream()
                .filter(point -> !point.label().isEmpty())
                .forEach(point -> marks.add(PointStyle.GOOD.at(point.measured(), point.fitted(), point.label())));
        return new PlotModel(
                        slug,
                        title,
                        subtitle,
                        Map.of(diagonal, "fitted = measured"),
                        new PlotPanel(new PlotAxis("measured", range), new PlotAxis("fitted", range), marks))
                .chart();
    }
}
