package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Chart of fault schedules: a row for each fault, with a bar from its start to its end. A momentary fault is a thin
 * bar.
 *
 * @param slug file name without extension
 * @param title finding of the chart
 * @param subtitle subject of the chart
 * @param runNanos length of the run
 * @param rows faults in the order of their schedules
 */
public record ScheduleChart(String slug, String title, String subtitle, long runNanos, List<FaultBar> rows) {
    /** Maximum number of rows on a chart. */
    public static final int MOST_ROWS = 20;

    private static final double NAMES = 300;
    private static final double BOTTOM = 50;
    private static final double TALLEST = 40;
    private static final double THINNEST = 3;
    private static final float SMALL = 13;

    /**
     * A fault.
     *
     * @param name assertion that the schedule violates
     * @param text the fault in words
     * @param startNanos start from the start of the run
     * @param endNanos end from the start of the run
     */
    public record FaultBar(String name, String text, long startNanos, long endNanos) {}

    /** Copies the list, up to the maximum number of rows. */
    public ScheduleChart {
        rows = List.copyOf(rows.subList(0, Math.min(MOST_ROWS, rows.size())));
    }

    /** Returns the chart, not rendered yet. */
    public Chart chart() {
        return new Chart(slug, title, this::paint, ChartFrame.height(TALLEST * rows.size() + BOTTOM));
    }

    private void paint(Graphics2D g2, int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        Rectangle2D area = frame.paint(title, subtitle);
        double each = Math.min(TALLEST, (area.getHeight() - BOTTOM) / Math.max(1, rows.size()));
        Rectangle2D data = new Rectangle2D.Double(
                area.getX() + NAMES, area.getY(), area.getWidth() - NAMES - 12, each * rows.size());
        Plot.below(g2, data, 0, runNanos, "ns");
        Font font = Typeface.regular(SMALL);
        for (int i = 0; i < rows.size(); i++) {
            FaultBar row = rows.get(i);
            double y = data.getY() + i * each;
            double base = y + each / 2 + SMALL * 0.36;
            boolean repeated = i > 0 && rows.get(i - 1).name().equals(row.name());
            g2.setPaint(Palette.INK);
            TextLayout.addToModel(
                    g2,
                    repeated ? "" : TextLayout.shorten(row.name(), font, NAMES - 12),
                    font,
                    data.getX() - NAMES + 4,
                    base);
            double x = data.getX() + data.getWidth() * row.startNanos() / runNanos;
            double end = data.getX() + data.getWidth() * Math.min(row.endNanos(), runNanos) / runNanos;
            g2.setPaint(PointStyle.BAD.colour());
            g2.fill(new Rectangle2D.Double(x, y + each * 0.2, Math.max(THINNEST, end - x), each * 0.6));
            g2.setPaint(Palette.INK);
            double left = Math.max(x + THINNEST, end) + 8;
            TextLayout.addToModel(g2, TextLayout.shorten(row.text(), font, data.getMaxX() - left), font, left, base);
        }
    }
}
