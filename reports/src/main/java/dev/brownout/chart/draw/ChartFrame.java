package dev.brownout.chart.draw;

import dev.brownout.translation.Messages;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.IntPredicate;

/** Frame of a chart: the finding as its title, a subtitle, a legend, and the names of the axes. */
public final class ChartFrame {

    /** Margin at each edge, in pixels. */
    public static final double MARGIN = 26;
    /** Distance between legend entries and between panels, in pixels. */
    public static final double GAP = 22;

    private static final float TITLE = 25;
    /** Distance between the name of the horizontal axis and the margin below it, in pixels. */
    private static final double EDGE = 4;

    /** Minimum font size of a title, in pixels. A title that is still too long is shortened. */
    private static final float SMALL_TITLE = 18;

    private static final float SUBTITLE = 15;
    private static final float LEGEND = 15;
    private static final double SAMPLE = 44;
    private static final float KEY = 14;
    /** Width reserved in the middle for the name of the time axis, in pixels. */
    private static final double TIME_NAME = 190;

    /** Length in s from which the ticks of the time axis are whole days, with their unit. */
    private static final double LONG_SECONDS = 864_000;

    private final Graphics2D g2;
    private final int width;
    private final int height;

    /** Returns the height of a chart with a title of one line, given the height of the area below its titles. */
    public static int height(double area) {
        double titles = MARGIN + TITLE * (0.7 + 1.25) + SUBTITLE * 0.6;
        return (int) Math.ceil(titles + area + MARGIN + EDGE);
    }

    /** Creates a frame for a drawing of the given size, in pixels. */
    public ChartFrame(Graphics2D g2, int width, int height) {
        this.g2 = g2;
        this.width = width;
        this.height = height;
    }

    /** Paints title and subtitle. Returns the area that is left. */
    public Rectangle2D paint(String title, String subtitle) {
        g2.setPaint(Palette.BACKGROUND);
        g2.fill(new Rectangle2D.Double(0, 0, width, height));
        return below(title(title, subtitle));
    }

    private Rectangle2D below(double y) {
        return new Rectangle2D.Double(MARGIN, y, width - 2 * MARGIN, height - y - MARGIN - EDGE);
    }

    /**
     * Paints a legend. A single name needs none.
     *
     * @param left area below the titles
     * @param named number of legend entries with a line style of their own
     * @param area tests whether a legend entry, by its index, is an area
     * @return the area that is left
     */
    public Rectangle2D legend(Rectangle2D left, List<String> names, int named, IntPredicate area) {
        return names.size() < 2 ? left : below(legend(names, named, area, left.getY()));
    }

    private double title(String title, String subtitle) {
        float size = TITLE;
        while (size > SMALL_TITLE && cut(title, Typeface.bold(size))) {
            size--;
        }
        Font font = Typeface.bold(size);
        double y = MARGIN + size * 0.7;
        g2.setPaint(Palette.INK);
        for (String line : TextLayout.wrap(title, font, width - 2 * MARGIN, 2)) {
            TextLayout.addToModel(g2, line, font, MARGIN, y);
            y += size * 1.25;
        }
        g2.setPaint(Palette.FAINT_INK);
        Font small = Typeface.regular(SUBTITLE);
        TextLayout.addToModel(g2, TextLayout.shorten(subtitle, small, width - 2 * MARGIN), small, MARGIN, y - 4);
        return y + SUBTITLE * 0.6;
    }

    /** Returns whether the title does not fit into two lines. */
    private boolean cut(String title, Font font) {
        List<String> lines = TextLayout.wrap(title, font, width - 2 * MARGIN, 2);
        return !String.join(" ", lines).equals(title);
    }

    private double legend(List<String> names, int named, IntPredicate area, double top) {
        Font font = Typeface.regular(LEGEND);
        double x = MARGIN;
        double y = top + LEGEND;
        for (int i = 0; i < names.size(); i++) {
            String name = TextLayout.shorten(names.get(i), font, width - 2 * MARGIN - SAMPLE - 8);
            double needed = SAMPLE + 8 + TextLayout.width(name, font);
            if (x > MARGIN && x + needed > width - MARGIN) {
                x = MARGIN;
                y += LEGEND * 1.5;
            }
            g2.setPaint(i < named ? Palette.line(i) : Palette.REST);
            g2.setStroke(i < named ? Palette.stroke(i) : Palette.restStroke());
            if (area.test(i)) {
                OutcomeStyle.of(names.get(i))
                        .fill(g2, new Rectangle2D.Double(x, y - LEGEND * 0.8, SAMPLE, LEGEND * 0.9));
            } else {
                g2.draw(new Line2D.Double(x, y - LEGEND * 0.35, x + SAMPLE, y - LEGEND * 0.35));
            }
            g2.setPaint(Palette.INK);
            TextLayout.addToModel(g2, name, font, x + SAMPLE + 8, y);
            x += needed + GAP;
        }
        return y + LEGEND * 0.8;
    }

    /**
     * Paints the name of the time axis below an area, and the key of the event rail at its right. If the key needs two
     * lines, the name moves to the left.
     */
    public void time(Rectangle2D area, double seconds, String key) {
        String name = seconds < LONG_SECONDS ? Messages.text("chart.simulated_time") : Messages.text("chart.long_time");
        Font font = Typeface.regular(KEY);
        boolean sharesAxis = TextLayout.width(key, font) <= area.getWidth() / 2 - TIME_NAME / 2;
        if (sharesAxis) {
            axes(area, name, "");
        } else {
            g2.setPaint(Palette.FAINT_INK);
            TextLayout.addToModel(g2, name, Typeface.regular(SUBTITLE), area.getX(), area.getMaxY() + SUBTITLE);
        }
        List<String> rows = TextLayout.wrap(key, font, area.getWidth() - TIME_NAME, 2);
        double y = area.getMaxY() + (rows.size() == 1 ? SUBTITLE : KEY - 1);
        g2.setPaint(Palette.FAINT_INK);
        for (String row : rows) {
            TextLayout.addToModel(g2, row, font, area.getMaxX() - TextLayout.width(row, font), y);
            y += KEY + 2;
        }
    }

    /** Names the axes of an area: below it, and rotated at its left. An empty name is not painted. */
    public void axes(Rectangle2D area, String below, String sharesAxis) {
        Font font = Typeface.regular(SUBTITLE);
        g2.setPaint(Palette.FAINT_INK);
        double x = area.getCenterX() - TextLayout.width(below, font) / 2;
        TextLayout.addToModel(g2, below, font, x, area.getMaxY() + SUBTITLE);
        if (!sharesAxis.isEmpty()) {
            double y = area.getCenterY() + TextLayout.width(sharesAxis, font) / 2;
            AffineTransform upright = g2.getTransform();
            g2.rotate(-Math.PI / 2, area.getX() + SUBTITLE, y);
            TextLayout.addToModel(g2, sharesAxis, font, area.getX() + SUBTITLE, y);
            g2.setTransform(upright);
        }
    }
}
