package dev.brownout.chart.experiment;

import dev.brownout.chart.Chart;
import dev.brownout.chart.ChartFrame;
import dev.brownout.chart.LineChart.LimitLine;
import dev.brownout.chart.Palette;
import dev.brownout.chart.TextLayout;
import dev.brownout.chart.Typeface;
import dev.brownout.chart.ValueRange;
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
 * Chart of designs by their cost and a number, with the Pareto frontier: the designs that no design beats in both.
 *
 * @param slug file name without extension
 * @param title finding of the chart
 * @param subtitle subject of the chart
 * @param cost name of the cost
 * @param costUnit unit of the cost
 * @param number name of the number
 * @param unit unit of the number
 * @param more whether larger numbers are better
 * @param judged whether the designs have assertions
 * @param designs designs to compare
 * @param bound bound of the assertion on the number, if any
 */
public record FrontierChart(
        String slug,
        String title,
        String subtitle,
        String cost,
        String costUnit,
        String number,
        String unit,
        boolean more,
        boolean judged,
        List<Design> designs,
        Optional<LimitLine> bound) {
    private static final double LEFT = 104;
    private static final double BOTTOM = 30;
    private static final double RIGHT = 34;
    private static final double TOP = 34;
    /** Ratio of a value to the bound above which the value is drawn at the upper edge, with a label. */
    private static final double CLEAR = 3;

    /** Copies the list. */
    public FrontierChart {
        designs = List.copyOf(designs);
    }

    /**
     * Design with its cost and number.
     *
     * @param value number; {@code NaN} for no data
     * @param mark verdict of its assertions
     */
    public record Design(String name, double cost, double value, PointStyle mark) {}

    /**
     * Returns the Pareto frontier, the cheapest design first: each design is better than all cheaper ones. Designs
     * without data are not part of it.
     */
    public List<Design> frontier() {
        List<Design> found = new ArrayList<>();
        designs.stream()
                .filter(one -> Double.isFinite(one.value()) && Double.isFinite(one.cost()))
                .sorted(Comparator.comparingDouble(Design::cost)
                        .thenComparingDouble(one -> more ? -one.value() : one.value()))
                .forEach(one -> {
                    if (found.isEmpty() || better(one, found.get(found.size() - 1))) {
                        found.add(one);
                    }
                });
        return found;
    }

    private boolean better(Design one, Design other) {
        return more ? one.value() > other.value() : one.value() < other.value();
    }

    /** Returns the chart, not rendered yet. */
    public Chart chart() {
        return new Chart(slug, title, this::paint);
    }

    private void paint(Graphics2D g2, int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        Rectangle2D area = frame.paint(title, subtitle);
        Rectangle2D data = new Rectangle2D.Double(
                area.getX() + LEFT, area.getY() + TOP, area.getWidth() - LEFT - RIGHT, area.getHeight() - TOP - BOTTOM);
        double least = designs.stream().mapToDouble(Design::cost).min().orElse(0);
        double most = designs.stream().mapToDouble(Design::cost).max().orElse(1);
        double margin = most > least ? (most - least) * 0.08 : Math.max(1e-9, most * 0.1);
        Plot plot = new Plot(g2, data, least - margin, most + 2 * margin, range());
        plot.grid(costUnit);
        step(plot);
        bound.ifPresent(one -> plot.bound(one.label(), one.value()));
        designs(plot);
        Plot.legend(g2, judged ? PointStyle.judged() : new LinkedHashMap<>(), data.getX(), area.getY() + Plot.TEXT + 4);
        Font font = Typeface.regular(Plot.TEXT);
        String line = "the frontier: nothing is both cheaper and better";
        double x = data.getMaxX() - TextLayout.width(line, font);
        plot.line(Palette.line(2), new BasicStroke(2), x - 40, area.getY() + 13, x - 8, area.getY() + 13);
        g2.setPaint(Palette.INK);
        TextLayout.draw(g2, line, font, x, area.getY() + Plot.TEXT + 4);
        frame.axes(area, cost, number);
    }

    private ValueRange range() {
        double[] all = designs.stream()
                .mapToDouble(Design::value)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double min = all.length == 0 ? Double.NaN : all[0];
        double max = all.length == 0 ? Double.NaN : all[all.length - 1];
        double positive = Arrays.stream(all).filter(v -> v > 0).findFirst().orElse(Double.NaN);
        if (bound.isPresent()
                && !more
                && bound.get().value() > 0
                && min < CLEAR * bound.get().value()) {
            max = Math.min(max, CLEAR * bound.get().value());
        }
        double[] bounds = bound.map(one -> new double[] {one.value()}).orElse(new double[0]);
        return ValueRange.of(unit, more, ValueRange.wide(unit, positive, max), min, positive, max, bounds);
    }

    /** Paints the frontier as a step function of the cost. */
    private void step(Plot plot) {
        Path2D path = new Path2D.Double();
        List<Design> found = frontier();
        for (int i = 0; i < found.size(); i++) {
            double x = plot.x(found.get(i).cost());
            double y = plot.y(found.get(i).value());
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, plot.y(found.get(i - 1).value()));
                path.lineTo(x, y);
            }
        }
        if (!found.isEmpty()) {
            plot.g2().setPaint(Palette.line(2));
            plot.g2().setStroke(new BasicStroke(2));
            plot.g2().draw(path);
            plot.g2().setStroke(new BasicStroke());
        }
    }

    /** Paints the designs with their names where there is space. Names of the frontier come first. */
    private void designs(Plot plot) {
        List<Rectangle2D> taken = new ArrayList<>();
        for (Design design : designs) {
            if (Double.isFinite(design.value())) {
                double x = plot.x(design.cost());
                double y = plot.y(design.value());
                design.mark().draw(plot.g2(), x, y);
                taken.add(new Rectangle2D.Double(
                        x - PointStyle.RADIUS, y - PointStyle.RADIUS, 2 * PointStyle.RADIUS, 2 * PointStyle.RADIUS));
            }
        }
        bound.ifPresent(one -> taken.add(new Rectangle2D.Double(
                plot.data().getX(), plot.y(one.value()) - 1, plot.data().getWidth(), 2)));
        List<Design> order = new ArrayList<>(frontier());
        designs.stream().filter(one -> !order.contains(one)).forEach(order::add);
        Font font = Typeface.regular(Plot.TEXT);
        for (Design design : order) {
            if (Double.isFinite(design.value())) {
                boolean beyond = design.value() > plot.values().to();
                String value = beyond ? ", " + QuantityFormat.of(design.value(), unit) + " ↑" : "";
                String name = TextLayout.shorten(design.name(), font, 260) + value;
                place(plot, design, TextLayout.width(name, font), taken).ifPresent(free -> {
                    taken.add(free);
                    plot.g2().setPaint(Palette.INK);
                    TextLayout.draw(plot.g2(), name, font, free.getX(), free.getMaxY() - 4);
                });
            }
        }
    }

    private static Optional<Rectangle2D> place(Plot plot, Design design, double length, List<Rectangle2D> taken) {
        double x = plot.x(design.cost());
        double y = plot.y(design.value());
        double high = Plot.TEXT + 4;
        double off = PointStyle.RADIUS + 5;
        Rectangle2D[] places = {
            new Rectangle2D.Double(x + off, y - high - 2, length, high),
            new Rectangle2D.Double(x + off, y + 2, length, high),
            new Rectangle2D.Double(x - off - length, y - high - 2, length, high),
            new Rectangle2D.Double(x - off - length, y + 2, length, high),
            new Rectangle2D.Double(x - length / 2, y - off - high, length, high),
            new Rectangle2D.Double(x - length / 2, y + off, length, high)
        };
        for (Rectangle2D place : places) {
            if (plot.data().contains(place) && taken.stream().noneMatch(place::intersects)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }
}
