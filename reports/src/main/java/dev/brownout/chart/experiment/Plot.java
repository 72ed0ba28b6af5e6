package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.AxisScale;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.draw.ValueRange;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Coordinate system of a chart: numbers from left to right, values upwards.
 *
 * @param data data area, in pixels
 * @param from number at the left edge
 * @param to number at the right edge
 * @param values value axis
 */
record Plot(Graphics2D g2, Rectangle2D data, double from, double to, ValueRange values) {
    static final float TEXT = 14;
    private static final int PIXELS_PER_VALUE = 40;
    private static final int PIXELS_PER_NUMBER = 110;
    private static final double GAP = 22;

    double x(double number) {
        return data.getX() + (number - from) / (to - from) * data.getWidth();
    }

    /** Returns the vertical position of a value, in pixels. A value beyond the axis is placed at its edge. */
    double y(double value) {
        double inside = Math.max(values.from(), Math.min(values.to(), value));
        return data.getMaxY() - values.share(inside) * data.getHeight();
    }

    /** Paints the grid with the ticks at the left and below. */
    void grid(String unitBelow) {
        Font font = Typeface.regular(TEXT);
        for (AxisScale.Tick tick : distinct(values::ticks, Math.max(2, (int) (data.getHeight() / PIXELS_PER_VALUE)))) {
            double y = data.getMaxY() - values.share(tick.at()) * data.getHeight();
            line(Palette.GRID, new BasicStroke(1), data.getX(), y, data.getMaxX(), y);
            text(tick.label(), Palette.INK, data.getX() - 10 - TextLayout.width(tick.label(), font), y + TEXT * 0.36);
        }
        below(g2, data, from, to, unitBelow);
    }

    /** Paints the grid lines and ticks of the horizontal axis. */
    static void below(Graphics2D g2, Rectangle2D data, double from, double to, String unit) {
        Font font = Typeface.regular(TEXT);
        int most = Math.max(2, (int) (data.getWidth() / PIXELS_PER_NUMBER));
        double free = Double.NEGATIVE_INFINITY;
        for (AxisScale.Tick tick : distinct(count -> AxisScale.linear(from, to, count, unit), most)) {
            double x = data.getX() + (tick.at() - from) / (to - from) * data.getWidth();
            g2.setPaint(Palette.GRID);
            g2.setStroke(new BasicStroke(1));
            g2.draw(new Line2D.Double(x, data.getY(), x, data.getMaxY()));
            double half = TextLayout.width(tick.label(), font) / 2;
            if (x - half > free) {
                g2.setPaint(Palette.INK);
                TextLayout.addToModel(g2, tick.label(), font, x - half, data.getMaxY() + TEXT + 4);
                free = x + half + 8;
            }
        }
        g2.setPaint(Palette.FAINT_INK);
        g2.setStroke(new BasicStroke(1));
        g2.draw(new Line2D.Double(data.getX(), data.getMaxY(), data.getMaxX(), data.getMaxY()));
    }

    /**
     * Returns about {@code most} ticks, or fewer if two of them would have the same label, as it is rounded. A single
     * tick remains on a shorter axis.
     */
    private static List<AxisScale.Tick> distinct(IntFunction<List<AxisScale.Tick>> ticks, int most) {
        List<AxisScale.Tick> found = ticks.apply(most);
        boolean repeated = found.size()
                > found.stream().map(AxisScale.Tick::label).distinct().count();
        return !repeated ? found : most > 1 ? distinct(ticks, most - 1) : found.subList(0, 1);
    }

    void line(Color colour, Stroke stroke, double x1, double y1, double x2, double y2) {
        g2.setPaint(colour);
        g2.setStroke(stroke);
        g2.draw(new Line2D.Double(x1, y1, x2, y2));
        g2.setStroke(new BasicStroke());
    }

    /** Paints a text on a background, so that no line crosses it. */
    void text(String text, Color colour, double x, double base) {
        Font font = Typeface.regular(TEXT);
        g2.setPaint(Palette.BACKGROUND);
        g2.fill(new Rectangle2D.Double(x - 2, base - TEXT + 1, TextLayout.width(text, font) + 4, TEXT + 3));
        g2.setPaint(colour);
        TextLayout.addToModel(g2, text, font, x, base);
    }

    /** Paints the bound of an assertion with its label. A bound above the axis is only labelled. */
    void bound(String label, double value) {
        boolean beyond = value > values.to();
        double y = y(value);
        if (!beyond && value >= values.from()) {
            line(Palette.BOUND, Palette.boundStroke(), data.getX(), y, data.getMaxX(), y);
        }
        String words = beyond ? label + " (above the axis) ↑" : label;
        String shown = TextLayout.shorten(words, Typeface.regular(TEXT), data.getWidth() - 12);
        boolean under = y - TEXT - 6 < data.getY();
        text(shown, Palette.BOUND, data.getX() + 6, under ? y + TEXT + 3 : y - 6);
    }

    /** Paints the meanings of the marks in one row. */
    static void legend(Graphics2D g2, Map<PointStyle, String> meanings, double left, double base) {
        Font font = Typeface.regular(TEXT);
        double x = left;
        for (Map.Entry<PointStyle, String> one : meanings.entrySet()) {
            one.getKey().addToModel(g2, x + PointStyle.RADIUS, base - TEXT * 0.36);
            g2.setPaint(Palette.INK);
            TextLayout.addToModel(g2, one.getValue(), font, x + 2 * PointStyle.RADIUS + 8, base);
            x += 2 * PointStyle.RADIUS + 8 + TextLayout.width(one.getValue(), font) + GAP;
        }
    }
}
