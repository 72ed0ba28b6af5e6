package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scatter plot of designs by their values of two settings, with the recommended design and its region. Positions on
 * both axes are between 0 and 1.
 *
 * @param slug file name without extension
 * @param title finding of the chart
 * @param subtitle subject of the chart
 * @param across setting on the horizontal axis
 * @param up setting on the vertical axis
 * @param marks designs
 * @param meanings meaning of each mark
 * @param region recommended design and its region, if there is one
 */
public record DesignScatter(
        String slug,
        String title,
        String subtitle,
        Axis across,
        Axis up,
        List<Mark> marks,
        Map<PointStyle, String> meanings,
        Optional<Region> region) {
    private static final double LEFT = 130;
    private static final double BOTTOM = 34;
    private static final double RIGHT = 34;
    private static final double TOP = 38;
    private static final double RING = 11;

    /** Copies the collections. */
    public DesignScatter {
        marks = List.copyOf(marks);
        meanings = new LinkedHashMap<>(meanings);
    }

    /**
     * Axis of a setting.
     *
     * @param label name of the setting
     * @param ticks labels at their positions
     */
    public record Axis(String label, List<Tick> ticks) {
        /** Copies the list. */
        public Axis {
            ticks = List.copyOf(ticks);
        }
    }

    /** Label at a position. */
    public record Tick(double position, String label) {}

    /** Design at its positions. */
    public record Mark(double x, double y, PointStyle style) {}

    /**
     * Recommended design, with the ends of the region of each setting.
     *
     * @param x position of the design on the horizontal axis
     * @param y position of the design on the vertical axis
     */
    public record Region(double x, double y, double left, double right, double low, double high) {}

    /** Returns the chart, not rendered yet. */
    public Chart chart() {
        return new Chart(slug, title, this::paint);
    }

    private void paint(Graphics2D g2, int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        Rectangle2D area = frame.paint(title, subtitle);
        Rectangle2D data = ChartFrame.inset(area, LEFT, TOP, RIGHT, BOTTOM);
        grid(g2, data);
        for (Mark mark : marks) {
            mark.style().addToModel(g2, x(data, mark.x()), y(data, mark.y()));
        }
        region.ifPresent(found -> region(g2, data, found));
        double base = area.getY() + Plot.TEXT + 4;
        Plot.legend(g2, meanings, data.getX(), base);
        if (region.isPresent()) {
            Font font = Typeface.regular(Plot.TEXT);
            String words = "recommended, with its region";
            double left = data.getMaxX() - TextLayout.width(words, font);
            ring(g2, left - 16, base - Plot.TEXT * 0.36);
            g2.setPaint(Palette.INK);
            TextLayout.addToModel(g2, words, font, left, base);
        }
        frame.axes(area, across.label(), up.label());
    }

    private void grid(Graphics2D g2, Rectangle2D data) {
        Font font = Typeface.regular(Plot.TEXT);
        g2.setStroke(new BasicStroke(1));
        double free = Double.NEGATIVE_INFINITY;
        for (Tick tick : across.ticks()) {
            double x = x(data, tick.position());
            g2.setPaint(Palette.GRID);
            g2.draw(new Line2D.Double(x, data.getY(), x, data.getMaxY()));
            double half = TextLayout.width(tick.label(), font) / 2;
            if (x - half > free) {
                g2.setPaint(Palette.INK);
                TextLayout.addToModel(g2, tick.label(), font, x - half, data.getMaxY() + Plot.TEXT + 6);
                free = x + half + 8;
            }
        }
        for (Tick tick : up.ticks()) {
            double y = y(data, tick.position());
            g2.setPaint(Palette.GRID);
            g2.draw(new Line2D.Double(data.getX(), y, data.getMaxX(), y));
            String label = TextLayout.shorten(tick.label(), font, LEFT - 44);
            g2.setPaint(Palette.INK);
            TextLayout.addToModel(
                    g2, label, font, data.getX() - 10 - TextLayout.width(label, font), y + Plot.TEXT * 0.36);
        }
    }

    private static void region(Graphics2D g2, Rectangle2D data, Region found) {
        double x = x(data, found.x());
        double y = y(data, found.y());
        g2.setPaint(Palette.INK);
        g2.setStroke(new BasicStroke(3));
        g2.draw(new Line2D.Double(x(data, found.left()), y, x(data, found.right()), y));
        g2.draw(new Line2D.Double(x, y(data, found.low()), x, y(data, found.high())));
        ring(g2, x, y);
    }

    private static void ring(Graphics2D g2, double x, double y) {
        g2.setPaint(Palette.INK);
        g2.setStroke(new BasicStroke(3));
        g2.draw(new Ellipse2D.Double(x - RING, y - RING, 2 * RING, 2 * RING));
        g2.setStroke(new BasicStroke());
    }

    private static double x(Rectangle2D data, double position) {
        return data.getX() + position * data.getWidth();
    }

    private static double y(Rectangle2D data, double position) {
        return data.getMaxY() - position * data.getHeight();
    }
}
