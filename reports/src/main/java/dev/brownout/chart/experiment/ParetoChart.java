package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.chart.experiment.PlotMark.IntervalMark;
import dev.brownout.chart.experiment.PlotMark.PointMark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        ValueShades shades = new ValueShades(
                shown().map(Point::shade).toList(),
                shade.map(Axis::unit).orElse("1"),
                shade.map(Axis::lowerIsBetter).orElse(true));
        List<PlotMark> marks = new ArrayList<>();
        shown().forEach(point -> {
            double x = point.across().mean();
            double y = point.upwards().mean();
            marks.add(new IntervalMark(
                    x, point.upwards().low(), x, point.upwards().high(), Palette.RULE));
            marks.add(new IntervalMark(point.across().low(), y, point.across().high(), y, Palette.RULE));
        });
        shown().sorted(Comparator.comparing(Point::mark).reversed())
                .forEach(point -> marks.add(new PointMark(
                        point.across().mean(),
                        point.upwards().mean(),
                        point.mark().symbol(),
                        shade.isPresent() ? shades.of(point.shade()) : Palette.BACKGROUND,
                        point.name())));
        PlotAxis horizontal = new PlotAxis(across.label(), ValueRange.fitted(across.unit(), ends(Point::across)));
        ValueRange values = new PlottedValues(
                        upwards.unit(),
                        !upwards.lowerIsBetter(),
                        shown().mapToDouble(point -> point.upwards().mean()),
                        ends(Point::upwards),
                        DoubleStream.empty())
                .fitted();
        PlotPanel panel = new PlotPanel(horizontal, new PlotAxis(upwards.label(), values), marks);
        return new PlotModel(slug, title, subtitle, legend(shades), panel).chart();
    }

    /** Returns the meanings of the shapes, and then the classes of the shades. */
    private Map<PlotMark, String> legend(ValueShades shades) {
        Map<PlotMark, String> legend = new LinkedHashMap<>();
        for (DesignMark mark : DesignMark.values()) {
            legend.put(new PointMark(0, 0, mark.symbol(), Palette.BACKGROUND, ""), mark.meaning());
        }
        String name = shade.map(axis -> axis.label() + ": ").orElse("");
        List<String> labels = shade.isPresent() ? shades.labels() : List.of();
        for (int i = 0; i < labels.size(); i++) {
            legend.put(
                    new PointMark(0, 0, DesignMark.FRONTIER.symbol(), shades.shade(i), ""),
                    (i == 0 ? name : "") + labels.get(i));
        }
        return legend;
    }

    private Stream<Point> shown() {
        return designs.stream().filter(Point::isShown);
    }

    /** Returns the values of an objective, with the ends of their intervals. */
    private DoubleStream ends(Function<Point, Value> objective) {
        return shown().map(objective)
                .flatMapToDouble(value -> DoubleStream.of(value.mean(), value.low(), value.high()));
    }
}
