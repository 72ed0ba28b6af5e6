package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.chart.experiment.LineChart.LimitLine;
import dev.brownout.chart.experiment.PlotMark.BoundMark;
import dev.brownout.chart.experiment.PlotMark.LineMark;
import java.awt.BasicStroke;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scatter plot of designs by their cost and a second metric, with the Pareto frontier. No design is both cheaper and
 * better than a design of the frontier.
 *
 * @param slug file name without extension
 * @param title finding of the chart
 * @param subtitle subject of the chart
 * @param cost name of the cost
 * @param costUnit unit of the cost
 * @param metric name of the metric
 * @param unit unit of the metric
 * @param higherIsBetter whether larger values of the metric are better
 * @param judged whether the designs have assertions
 * @param designs designs to compare
 * @param bound bound of the assertion on the metric, if any
 */
public record FrontierChart(
        String slug,
        String title,
        String subtitle,
        String cost,
        String costUnit,
        String metric,
        String unit,
        boolean higherIsBetter,
        boolean judged,
        List<Design> designs,
        Optional<LimitLine> bound) {
    /** Copies the list. */
    public FrontierChart {
        designs = List.copyOf(designs);
    }

    /**
     * Design with its cost and its value of the metric.
     *
     * @param value value of the metric; {@code NaN} for no data
     * @param mark verdict of its assertions
     */
    public record Design(String name, double cost, double value, PointStyle mark) {
        /** Returns whether the chart can show the design: its cost and its number are finite. */
        boolean isShown() {
            return Double.isFinite(cost) && Double.isFinite(value);
        }
    }

    /**
     * Returns the Pareto frontier, the cheapest design first. Each design has a better value than all cheaper designs.
     * Designs without data are not part of the frontier.
     */
    public List<Design> frontier() {
        List<Design> frontier = new ArrayList<>();
        designs.stream()
                .filter(Design::isShown)
                .sorted(Comparator.comparingDouble(Design::cost)
                        .thenComparingDouble(design -> higherIsBetter ? -design.value() : design.value()))
                .forEach(design -> {
                    if (frontier.isEmpty() || isBetter(design, frontier.get(frontier.size() - 1))) {
                        frontier.add(design);
                    }
                });
        return frontier;
    }

    private boolean isBetter(Design design, Design cheaper) {
        return higherIsBetter ? design.value() > cheaper.value() : design.value() < cheaper.value();
    }

    /** Returns the chart, not rendered yet. */
    public Chart chart() {
        List<Design> frontier = frontier();
        List<Point2D> steps = new ArrayList<>();
        for (Design design : frontier) {
            if (!steps.isEmpty()) {
                steps.add(new Point2D.Double(
                        design.cost(), steps.get(steps.size() - 1).getY()));
            }
            steps.add(new Point2D.Double(design.cost(), design.value()));
        }
        LineMark line = new LineMark("", steps, Palette.line(2), new BasicStroke(2));
        List<PlotMark> marks = new ArrayList<>(List.of(line));
        bound.ifPresent(limit -> marks.add(new BoundMark(limit)));
        List<Design> ordered = new ArrayList<>(designs);
        ordered.removeAll(frontier);
        ordered.addAll(frontier);
        ordered.stream()
                .filter(Design::isShown)
                .forEach(design -> marks.add(design.mark().at(design.cost(), design.value(), design.name())));
        Map<PlotMark, String> legend = judged ? PointStyle.verdicts() : new LinkedHashMap<>();
        legend.put(line, "Pareto frontier (no design is cheaper and better)");
        ValueRange costs = ValueRange.fitted(costUnit, designs.stream().mapToDouble(Design::cost));
        ValueRange values = new PlottedValues(
                        unit,
                        higherIsBetter,
                        designs.stream().mapToDouble(Design::value),
                        designs.stream().mapToDouble(Design::value),
                        bound.stream().mapToDouble(LimitLine::value))
                .fitted();
        PlotPanel panel = new PlotPanel(new PlotAxis(cost, costs), new PlotAxis(metric, values), marks);
        return new PlotModel(slug, title, subtitle, legend, panel).chart();
    }
}
