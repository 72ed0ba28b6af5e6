package dev.brownout.chart.line;

import dev.brownout.chart.draw.LineEnds;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.chart.model.ChartModel;
import dev.brownout.chart.model.Panel;
import dev.brownout.chart.model.SeriesLine;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;

/**
 * Paints one panel: its heading, the JFreeChart plot, the bounds of assertions over it, and the event rail below it.
 */
final class PanelPainter {

    private static final float HEADING = 16;
    private static final float SMALLEST = 12;
    private static final double HEADED = HEADING * 1.4;
    /** Height of a panel outside its plot and its rail, in pixels. */
    static final double AROUND = HEADED + PanelPlot.TOP + PanelPlot.bottom(false);

    private static final float NOTE = 14;
    private static final double HATCH = 9;
    /** Half the length of the ticks at the ends of a bound, and depth of the shade on its violating side, in pixels. */
    private static final double TICK = 5;

    private static final double SHADE = 9;
    /** Number of candidate positions of the label of a bound: at both ends, above and below the line. */
    private static final int PLACES = 32;

    private final ChartModel drawing;
    private final Panel panel;
    private final ValueRange range;
    private final double right;
    private final Graphics2D g2;

    /** Creates a painter with {@code right} pixels at the right of the plot. */
    PanelPainter(ChartModel drawing, Panel panel, ValueRange range, double right, Graphics2D g2) {
        this.drawing = drawing;
        this.panel = panel;
        this.range = range;
        this.right = right;
        this.g2 = g2;
    }

    /**
     * Paints the panel.
     *
     * @param rail height of the rail of each panel, in pixels
     * @param first whether the panel is in the first column
     * @param lowest whether the panel is the lowest of its column
     * @return the data area of the plot
     */
    Rectangle2D paint(Rectangle2D place, double rail, boolean first, boolean lowest) {
        double y = place.getY();
        double left = place.getX() + PanelPlot.left(drawing, first);
        double width = place.getMaxX() - right - left;
        if (!panel.heading().isEmpty()) {
            Font font = fitting(width + right);
            g2.setPaint(Palette.INK);
            String heading = TextLayout.shorten(clauses(panel.heading(), font, width + right), font, width + right);
            TextLayout.draw(g2, heading, font, left, y + HEADING);
            y += HEADED;
        }
        PanelPlot plot = new PanelPlot(drawing, panel, range, width, right);
        JFreeChart chart = plot.chart(first, lowest);
        ChartRenderingInfo info = new ChartRenderingInfo();
        double end = place.getMaxY() - rail;
        chart.draw(g2, new Rectangle2D.Double(place.getX(), y, place.getWidth(), end - y), info);
        new RailPainter(panel.rail(), drawing.seconds(), width).paint(g2, left, end);
        Rectangle2D data = info.getPlotInfo().getDataArea();
        g2.setClip(null);
        if (drawing.warmup() > 0 && panel.roles().isEmpty()) {
            hatch(data);
        }
        bounds(data);
        return data;
    }

    /** Returns the ends of the lines. A line without a value has none. */
    List<LineEnds.End> ends(Rectangle2D data) {
        List<LineEnds.End> ends = new ArrayList<>();
        for (int i = 0; i < panel.tracks().size(); i++) {
            SeriesLine track = panel.tracks().get(i);
            int last = track.last();
            if (last >= 0) {
                double x = data.getX() + track.seconds()[last] / drawing.seconds() * data.getWidth();
                double y = data.getMaxY() - range.share(track.values()[last]) * data.getHeight();
                ends.add(new LineEnds.End(i, x, y));
            }
        }
        return ends;
    }

    /** Returns the largest font in which the first clause of the heading fits, down to a legible minimum. */
    private Font fitting(double room) {
        Font font = Typeface.bold(HEADING);
        for (float size = HEADING; size > SMALLEST && !fits(font, room); size--) {
            font = Typeface.bold(size - 1);
        }
        return font;
    }

    private boolean fits(Font font, double room) {
        return TextLayout.width(clauses(panel.heading(), font, room), font) <= room;
    }

    /** Drops trailing clauses of a heading until it fits. The first clause after the colon is kept. */
    private static String clauses(String heading, Font font, double room) {
        String text = heading;
        int first = text.indexOf(": ");
        while (TextLayout.width(text, font) > room && first >= 0 && text.lastIndexOf(", ") > first) {
            text = text.substring(0, text.lastIndexOf(", "));
        }
        return text;
    }

    /** Hatches the warm-up. */
    private void hatch(Rectangle2D data) {
        double right = data.getX() + data.getWidth() * Math.min(1, drawing.warmup() / drawing.seconds());
        g2.setPaint(Palette.HATCH);
        g2.setStroke(new BasicStroke(1));
        double height = data.getHeight();
        for (double x = data.getX() - height + HATCH; x < right; x += HATCH) {
            double from = Math.max(x, data.getX());
            double to = Math.min(x + height, right);
            if (to > from) {
                g2.draw(new Line2D.Double(from, data.getMaxY() - (from - x), to, data.getMaxY() - (to - x)));
            }
        }
    }

    /** Paints the bounds within the axis as lines, then their labels without overlap. */
    private void bounds(Rectangle2D data) {
        List<Panel.PanelBound> within = panel.bounds().stream()
                .filter(bound -> bound.value() <= range.to() && bound.value() >= range.from())
                .toList();
        within.forEach(bound -> line(bound, data));
        List<Rectangle2D> occupied = new ArrayList<>();
        within.forEach(bound -> label(bound, data, occupied));
        g2.setStroke(new BasicStroke());
    }

    private double y(Panel.PanelBound bound, Rectangle2D data) {
        return data.getMaxY() - range.share(bound.value()) * data.getHeight();
    }

    private double x(long nanos, Rectangle2D data) {
        return data.getX() + data.getWidth() * Math.max(0, Math.min(1, nanos / 1e9 / drawing.seconds()));
    }

    private static Color color(Panel.PanelBound bound) {
        return bound.line() < 0 ? Palette.BOUND : Palette.line(bound.line());
    }

    private void line(Panel.PanelBound bound, Rectangle2D data) {
        double y = y(bound, data);
        double from = x(bound.fromNanos(), data);
        double to = x(bound.toNanos(), data);
        double violating = bound.less() ? Math.max(data.getY(), y - SHADE) : y;
        double depth = bound.less() ? y - violating : Math.min(SHADE, data.getMaxY() - y);
        g2.setPaint(Palette.shade(color(bound)));
        g2.fill(new Rectangle2D.Double(from, violating, to - from, depth));
        g2.setPaint(color(bound));
        g2.setStroke(Palette.limitStroke());
        g2.draw(new Line2D.Double(from, y, to, y));
        g2.draw(new Line2D.Double(from, y - TICK, from, y + TICK));
        g2.draw(new Line2D.Double(to, y - TICK, to, y + TICK));
    }

    /** Paints the label of a bound above the left end of its line, or at the nearest free position. */
    private void label(Panel.PanelBound bound, Rectangle2D data, List<Rectangle2D> occupied) {
        Font font = Typeface.regular(NOTE);
        String label = TextLayout.shorten(bound.label(), font, data.getWidth() - 12);
        double length = TextLayout.width(label, font);
        double y = y(bound, data);
        double most = data.getMaxX() - length - 6;
        double left = Math.max(data.getX() + 6, Math.min(x(bound.fromNanos(), data) + 6, most));
        double right = Math.max(data.getX() + 6, Math.min(x(bound.toNanos(), data) - length - 6, most));
        Rectangle2D place = null;
        for (int i = 0; place == null || i < PLACES && (lies(place, occupied) || !data.contains(place)); i++) {
            int row = i / 2;
            int away = row / 2;
            double step = away * (NOTE + 5.0);
            double base = row % 2 == 0 ? y - 6 - step : y + NOTE + 3 + step;
            place = new Rectangle2D.Double((i % 2 == 0 ? left : right) - 3, base - NOTE + 1, length + 6, NOTE + 3);
        }
        occupied.add(place);
        g2.setPaint(Palette.PAPER);
        g2.fill(place);
        g2.setPaint(color(bound));
        TextLayout.draw(g2, label, font, place.getX() + 3, place.getY() + NOTE - 1);
    }

    private static boolean lies(Rectangle2D place, List<Rectangle2D> occupied) {
        return occupied.stream().anyMatch(place::intersects);
    }
}
