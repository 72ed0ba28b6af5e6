package dev.brownout.chart.line;

import dev.brownout.chart.draw.LineEnds;
import dev.brownout.chart.draw.OutcomeStyle;
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
import java.awt.geom.Path2D;
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

    /** Beginnings of details in headings. */
    private static final List<String> DETAILS = List.of(", ", " (", " at ", " from ");

    private static final float NOTE = 14;
    private static final double HATCH = 9;
    /** Half the length of the ticks at the ends of a bound, and depth of the shade on its violating side, in pixels. */
    private static final double TICK = 5;

    private static final double SHADE = 9;
    /** Distance between the candidate positions of the label of a bound, in pixels. */
    private static final double SLOT = 24;

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
     * @param worded whether the events of the rail are named
     * @return the data area of the plot
     */
    Rectangle2D paint(Rectangle2D place, double rail, boolean first, boolean lowest, boolean worded) {
        double y = place.getY();
        double left = place.getX() + PanelPlot.left(drawing, first);
        double width = place.getMaxX() - right - left;
        if (!panel.heading().isEmpty()) {
            Font font = fitting(width + right);
            g2.setPaint(Palette.INK);
            String heading = TextLayout.shorten(clauses(panel.heading(), font, width + right), font, width + right);
            TextLayout.addToModel(g2, heading, font, left, y + HEADING);
            y += HEADED;
        }
        PanelPlot plot = new PanelPlot(drawing, panel, range, width, right);
        JFreeChart chart = plot.chart(first, lowest);
        ChartRenderingInfo info = new ChartRenderingInfo();
        double end = place.getMaxY() - rail;
        chart.draw(g2, new Rectangle2D.Double(place.getX(), y, place.getWidth(), end - y), info);
        Rectangle2D data = info.getPlotInfo().getDataArea();
        g2.setClip(null);
        hatchOutcomes(data);
        RailPainter events = new RailPainter(panel.rail(), drawing.seconds(), width);
        events.rules(g2, data, end);
        events.paint(g2, left, end, worded);
        if (drawing.warmup() > 0 && panel.roles().isEmpty()) {
            hatch(data);
        }
        if (panel.roles().isEmpty() && !range.logarithmic() && range.from() > 0) {
            cut(data);
        }
        bounds(data);
        return data;
    }

    /** Marks a value axis that does not begin at zero by two strokes. */
    private void cut(Rectangle2D data) {
        g2.setPaint(Palette.INK);
        g2.setStroke(new BasicStroke(1));
        for (double y : new double[] {data.getMaxY() - 1, data.getMaxY() + 4}) {
            g2.draw(new Line2D.Double(data.getX() - 5, y, data.getX() + 5, y - 5));
        }
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
    private Font fitting(double capacity) {
        Font font = Typeface.bold(HEADING);
        for (float size = HEADING; size > SMALLEST && !fits(font, capacity); size--) {
            font = Typeface.bold(size - 1);
        }
        return font;
    }

    private boolean fits(Font font, double capacity) {
        return TextLayout.width(clauses(panel.heading(), font, capacity), font) <= capacity;
    }

    /** Drops trailing details of a heading until it fits. The number after the colon is kept. */
    private static String clauses(String heading, Font font, double capacity) {
        String text = heading;
        int first = text.indexOf(": ");
        while (TextLayout.width(text, font) > capacity && first >= 0 && detail(text) > first) {
            text = text.substring(0, detail(text));
        }
        return text;
    }

    private static int detail(String text) {
        return DETAILS.stream().mapToInt(text::lastIndexOf).max().orElse(-1);
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

    /**
     * Paints the label of a bound at its line: above or below it, as far to the left as other labels permit. If there
     * is no free position, it is painted at the left end.
     */
    private void label(Panel.PanelBound bound, Rectangle2D data, List<Rectangle2D> occupied) {
        Font font = Typeface.regular(NOTE);
        String label = TextLayout.shorten(bound.label(), font, data.getWidth() - 12);
        double length = TextLayout.width(label, font) + 6;
        double y = y(bound, data);
        double most = data.getMaxX() - length - 3;
        double left = Math.max(data.getX() + 3, Math.min(x(bound.fromNanos(), data) + 3, most));
        Rectangle2D place = null;
        for (double x = left; x <= most && place == null; x += SLOT) {
            for (double top : new double[] {y - NOTE - 5, y + 4}) {
                Rectangle2D free = new Rectangle2D.Double(x, top, length, NOTE + 3);
                place = place == null && data.contains(free) && !overlaps(free, occupied) ? free : place;
            }
        }
        place = place == null ? new Rectangle2D.Double(left, y - NOTE - 5, length, NOTE + 3) : place;
        occupied.add(place);
        g2.setPaint(Palette.BACKGROUND);
        g2.fill(place);
        g2.setPaint(color(bound));
        TextLayout.addToModel(g2, label, font, place.getX() + 3, place.getY() + NOTE - 1);
    }

    /** Hatches the areas of those outcomes that have a hatch. */
    private void hatchOutcomes(Rectangle2D data) {
        SeriesLine below = null;
        for (int i = Math.max(0, drawing.outlines());
                drawing.outlines() >= 0 && i < panel.tracks().size();
                i++) {
            SeriesLine track = panel.tracks().get(i);
            SeriesLine above = below == null ? track : track.plus(below);
            if (track.max() > 0) {
                OutcomeStyle.of(track.label()).hatch(g2, area(below, above, data));
            }
            below = above;
        }
    }

    /** Returns the area between two lines; {@code null} for the time axis. */
    private Path2D area(SeriesLine below, SeriesLine above, Rectangle2D data) {
        Path2D area = new Path2D.Double();
        int points = above.values().length;
        for (int i = 0; i < 2 * points; i++) {
            int point = i < points ? i : 2 * points - 1 - i;
            double value = i < points ? above.values()[point] : below == null ? 0 : below.values()[point];
            double x = data.getX() + data.getWidth() * Math.min(1, above.seconds()[point] / drawing.seconds());
            double y = data.getMaxY() - range.share(value) * data.getHeight();
            if (i == 0) {
                area.moveTo(x, y);
            } else {
                area.lineTo(x, y);
            }
        }
        area.closePath();
        return area;
    }

    private static boolean overlaps(Rectangle2D place, List<Rectangle2D> occupied) {
        return occupied.stream().anyMatch(place::intersects);
    }
}
