package dev.brownout.chart.line;

import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.model.EventRail;
import dev.brownout.chart.model.FailurePeriod;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Paints the rail of a panel: as many rows of fault bars as needed, then the milestones of each row of the rail in
 * words. Each fault and each group of milestones has a vertical rule in the plot above.
 */
public final class RailPainter {
    private static final float NOTE = 13;
    private static final double BAR = 17;
    private static final double ROW = 16;
    private static final double GAP = 4;

    private final EventRail rail;
    private final double seconds;
    private final double width;
    private final Font font = Typeface.regular(NOTE);
    private final List<MarkRow> marks;

    /** The groups of milestones of a row of the rail, and the vertical position of their first line of text. */
    private record MarkRow(EventRail.Row row, List<MarkGroup> groups, double top) {}

    /**
     * Creates a painter for a rail.
     *
     * @param seconds simulated time that the width represents, in s
     * @param width width in pixels
     * @param panels number of panels of the chart; with several, each row of the rail has one line of text
     */
    public RailPainter(EventRail rail, double seconds, double width, int panels) {
        this.rail = rail;
        this.seconds = seconds;
        this.width = width;
        this.marks = marks(panels == 1 && rail.rows().size() == 1);
    }

    /** The bars of a repeated fault in one row, with a label at the first of them. */
    private record RailRow(List<EventRail.Bar> bars, String label, double labelAt, int row) {}

    /** Returns the height of the rail, in pixels. */
    public double height() {
        double bottom = marks.stream()
                .mapToDouble(row -> row.top() + ROW * MarkGroup.lines(row.groups()))
                .max()
                .orElseGet(this::barsHeight);
        return bottom > 0 ? bottom + 2 * GAP : 0;
    }

    private double barsHeight() {
        return BAR * placed().stream().mapToInt(one -> one.row() + 1).max().orElse(0);
    }

    /**
     * Returns the rows for milestones. A single row without a milestone is omitted, as the plot itself shades the
     * failure periods.
     */
    private List<MarkRow> marks(boolean severalLines) {
        List<MarkRow> all = new ArrayList<>();
        double top = barsHeight();
        for (EventRail.Row row : rail.rows()) {
            if (rail.rows().size() > 1 || !row.marks().isEmpty()) {
                List<MarkGroup> groups = MarkGroup.of(row.marks(), this::x, width, severalLines);
                all.add(new MarkRow(row, groups, top));
                top += ROW * MarkGroup.lines(groups);
            }
        }
        return all;
    }

    private double x(long nanos) {
        return width * Math.min(1, Math.max(0, nanos / 1e9 / seconds));
    }

    /**
     * Places the bars of each fault, with their label, in the first row with enough space. Repetitions of a fault share
     * a row.
     */
    private List<RailRow> placed() {
        Map<String, List<EventRail.Bar>> same = new LinkedHashMap<>();
        rail.bars()
                .forEach(bar -> same.computeIfAbsent(bar.label(), label -> new ArrayList<>())
                        .add(bar));
        List<RailRow> placed = new ArrayList<>();
        List<Double> ends = new ArrayList<>();
        same.forEach((name, bars) -> {
            double from = x(bars.get(0).fromNanos());
            double to = bars.stream().mapToDouble(this::end).max().orElse(from);
            String times = bars.size() == 1 ? "" : " ×" + bars.size();
            String label = TextLayout.shorten(name, font, width - 2 * GAP - TextLayout.width(times, font)) + times;
            double length = TextLayout.width(label, font);
            double at = Math.max(0, Math.min(from + GAP, width - length - GAP));
            int row = 0;
            while (row < ends.size() && ends.get(row) + 6 > Math.min(from, at)) {
                row++;
            }
            if (row == ends.size()) {
                ends.add(0.0);
            }
            ends.set(row, Math.max(to, at + length));
            placed.add(new RailRow(bars, label, at, row));
        });
        return placed;
    }

    private double end(EventRail.Bar bar) {
        return Math.max(x(bar.fromNanos()) + 2, x(bar.toNanos()));
    }

    /** Paints the rules of the events across a plot, down to the top of the rail. */
    public void rules(Graphics2D g2, Rectangle2D data, double top) {
        g2.setStroke(new BasicStroke(1));
        g2.setPaint(Palette.FAULT_EDGE);
        for (RailRow one : placed()) {
            double x = data.getX() + x(one.bars().get(0).fromNanos());
            g2.draw(new Line2D.Double(x, data.getY(), x, top + GAP / 2 + one.row() * BAR));
        }
        g2.setStroke(Palette.ruleStroke());
        for (MarkRow row : marks) {
            g2.setPaint(
                    row.row().line() < 0
                            ? Palette.RULE
                            : Palette.shade(Palette.line(row.row().line())));
            for (MarkGroup group : row.groups()) {
                double x = data.getX() + group.from();
                g2.draw(new Line2D.Double(x, data.getY(), x, top + GAP / 2 + row.top() + (group.line() + 0.8) * ROW));
            }
        }
        g2.setStroke(new BasicStroke());
    }

    /**
     * Paints the rail from its top left corner.
     *
     * @param worded whether the events are named; otherwise an earlier panel names the same ones
     */
    public void paint(Graphics2D g2, double left, double top, boolean worded) {
        double y = top + GAP / 2;
        g2.setStroke(new BasicStroke(1));
        for (RailRow one : placed()) {
            double at = y + one.row() * BAR;
            for (EventRail.Bar bar : one.bars()) {
                double from = x(bar.fromNanos());
                g2.setPaint(Palette.FAULT);
                g2.fill(new Rectangle2D.Double(left + from, at, end(bar) - from, BAR - 2));
                g2.setPaint(Palette.FAULT_EDGE);
                g2.draw(new Line2D.Double(left + from, at, left + from, at + BAR - 2));
            }
            g2.setPaint(Palette.FAULT_INK);
            TextLayout.draw(g2, worded ? one.label() : "", font, left + one.labelAt(), at + NOTE - 1);
        }
        marks.forEach(row -> row(g2, row, left, y + row.top(), worded));
    }

    /** Paints the failure periods of a row as bands and its milestones in words. Groups over time are underlined. */
    private void row(Graphics2D g2, MarkRow row, double left, double top, boolean worded) {
        g2.setPaint(Palette.HURT);
        for (FailurePeriod hurt : row.row().hurt()) {
            double from = x(hurt.fromNanos());
            g2.fill(new Rectangle2D.Double(left + from, top + 1, Math.max(1.5, x(hurt.toNanos()) - from), ROW - 2));
        }
        g2.setPaint(row.row().line() < 0 ? Palette.INK : Palette.line(row.row().line()));
        for (MarkGroup group : row.groups()) {
            double base = top + group.line() * ROW + NOTE - 1;
            TextLayout.draw(g2, worded ? group.text() : "", font, left + group.left(), base);
            if (group.to() - group.from() > GAP) {
                g2.draw(new Line2D.Double(left + group.from(), base + 3, left + group.to(), base + 3));
            }
        }
    }

    /** Returns the texts of the milestones of each row, from left to right. */
    List<List<String>> words() {
        return marks.stream()
                .map(row -> row.groups().stream().map(MarkGroup::text).toList())
                .toList();
    }
}
