package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.format.QuantityFormat;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
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

    private static final double NAMES = 170;
    private static final double TEXTS = 190;
    private static final double TOP = 30;
    private static final float SMALL = 12;
    private static final float DOT = 5;
    private static final double TALLEST = 84;
    private static final double COLUMN = 5;
    /** Maximum height of a panel besides its rows, in pixels. */
    private static final double BESIDES = 56;

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
        double rows = panels.stream().mapToInt(panel -> panel.rows().size()).sum();
        return new Chart(slug, title, this::paint, ChartFrame.height(TOP + TALLEST * rows + BESIDES * panels.size()));
    }

    private void paint(Graphics2D g2, int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        Rectangle2D area = frame.paint(title, subtitle);
        Map<PointStyle, String> meanings = new LinkedHashMap<>();
        boolean isEvaluated = panels.stream().anyMatch(panel -> panel.bound().isPresent());
        meanings.put(PointStyle.GOOD, isEvaluated ? "mean with interval: met" : "mean with interval");
        if (isEvaluated) {
            meanings.put(PointStyle.OPEN, "undecided");
            meanings.put(PointStyle.BAD, "violated");
        }
        Plot.legend(g2, meanings, area.getX() + 4, area.getY() + Plot.TEXT + 4);
        double rows = panels.stream().mapToInt(panel -> panel.rows().size()).sum();
        double most = (area.getHeight() - TOP - BESIDES * panels.size()) / rows;
        double least = (area.getHeight() - TOP) / (rows + PANEL_HEADER_ROWS * panels.size());
        double each = Math.min(TALLEST, Math.max(most, least));
        double y = area.getY() + TOP;
        for (Panel panel : panels) {
            double high = each * panel.rows().size();
            double head = Math.min(each, 26);
            Rectangle2D data =
                    new Rectangle2D.Double(area.getX() + NAMES, y + head, area.getWidth() - NAMES - TEXTS, high);
            panel(g2, panel, data, each);
            y += high + Math.min(PANEL_HEADER_ROWS * each, BESIDES);
        }
    }

    private static void panel(Graphics2D g2, Panel panel, Rectangle2D data, double each) {
        ValueRange range = range(panel);
        g2.setPaint(Palette.INK);
        Font bold = Typeface.bold(Plot.TEXT);
        TextLayout.addToModel(
                g2,
                TextLayout.shorten(panel.number(), bold, data.getWidth() + NAMES + TEXTS - 8),
                bold,
                data.getX() - NAMES + 4,
                data.getY() - 7);
        Plot.below(g2, data, range.from(), range.to(), panel.unit());
        panel.bound().ifPresent(bound -> bound(g2, data, range, bound, panel.unit()));
        for (int i = 0; i < panel.rows().size(); i++) {
            row(g2, panel.rows().get(i), data, data.getY() + (i + 0.5) * each, each, range);
        }
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

    private static double x(Rectangle2D data, ValueRange range, double value) {
        return data.getX() + range.share(value) * data.getWidth();
    }

    private static void bound(Graphics2D g2, Rectangle2D data, ValueRange range, double bound, String unit) {
        Font font = Typeface.regular(SMALL);
        g2.setPaint(Palette.BOUND);
        if (bound >= range.from() && bound <= range.to()) {
            double x = x(data, range, bound);
            g2.setStroke(Palette.boundStroke());
            g2.draw(new Line2D.Double(x, data.getY() - 4, x, data.getMaxY()));
            g2.setStroke(new BasicStroke());
            return;
        }
        boolean right = bound > range.to();
        String text = right
                ? "bound " + QuantityFormat.format(bound, unit) + " →"
                : "← bound " + QuantityFormat.format(bound, unit);
        double x = right ? data.getMaxX() - TextLayout.width(text, font) : data.getX();
        TextLayout.addToModel(g2, text, font, x, data.getY() - 7);
    }

    private static void row(Graphics2D g2, Row row, Rectangle2D data, double y, double high, ValueRange range) {
        Font font = Typeface.regular(SMALL);
        g2.setPaint(Palette.INK);
        TextLayout.addToModel(
                g2, TextLayout.shorten(row.name(), font, NAMES - 12), font, data.getX() - NAMES + 4, y + SMALL * 0.36);
        g2.setPaint(row.mark() == PointStyle.BAD ? PointStyle.BAD.colour() : Palette.INK);
        TextLayout.addToModel(
                g2, TextLayout.shorten(row.text(), font, TEXTS - 12), font, data.getMaxX() + 12, y + SMALL * 0.36);
        List<Double> values = row.values().stream().filter(Double::isFinite).toList();
        g2.setPaint(Palette.mixed(Palette.BACKGROUND, Palette.INK, 0.55));
        if (values.size() <= MOST_DOTS) {
            dots(g2, values, data, y, high, range);
        } else {
            columns(g2, values, data, y, high, range);
        }
        if (Double.isFinite(row.mean())) {
            double low = x(data, range, row.low());
            double end = x(data, range, row.high());
            g2.setPaint(row.mark().colour());
            g2.setStroke(new BasicStroke(2.4f));
            g2.draw(new Line2D.Double(low, y, end, y));
            for (double position : new double[] {low, end}) {
                g2.draw(new Line2D.Double(position, y - 7, position, y + 7));
            }
            row.mark().addToModel(g2, x(data, range, row.mean()), y);
        }
    }

    /**
     * Paints the dots of a row as one path of segments of nearly no length with round ends, which makes a short SVG.
     */
    private static void dots(
            Graphics2D g2, List<Double> values, Rectangle2D data, double y, double high, ValueRange range) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < values.size(); i++) {
            double up = (i + 1) * GOLDEN;
            double position = y + (up - Math.floor(up) - 0.5) * (high - DOT - 4);
            double x = x(data, range, values.get(i));
            path.moveTo(x, position);
            path.lineTo(x + 0.01, position);
        }
        g2.setStroke(new BasicStroke(DOT, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g2.draw(path);
        g2.setStroke(new BasicStroke());
    }

    /** Paints the values of a row as a histogram. */
    private static void columns(
            Graphics2D g2, List<Double> values, Rectangle2D data, double y, double high, ValueRange range) {
        int[] counts = new int[(int) (data.getWidth() / COLUMN) + 1];
        for (double value : values) {
            counts[(int) ((x(data, range, value) - data.getX()) / COLUMN)]++;
        }
        int most = Arrays.stream(counts).max().orElse(1);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                double tall = (high - 6) * counts[i] / most;
                g2.fill(new Rectangle2D.Double(data.getX() + i * COLUMN, y + (high - 6) / 2 - tall, COLUMN - 1, tall));
            }
        }
    }
}
