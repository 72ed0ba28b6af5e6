package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.AxisScale;
import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.experiment.PlotMark.IntervalMark;
import dev.brownout.chart.experiment.PlotMark.LineMark;
import dev.brownout.chart.experiment.PlotMark.PointMark;
import dev.brownout.chart.experiment.PlotMark.TextMark;
import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.format.QuantityFormat;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Forest plot of the relative differences between several cases and a first one. It has a row for each number and a
 * column for each case. Each difference has a confidence interval. The axis is logarithmic, so that twice and half are
 * equally far from the middle. It extends to a factor of twenty; arrows mark values beyond it.
 *
 * @param slug file name without extension
 * @param title finding of the chart
 * @param subtitle subject of the chart
 * @param first case that the cases of the columns are compared with
 * @param rows numbers
 * @param columns compared cases
 */
public record ForestPlot(
        String slug, String title, String subtitle, String first, List<Row> rows, List<Column> columns) {
    /** Maximum number of rows on one chart. */
    public static final int MOST_ROWS = 20;

    /** Maximum number of columns on one chart. */
    public static final int MOST_COLUMNS = 4;

    private static final double FARTHEST = ElementaryFunctions.log(20);
    private static final double NEAREST = ElementaryFunctions.log(1.1);
    /** Share of the width of the chart for the texts of a column. */
    private static final double TEXTS = 0.1;
    /** Share of the width of the chart between two columns. */
    private static final double GAP = 0.015;
    /** Usual width of all columns, in pixels. */
    private static final double PIXELS = 1050;

    private static final double PIXELS_PER_TICK = 90;
    private static final double[] FACTORS = {1.5, 2, 3, 5, 10, 20};

    /** Copies the lists. */
    public ForestPlot {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
    }

    /**
     * Number of the first case, with the differences of the compared cases.
     *
     * @param number name of the number
     * @param value value of the first case, in words
     * @param entries one entry per column
     */
    public record Row(String number, String value, List<Entry> entries) {
        /** Copies the list. */
        public Row {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Difference of a number between two cases.
     *
     * @param share value as a share of that of the first case; {@code NaN} for no data
     * @param low lower end of its interval, 0 or less if the interval extends below zero
     * @param high upper end of its interval; infinite if the value of the first case is zero
     * @param mark whether the difference is an improvement or a deterioration
     * @param text difference in words
     */
    public record Entry(double share, double low, double high, PointStyle mark, String text) {}

    /** Compared case, with its finding. */
    public record Column(String name, String finding) {}

    /** Returns the chart, not rendered yet. Its height depends on the number of rows. */
    public Chart chart() {
        double reach = reach();
        List<PlotMark> marks = new ArrayList<>();
        List<AxisScale.Tick> ticks = new ArrayList<>();
        int most = Math.max(1, (int) (PIXELS * (1.0 / columns.size() - TEXTS) / PIXELS_PER_TICK));
        for (int i = 0; i < columns.size(); i++) {
            for (AxisScale.Tick tick : ticks(reach, most)) {
                ticks.add(new AxisScale.Tick(x(i, tick.at(), reach), tick.label()));
            }
            double same = x(i, 1, reach);
            marks.add(new LineMark(same, 1, same, rows.size() + 1, Palette.INK, new BasicStroke(1.4f)));
            String heading = columns.get(i).name() + "\n" + columns.get(i).finding();
            marks.add(new TextMark(i, 0.5, i + 1, heading, Palette.INK));
            for (int row = 0; row < rows.size(); row++) {
                marks.addAll(marks(i, row + 1.5, rows.get(row).entries().get(i), reach));
            }
        }
        List<String> names = new ArrayList<>(List.of(""));
        rows.forEach(row -> names.add(row.number() + "\n" + row.value()));
        Map<PlotMark, String> legend =
                PointStyle.legend("better", "not significant", "worse", "not comparable (different requests)");
        PlotPanel panel = new PlotPanel(
                PlotAxis.positions("relative to '" + first + "'", columns.size(), ticks),
                PlotAxis.rows("", names),
                marks);
        return new PlotModel(slug, title, subtitle, legend, panel).chart();
    }

    private List<PlotMark> marks(int column, double y, Entry entry, double reach) {
        boolean isSignificant = entry.mark() == PointStyle.GOOD || entry.mark() == PointStyle.BAD;
        Color color = isSignificant ? entry.mark().colour() : Palette.FAINT_INK;
        List<PlotMark> marks = new ArrayList<>();
        marks.add(new TextMark(column + 1 - TEXTS * columns.size(), y, column + 1, entry.text(), color));
        if (Double.isNaN(entry.share())) {
            return marks;
        }
        double x = x(column, entry.share(), reach);
        if (Double.isFinite(entry.share())) {
            double low = x(column, entry.low(), reach);
            marks.add(new IntervalMark(
                    low, y, x(column, entry.high(), reach), y, entry.mark().colour()));
        }
        double log = entry.share() > 0 ? ElementaryFunctions.log(entry.share()) : Double.NEGATIVE_INFINITY;
        PlotSymbol arrow = log < 0 ? PlotSymbol.LEFT_ARROW : PlotSymbol.RIGHT_ARROW;
        marks.add(
                Math.abs(log) > reach
                        ? new PointMark(x, y, arrow, entry.mark().colour(), "")
                        : entry.mark().at(x, y, ""));
        return marks;
    }

    /** Returns the position of a share in a column. A share beyond the extent of the axis is at its end. */
    private double x(int column, double share, double reach) {
        double log = share > 0 ? ElementaryFunctions.log(share) : -reach;
        double inside = Math.max(-reach, Math.min(reach, log)) / reach;
        double gap = GAP * columns.size();
        return column + gap + (1 - TEXTS * columns.size() - gap) * (1 + inside) / 2;
    }

    /** Returns the extent of the axis to either side, as a natural logarithm. */
    private double reach() {
        double reach = NEAREST;
        for (Row row : rows) {
            for (Entry entry : row.entries()) {
                for (double end : new double[] {entry.share(), entry.low(), entry.high()}) {
                    double log = end > 0 && Double.isFinite(end) ? Math.abs(ElementaryFunctions.log(end)) : 0;
                    reach = Math.max(reach, log * 1.06);
                }
            }
        }
        return Math.min(reach, FARTHEST);
    }

    /**
     * Returns ticks at round shares within the extent of the axis, at most {@code most} to either side. A short axis
     * has percentages, a long one factors.
     */
    private static List<AxisScale.Tick> ticks(double reach, int most) {
        List<AxisScale.Tick> ticks = new ArrayList<>();
        ticks.add(new AxisScale.Tick(1, "same"));
        double farthest = ElementaryFunctions.exp(reach);
        if (reach < ElementaryFunctions.log(1.6)) {
            double step = AxisScale.roundUp((farthest - 1) / (most + 0.5));
            for (int i = 1; i * step < farthest - 1 && i * step < 1; i++) {
                ticks.add(0, new AxisScale.Tick(1 - i * step, QuantityFormat.signedPercent(-i * step)));
                ticks.add(new AxisScale.Tick(1 + i * step, QuantityFormat.signedPercent(i * step)));
            }
            return ticks;
        }
        List<Double> factors = new ArrayList<>();
        for (double factor : FACTORS) {
            if (factor <= farthest) {
                factors.add(factor);
            }
        }
        int every = (factors.size() + most - 1) / most;
        for (int i = factors.size() - 1; i >= 0; i -= every) {
            String factor = QuantityFormat.count(factors.get(i));
            ticks.add(new AxisScale.Tick(factors.get(i), "× " + factor));
            ticks.add(new AxisScale.Tick(1 / factors.get(i), "÷ " + factor));
        }
        ticks.sort((a, b) -> Double.compare(a.at(), b.at()));
        return ticks;
    }
}
