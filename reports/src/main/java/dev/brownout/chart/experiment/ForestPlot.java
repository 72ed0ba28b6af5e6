package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.AxisScale;
import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.format.QuantityFormat;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    private static final double NAMES = 210;
    private static final double TEXTS = 96;
    private static final double GAP = 18;
    private static final double HEAD = 66;
    private static final double BOTTOM = 34;
    private static final float SMALL = 12;
    private static final double TALLEST = 68;
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
        return new Chart(slug, title, this::paint, ChartFrame.height(HEAD + TALLEST * rows.size() + BOTTOM));
    }

    private void paint(Graphics2D g2, int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        Rectangle2D area = frame.paint(title, subtitle);
        Map<PointStyle, String> meanings = new LinkedHashMap<>();
        meanings.put(PointStyle.GOOD, "better");
        meanings.put(PointStyle.BAD, "worse");
        meanings.put(PointStyle.OPEN, "not significant");
        meanings.put(PointStyle.UNJUDGED, "not comparable (different requests)");
        Plot.legend(g2, meanings, area.getX() + 4, area.getY() + Plot.TEXT + 4);
        double top = area.getY() + HEAD;
        double each = (area.getHeight() - HEAD - BOTTOM) / rows.size();
        double high = Math.min(each, TALLEST);
        names(g2, area, top, high);
        double reach = reach();
        double wide = (area.getWidth() - NAMES) / columns.size();
        for (int i = 0; i < columns.size(); i++) {
            double left = area.getX() + NAMES + i * wide + GAP;
            Rectangle2D data = new Rectangle2D.Double(left, top, wide - GAP - TEXTS, high * rows.size());
            column(g2, data, i, high, reach);
        }
        double used = HEAD + high * rows.size() + BOTTOM;
        frame.axes(
                new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth(), used),
                "relative to '" + first + "'",
                "");
    }

    private void names(Graphics2D g2, Rectangle2D area, double top, double high) {
        Font font = Typeface.regular(Plot.TEXT);
        Font small = Typeface.regular(SMALL);
        for (int i = 0; i < rows.size(); i++) {
            double middle = top + (i + 0.5) * high;
            if (i % 2 == 0) {
                g2.setPaint(Palette.mixed(Palette.BACKGROUND, Palette.GRID, 0.4));
                g2.fill(new Rectangle2D.Double(area.getX(), middle - high / 2, area.getWidth(), high));
            }
            boolean two = high > 2 * Plot.TEXT;
            g2.setPaint(Palette.INK);
            TextLayout.addToModel(
                    g2,
                    TextLayout.shorten(rows.get(i).number(), font, NAMES - (two ? 8 : 72)),
                    font,
                    area.getX() + 4,
                    middle + (two ? -2 : Plot.TEXT * 0.36));
            g2.setPaint(Palette.FAINT_INK);
            String value = rows.get(i).value();
            double x = two ? area.getX() + 4 : area.getX() + NAMES - TextLayout.width(value, small);
            TextLayout.addToModel(g2, value, small, x, middle + (two ? SMALL + 2 : SMALL * 0.36));
        }
    }

    private void column(Graphics2D g2, Rectangle2D data, int number, double high, double reach) {
        Column column = columns.get(number);
        Font bold = Typeface.bold(Plot.TEXT);
        Font small = Typeface.regular(SMALL);
        double capacity = data.getWidth() + TEXTS - 4;
        g2.setPaint(Palette.INK);
        TextLayout.addToModel(
                g2, TextLayout.shorten(column.name(), bold, capacity), bold, data.getX(), data.getY() - 22);
        g2.setPaint(Palette.FAINT_INK);
        TextLayout.addToModel(
                g2, TextLayout.shorten(column.finding(), small, capacity), small, data.getX(), data.getY() - 7);
        ticks(g2, data, reach);
        for (int i = 0; i < rows.size(); i++) {
            entry(g2, data, rows.get(i).entries().get(number), data.getY() + (i + 0.5) * high, reach);
        }
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

    private static double x(Rectangle2D data, double share, double reach) {
        double log = share > 0 ? ElementaryFunctions.log(share) : -reach;
        double inside = Math.max(-reach, Math.min(reach, log));
        return data.getCenterX() + inside / reach * data.getWidth() / 2;
    }

    private static void ticks(Graphics2D g2, Rectangle2D data, double reach) {
        Font font = Typeface.regular(SMALL);
        double free = Double.NEGATIVE_INFINITY;
        for (AxisScale.Tick tick : ticks(reach, Math.max(1, (int) (data.getWidth() / PIXELS_PER_TICK)))) {
            double x = x(data, tick.at(), reach);
            boolean middle = tick.at() == 1;
            g2.setPaint(middle ? Palette.INK : Palette.GRID);
            g2.setStroke(new BasicStroke(middle ? 1.4f : 1));
            g2.draw(new Line2D.Double(x, data.getY(), x, data.getMaxY()));
            double half = TextLayout.width(tick.label(), font) / 2;
            if (x - half > free) {
                g2.setPaint(Palette.INK);
                TextLayout.addToModel(g2, tick.label(), font, x - half, data.getMaxY() + SMALL + 5);
                free = x + half + 6;
            }
        }
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

    private static void entry(Graphics2D g2, Rectangle2D data, Entry entry, double y, double reach) {
        Font font = Typeface.regular(SMALL);
        g2.setPaint(
                entry.mark() == PointStyle.GOOD || entry.mark() == PointStyle.BAD
                        ? entry.mark().colour()
                        : Palette.FAINT_INK);
        TextLayout.addToModel(
                g2, TextLayout.shorten(entry.text(), font, TEXTS - 10), font, data.getMaxX() + 10, y + SMALL * 0.36);
        if (Double.isNaN(entry.share())) {
            return;
        }
        g2.setPaint(entry.mark().colour());
        if (Double.isFinite(entry.share())) {
            interval(g2, x(data, entry.low(), reach), x(data, entry.high(), reach), y);
        }
        double log = entry.share() > 0 ? ElementaryFunctions.log(entry.share()) : Double.NEGATIVE_INFINITY;
        double x = x(data, entry.share(), reach);
        if (Math.abs(log) > reach) {
            arrow(g2, x, y, Math.signum(log));
        } else {
            entry.mark().addToModel(g2, x, y);
        }
    }

    private static void interval(Graphics2D g2, double low, double high, double y) {
        g2.setStroke(new BasicStroke(2));
        g2.draw(new Line2D.Double(low, y, high, y));
        for (double end : new double[] {low, high}) {
            g2.draw(new Line2D.Double(end, y - 4, end, y + 4));
        }
        g2.setStroke(new BasicStroke());
    }

    /** Paints an arrow towards a value beyond the axis. */
    private static void arrow(Graphics2D g2, double x, double y, double direction) {
        Path2D path = new Path2D.Double();
        path.moveTo(x + direction * 4, y);
        path.lineTo(x - direction * 8, y - 7);
        path.lineTo(x - direction * 8, y + 7);
        path.closePath();
        g2.fill(path);
    }
}
