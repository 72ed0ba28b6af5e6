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
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
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
    private static final double LEFT = 104;
    private static final double BOTTOM = 30;
    private static final double RIGHT = 34;
    private static final double TOP = 34;
    /**
     * Maximum ratio of the end of the value axis to the bound, if smaller values are better. Larger values are drawn at
     * the upper edge, with the value in their label.
     */
    private static final double MAX_BOUND_RATIO = 3;

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
        return new Chart(slug, title, this::paint);
    }

    private void paint(Graphics2D g2, int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        Rectangle2D area = frame.paint(title, subtitle);
        Rectangle2D data = ChartFrame.inset(area, LEFT, TOP, RIGHT, BOTTOM);
        ValueRange costs = ValueRange.fitted(costUnit, designs.stream().mapToDouble(Design::cost));
        Plot plot = new Plot(g2, data, costs.from(), costs.to(), range());
        plot.grid(costUnit);
        paintFrontier(plot);
        bound.ifPresent(limit -> plot.bound(limit.label(), limit.value()));
        paintDesigns(plot);
        Plot.legend(
                g2,
                judged ? PointStyle.verdictMeanings() : new LinkedHashMap<>(),
                data.getX(),
                area.getY() + Plot.TEXT + 4);
        Font font = Typeface.regular(Plot.TEXT);
        String legend = "Pareto frontier (no design is cheaper and better)";
        double x = data.getMaxX() - TextLayout.width(legend, font);
        plot.line(Palette.line(2), new BasicStroke(2), x - 40, area.getY() + 13, x - 8, area.getY() + 13);
        g2.setPaint(Palette.INK);
        TextLayout.addToModel(g2, legend, font, x, area.getY() + Plot.TEXT + 4);
        frame.axes(area, cost, metric);
    }

    private ValueRange range() {
        double[] values = designs.stream()
                .mapToDouble(Design::value)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double min = values.length == 0 ? Double.NaN : values[0];
        double max = values.length == 0 ? Double.NaN : values[values.length - 1];
        double positive = Arrays.stream(values).filter(v -> v > 0).findFirst().orElse(Double.NaN);
        if (bound.isPresent()
                && !higherIsBetter
                && bound.get().value() > 0
                && min < MAX_BOUND_RATIO * bound.get().value()) {
            max = Math.min(max, MAX_BOUND_RATIO * bound.get().value());
        }
        double[] bounds = bound.map(limit -> new double[] {limit.value()}).orElse(new double[0]);
        double top = max;
        return ValueRange.isWide(unit, positive, top)
                ? ValueRange.of(unit, higherIsBetter, true, min, positive, top, bounds)
                : ValueRange.fitted(unit, Arrays.stream(values).map(value -> Math.min(value, top)), bounds);
    }

    /** Paints the frontier as a step function of the cost. */
    private void paintFrontier(Plot plot) {
        Path2D path = new Path2D.Double();
        List<Design> frontier = frontier();
        for (int i = 0; i < frontier.size(); i++) {
            double x = plot.x(frontier.get(i).cost());
            double y = plot.y(frontier.get(i).value());
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, plot.y(frontier.get(i - 1).value()));
                path.lineTo(x, y);
            }
        }
        if (!frontier.isEmpty()) {
            plot.g2().setPaint(Palette.line(2));
            plot.g2().setStroke(new BasicStroke(2));
            plot.g2().draw(path);
            plot.g2().setStroke(new BasicStroke());
        }
    }

    /** Paints the designs with their names where there is space. Names of the frontier come first. */
    private void paintDesigns(Plot plot) {
        List<Rectangle2D> occupied = new ArrayList<>();
        for (Design design : designs) {
            if (design.isShown()) {
                double x = plot.x(design.cost());
                double y = plot.y(design.value());
                design.mark().addToModel(plot.g2(), x, y);
                occupied.add(new Rectangle2D.Double(
                        x - PointStyle.RADIUS, y - PointStyle.RADIUS, 2 * PointStyle.RADIUS, 2 * PointStyle.RADIUS));
            }
        }
        bound.ifPresent(limit -> occupied.add(new Rectangle2D.Double(
                plot.data().getX(), plot.y(limit.value()) - 1, plot.data().getWidth(), 2)));
        List<Design> labelOrder = new ArrayList<>(frontier());
        designs.stream().filter(design -> !labelOrder.contains(design)).forEach(labelOrder::add);
        Font font = Typeface.regular(Plot.TEXT);
        for (Design design : labelOrder) {
            if (design.isShown()) {
                boolean aboveAxis = design.value() > plot.values().to();
                String valueText = aboveAxis ? ", " + QuantityFormat.format(design.value(), unit) + " ↑" : "";
                String label = TextLayout.shorten(design.name(), font, 260) + valueText;
                labelArea(plot, design.cost(), design.value(), TextLayout.width(label, font), occupied)
                        .ifPresent(area -> {
                            occupied.add(area);
                            plot.g2().setPaint(Palette.INK);
                            TextLayout.addToModel(plot.g2(), label, font, area.getX(), area.getMaxY() - 4);
                        });
            }
        }
    }

    /** Returns a free area for the name of a design beside its mark; empty if there is none. */
    static Optional<Rectangle2D> labelArea(
            Plot plot, double number, double value, double labelWidth, List<Rectangle2D> occupied) {
        double x = plot.x(number);
        double y = plot.y(value);
        double labelHeight = Plot.TEXT + 4;
        double offset = PointStyle.RADIUS + 5;
        Rectangle2D[] candidates = {
            new Rectangle2D.Double(x + offset, y - labelHeight - 2, labelWidth, labelHeight),
            new Rectangle2D.Double(x + offset, y + 2, labelWidth, labelHeight),
            new Rectangle2D.Double(x - offset - labelWidth, y - labelHeight - 2, labelWidth, labelHeight),
            new Rectangle2D.Double(x - offset - labelWidth, y + 2, labelWidth, labelHeight),
            new Rectangle2D.Double(x - labelWidth / 2, y - offset - labelHeight, labelWidth, labelHeight),
            new Rectangle2D.Double(x - labelWidth / 2, y + offset, labelWidth, labelHeight)
        };
        for (Rectangle2D candidate : candidates) {
            if (plot.data().contains(candidate) && occupied.stream().noneMatch(candidate::intersects)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
