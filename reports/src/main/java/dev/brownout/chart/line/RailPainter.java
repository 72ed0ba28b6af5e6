package dev.brownout.chart.line;

import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.model.EventRail;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Paints the rail of a panel: the events in words at their rules, and the faults as bars. Each event has a vertical
 * rule in the plot above, down to its words.
 */
public final class RailPainter {
    private static final float NOTE = 13;
    private static final double ROW = 17;
    private static final double GAP = 4;
    private static final double MIN_GAP = 8;

    private final double seconds;
    private final double width;
    private final Font font = Typeface.regular(NOTE);
    private final List<PlacedEvent> events = new ArrayList<>();

    /** An event with its text, the position of the text, and its line. */
    private record PlacedEvent(EventRail.RailEvent event, String text, double left, int line) {}

    /**
     * Creates a painter for a rail.
     *
     * @param seconds simulated time that the width represents, in s
     * @param width width in pixels
     */
    public RailPainter(EventRail rail, double seconds, double width) {
        this.seconds = seconds;
        this.width = width;
        place(rail.events());
    }

    /** Places the events from the last to the first, so that no rule crosses the text of a later event above it. */
    private void place(List<EventRail.RailEvent> all) {
        List<List<double[]>> lines = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            EventRail.RailEvent event = all.get(i);
            String text = fitting(event.words());
            double length = TextLayout.width(text, font);
            double from = x(event.fromNanos());
            double left = Math.max(0, Math.min(from + GAP, width - length));
            double to = Math.max(left + length, event.fault() ? end(event.spans()) : 0);
            double[] place = {Math.min(from, left) - MIN_GAP, to};
            int line = 0;
            while (line < lines.size() && overlaps(lines.get(line), place)) {
                line++;
            }
            if (line == lines.size()) {
                lines.add(new ArrayList<>());
            }
            lines.get(line).add(place);
            events.add(0, new PlacedEvent(event, text, left, line));
        }
    }

    private static boolean overlaps(List<double[]> line, double[] place) {
        return line.stream().anyMatch(other -> other[0] < place[1] && place[0] < other[1]);
    }

    private String fitting(String words) {
        int names = words.lastIndexOf(" (");
        String shown = names > 0 && TextLayout.width(words, font) > width ? words.substring(0, names) : words;
        return TextLayout.shorten(shown, font, width);
    }

    /** Returns the height of the rail, in pixels. */
    public double height() {
        return events.stream()
                .mapToDouble(event -> (event.line() + 1) * ROW + 2 * GAP)
                .max()
                .orElse(0);
    }

    private double x(long nanos) {
        return width * Math.min(1, Math.max(0, nanos / 1e9 / seconds));
    }

    private double end(List<EventRail.EventSpan> spans) {
        return spans.stream().mapToDouble(span -> x(span.toNanos())).max().orElse(0);
    }

    /** Paints the rules of the events across a plot, down to their words. */
    public void rules(Graphics2D g2, Rectangle2D data, double top) {
        for (PlacedEvent placed : events) {
            boolean fault = placed.event().fault();
            g2.setStroke(fault ? new BasicStroke(1) : Palette.ruleStroke());
            g2.setPaint(fault ? Palette.FAULT_EDGE : Palette.RULE);
            double x = data.getX() + x(placed.event().fromNanos());
            g2.draw(new Line2D.Double(x, data.getY(), x, top + GAP / 2 + (placed.line() + 0.8) * ROW));
        }
        g2.setStroke(new BasicStroke());
    }

    /**
     * Paints the rail from its top left corner.
     *
     * @param worded whether the events are named; otherwise an earlier panel names the same ones
     */
    public void paint(Graphics2D g2, double left, double top, boolean worded) {
        for (PlacedEvent placed : events) {
            double y = top + GAP / 2 + placed.line() * ROW;
            if (placed.event().fault()) {
                g2.setPaint(Palette.FAULT);
                for (EventRail.EventSpan span : placed.event().spans()) {
                    double from = x(span.fromNanos());
                    double length = Math.max(2, x(span.toNanos()) - from);
                    g2.fill(new Rectangle2D.Double(left + from, y, length, ROW - 2));
                }
            }
            g2.setPaint(placed.event().fault() ? Palette.FAULT_INK : Palette.INK);
            TextLayout.addToModel(g2, worded ? placed.text() : "", font, left + placed.left(), y + NOTE - 1);
        }
    }

    /** Returns the texts of the events. */
    List<String> words() {
        return events.stream().map(PlacedEvent::text).toList();
    }
}
