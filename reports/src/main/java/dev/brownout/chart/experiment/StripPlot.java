package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.chart.experiment.PlotMark.AreaMark;
import dev.brownout.chart.experiment.PlotMark.DotsMark;
import dev.brownout.chart.experiment.PlotMark.IntervalMark;
import dev.brownout.chart.experiment.PlotMark.LineMark;
import dev.brownout.format.QuantityFormat;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Strip plot of the values of each replication, with their mean and its confidence interval. It has a panel with its
 * own axis for each number, and a row in it for each case. Dots of a row have different heights, so that they are
 * distinguishable. A row with very many values is a histogram.
 *
 * @param slug file name without extension
 * @param title finding of the chart
 * @param subtitle subject of the chart
 * @param panels numbers
 */
public record StripPlot(String slug, String title, String subtitle, List<Panel> panels) {
    /** Maximum number of rows on one chart, where each panel counts for {@link #PANEL_HEADER_ROWS} more. */
    public static final int MOST_ROWS = 22;

    /** Height of a panel besides its rows, in rows. */
    public static final int PANEL_HEADER_ROWS = 2;

    /** Maximum number of dots in a row. A row with more values is a histogram. */
    static final int MOST_DOTS = 400;

    /** Number of columns of a histogram. */
    private static final int COLUMNS = 160;

    /** Golden ratio. The fractional parts of its multiples are evenly distributed, regardless of their number. */
    private static final double GOLDEN = 0.6180339887498949;

    /** Copies the list. */
    public StripPlot {
        panels = List.copyOf(panels);
    }

    /**
     * Panel of a number.
     *
     * @param bound bound of the assertion on the number, if any
     */
    public record Panel(String number, String unit, Optional<Double> bound, List<Row> rows) {
        /** Copies the list. */
        public Panel {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Values of the replications of a case.
     *
     * @param values values in the order of the replications; {@code NaN} for no data
     * @param low lower end of the interval of the mean
     * @param high upper end of the interval of the mean
     * @param mark verdict of the assertion
     * @param text mean and verdict in words
     */
    public record Row(
            String name, List<Double> values, double mean, double low, double high, PointStyle mark, String text) {
        /** Copies the list. */
        public Row {
            values = List.copyOf(values);
        }
    }

    /** Returns the chart, not rendered yet. Its height depends on the number of rows. */
    public Chart chart() {
        boolean isEvaluated = panels.stream().anyMatch(panel -> panel.bound().isPresent());
        Map<PlotMark, String> legend = isEvaluated
                ? PointStyle.legend("mean with interval: met", "undecided", "violated")
                : PointStyle.legend("mean with interval");
        List<PlotPanel> all = panels.stream().map(StripPlot::panel).toList();
        return new PlotModel(slug, title, subtitle, legend, all).chart();
    }

    private static PlotPanel panel(Panel panel) {
        ValueRange range = range(panel);
        List<PlotMark> marks = new ArrayList<>();
        panel.bound()
                .filter(bound -> bound >= range.from() && bound <= range.to())
                .ifPresent(bound -> marks.add(LineMark.vertical(bound, Palette.BOUND, Palette.boundStroke())));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < panel.rows().size(); i++) {
            Row row = panel.rows().get(i);
            names.add(row.name() + "\n" + row.text());
            List<Double> values = row.values().stream().filter(Double::isFinite).toList();
            marks.addAll(values.size() <= MOST_DOTS ? List.of(dots(values, i)) : columns(values, i, range));
            if (Double.isFinite(row.mean())) {
                marks.add(new IntervalMark(
                        row.low(), i + 0.5, row.high(), i + 0.5, row.mark().colour()));
                marks.add(row.mark().at(row.mean(), i + 0.5, ""));
            }
        }
        String beyond = panel.bound()
                .filter(bound -> bound < range.from() || bound > range.to())
                .map(bound ->
                        " · bound " + QuantityFormat.format(bound, panel.unit()) + (bound > range.to() ? " →" : " ←"))
                .orElse("");
        return new PlotPanel(panel.number() + beyond, new PlotAxis("", range), PlotAxis.rows("", names), marks);
    }

    /** Returns the axis. It includes all values and means, and the bound if it is not far away. */
    private static ValueRange range(Panel panel) {
        DoubleStream values = panel.rows().stream()
                .flatMap(row -> Stream.concat(row.values().stream(), Stream.of(row.mean(), row.low(), row.high())))
                .mapToDouble(Double::doubleValue);
        return ValueRange.fitted(
                panel.unit(),
                values,
                panel.bound().stream().mapToDouble(bound -> bound).toArray());
    }

    private static PlotMark dots(List<Double> values, int row) {
        return new DotsMark(IntStream.range(0, values.size())
                .<Point2D>mapToObj(i -> new Point2D.Double(values.get(i), row + 0.1 + 0.8 * ((i + 1) * GOLDEN % 1)))
                .toList());
    }

    /** Returns the values of a row as a histogram. */
    private static List<PlotMark> columns(List<Double> values, int row, ValueRange range) {
        int[] counts = new int[COLUMNS];
        values.forEach(value -> counts[(int) (range.share(value) * COLUMNS)]++);
        int most = Arrays.stream(counts).max().orElse(1);
        double width = (range.to() - range.from()) / COLUMNS;
        return IntStream.range(0, COLUMNS)
                .filter(i -> counts[i] > 0)
                .<PlotMark>mapToObj(i -> new AreaMark(
                        range.from() + i * width,
                        row + 0.95,
                        range.from() + (i + 1) * width,
                        row + 0.95 - 0.9 * counts[i] / most,
                        Palette.REST,
                        ""))
                .toList();
    }
}
