package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Bar chart of the effects of settings, with their intervals. Its height depends on the number of bars.
 *
 * @param slug file name without extension
 * @param title finding of the chart
 * @param subtitle subject of the chart
 * @param number name of the effect
 * @param unit unit of the effect
 * @param bars settings, from top to bottom
 */
public record EffectBars(String slug, String title, String subtitle, String number, String unit, List<Bar> bars) {
    private static final double NAMES = 270;
    private static final double BOTTOM = 30;
    private static final double RIGHT = 34;
    private static final double TOP = 10;
    private static final double HIGHEST = 56;
    private static final double SHARE = 0.6;

    /** Copies the list. */
    public EffectBars {
        bars = List.copyOf(bars);
    }

    /**
     * Effect of a setting.
     *
     * @param name setting
     * @param value effect, at least 0
     * @param low lower end of its interval; the effect itself for none
     * @param high upper end of its interval; the effect itself for none
     */
    public record Bar(String name, double value, double low, double high) {
        /** Creates a bar with a standard error; without an interval if the error is not finite. */
        public static Bar withError(String name, double value, double error) {
            double half = Double.isFinite(error) ? error : 0;
            return new Bar(name, value, value - half, value + half);
        }
    }

    /** Returns the chart, not rendered yet. */
    public Chart chart() {
        return new Chart(slug, title, this::paint, ChartFrame.height(TOP + HIGHEST * bars.size() + BOTTOM));
    }

    private void paint(Graphics2D g2, int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        Rectangle2D area = frame.paint(title, subtitle);
        double each = Math.min(HIGHEST, (area.getHeight() - TOP - BOTTOM) / Math.max(1, bars.size()));
        Rectangle2D data = new Rectangle2D.Double(
                area.getX() + NAMES, area.getY() + TOP, area.getWidth() - NAMES - RIGHT, each * bars.size());
        double most = bars.stream().mapToDouble(Bar::high).max().orElse(0);
        double end = most > 0 ? most * 1.05 : 1;
        Plot.below(g2, data, 0, end, unit);
        Font font = Typeface.regular(Plot.TEXT);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double middle = data.getY() + (i + 0.5) * each;
            double right = data.getX() + bar.value() / end * data.getWidth();
            g2.setPaint(Palette.line(0));
            g2.fill(new Rectangle2D.Double(data.getX(), middle - each * SHARE / 2, right - data.getX(), each * SHARE));
            g2.setPaint(Palette.INK);
            g2.setStroke(new BasicStroke(2));
            double low = data.getX() + Math.max(0, bar.low()) / end * data.getWidth();
            double high = data.getX() + bar.high() / end * data.getWidth();
            g2.draw(new Line2D.Double(low, middle, high, middle));
            g2.setStroke(new BasicStroke());
            String name = TextLayout.shorten(bar.name(), font, NAMES - 20);
            TextLayout.addToModel(
                    g2, name, font, data.getX() - 10 - TextLayout.width(name, font), middle + Plot.TEXT * 0.36);
        }
        double used = TOP + each * bars.size() + BOTTOM;
        frame.axes(new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth(), used), number, "");
    }
}
