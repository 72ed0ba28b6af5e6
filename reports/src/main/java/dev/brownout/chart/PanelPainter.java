package dev.brownout.chart;

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

/** Draws one panel: its heading, the plot by JFreeChart, the bounds of assertions over it, the rail under it. */
final class PanelPainter {

    private static final float HEADING = 16;
    private static final double HEADED = HEADING * 1.4;
    /** Pixels of a panel above and below its plot and its rail. */
    static final double AROUND = HEADED + PanelPlot.TOP + PanelPlot.bottom(false);

    private static final float NOTE = 14;
    private static final double HATCH = 9;
    /** Half the length of the ticks at the ends of a bound, and the depth of the shade on the side that violates it. */
    private static final double TICK = 5;

    private static final double SHADE = 9;

    private final Drawing drawing;
    private final Panel panel;
    private final ValueRange range;
    private final double right;
    private final Graphics2D g2;

    /** With so many pixels at the right of the plot. */
    PanelPainter(Drawing drawing, Panel panel, ValueRange range, double right, Graphics2D g2) {
        this.drawing = drawing;
        this.panel = panel;
        this.range = range;
        this.right = right;
        this.g2 = g2;
    }

    /**
     * Draws it.
     *
     * @param rail the height of the rail under each panel
     * @param first whether it is in the first column
     * @param lowest whether it is the lowest of its column
     * @return where the values are
     */
    Rectangle2D paint(Rectangle2D place, double rail, boolean first, boolean lowest) {
        double y = place.getY();
        double left = place.getX() + PanelPlot.left(drawing, first);
        double width = place.getMaxX() - right - left;
        if (!panel.heading().isEmpty()) {
            Font font = Typeface.bold(HEADING);
            g2.setPaint(Palette.INK);
            String heading = Lettering.shorten(clauses(panel.heading(), font, width + right), font, width + right);
            Lettering.draw(g2, heading, font, left, y + HEADING);
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
        panel.bounds().forEach(bound -> bound(bound, data));
        return data;
    }

    /** Where its lines end; one without a value ends nowhere. */
    List<LineEnds.End> ends(Rectangle2D data) {
        List<LineEnds.End> ends = new ArrayList<>();
        for (int i = 0; i < panel.tracks().size(); i++) {
            Track track = panel.tracks().get(i);
            int last = track.last();
            if (last >= 0) {
                double x = data.getX() + track.seconds()[last] / drawing.seconds() * data.getWidth();
                double y = data.getMaxY() - range.share(track.values()[last]) * data.getHeight();
                ends.add(new LineEnds.End(i, x, y));
            }
        }
        return ends;
    }

    /** As many of the clauses behind the colon as there is room for, but the first in any case. */
    private static String clauses(String heading, Font font, double room) {
        String text = heading;
        int first = text.indexOf(": ");
        while (Lettering.width(text, font) > room && first >= 0 && text.lastIndexOf(", ") > first) {
            text = text.substring(0, text.lastIndexOf(", "));
        }
        return text;
    }

    /** The part that does not count is hatched. */
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

    private void bound(Panel.Bound bound, Rectangle2D data) {
        if (bound.value() > range.to() || bound.value() < range.from()) {
            return;
        }
        double y = data.getMaxY() - range.share(bound.value()) * data.getHeight();
        double from = data.getX() + data.getWidth() * Math.max(0, bound.fromNanos() / 1e9 / drawing.seconds());
        double to = data.getX() + data.getWidth() * Math.min(1, bound.toNanos() / 1e9 / drawing.seconds());
        Color color = bound.line() < 0 ? Palette.BOUND : Palette.line(bound.line());
        double violating = bound.less() ? Math.max(data.getY(), y - SHADE) : y;
        double depth = bound.less() ? y - violating : Math.min(SHADE, data.getMaxY() - y);
        g2.setPaint(Palette.shade(color));
        g2.fill(new Rectangle2D.Double(from, violating, to - from, depth));
        g2.setPaint(color);
        g2.setStroke(Palette.limitStroke());
        g2.draw(new Line2D.Double(from, y, to, y));
        g2.draw(new Line2D.Double(from, y - TICK, from, y + TICK));
        g2.draw(new Line2D.Double(to, y - TICK, to, y + TICK));
        Font font = Typeface.regular(NOTE);
        String label = Lettering.shorten(bound.label(), font, data.getWidth() - 12);
        double length = Lettering.width(label, font);
        double x = Math.max(data.getX() + 6, Math.min(from + 6, data.getMaxX() - length - 6));
        boolean below = y - NOTE - 6 < data.getY();
        double base = below ? y + NOTE + 3 : y - 6;
        g2.setPaint(Palette.PAPER);
        g2.fill(new Rectangle2D.Double(x - 3, base - NOTE + 1, length + 6, NOTE + 3));
        g2.setPaint(color);
        Lettering.draw(g2, label, font, x, base);
        g2.setStroke(new BasicStroke());
    }
}
