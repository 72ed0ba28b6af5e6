package dev.brownout.chart.line;

import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.model.EventRail;
import dev.brownout.chart.model.FailurePeriod;
import dev.brownout.chart.model.Milestone;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Paints the rail of a panel: as many rows of fault bars as needed, then one row for each row of the rail. */
public final class RailPainter {
    private static final float NOTE = 13;
    private static final double BAR = 17;
    private static final double ROW = 16;
    private static final double GAP = 4;
    private static final float SMALL = 10;
    /** Gap between two letters of different milestones, in pixels. */
    private static final double BETWEEN = 3;

    private final EventRail rail;
    private final double seconds;
    private final double width;
    private final Font font = Typeface.regular(NOTE);
    private final Font bold = Typeface.bold(NOTE);
    private final Font small = Typeface.regular(SMALL);

    /**
     * Creates a painter for a rail.
     *
     * @param seconds simulated time that the width represents, in s
     * @param width width in pixels
     */
    public RailPainter(EventRail rail, double seconds, double width) {
        this.rail = rail;
        this.seconds = seconds;
        this.width = width;
    }

    /** The bars of a repeated fault in one row, with a label at the first of them. */
    private record RailRow(List<EventRail.Bar> bars, String label, double labelAt, int row) {}

    /** Returns the height of the rail, in pixels. */
    public double height() {
        int rows = placed().stream().mapToInt(one -> one.row() + 1).max().orElse(0);
        return rows * BAR + lines() * ROW + (rows + lines() > 0 ? 2 * GAP : 0);
    }

    /**
     * Returns the number of rows for milestones. A single row without a milestone is omitted, as the plot itself shades
     * the failure periods.
     */
    private int lines() {
        return rail.rows().size() == 1 && rail.rows().get(0).marks().isEmpty()
                ? 0
                : rail.rows().size();
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
            String times = bars.size() == 1 ? "" : ", " + bars.size() + " times";
            String label = TextLayout.shorten(name + times, font, width - 8);
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

    /** Paints the rail from its top left corner. */
    public void paint(Graphics2D g2, double left, double top) {
        double y = top + GAP / 2;
        g2.setStroke(new BasicStroke(1));
        int rows = 0;
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
            TextLayout.draw(g2, one.label(), font, left + one.labelAt(), at + NOTE - 1);
            rows = Math.max(rows, one.row() + 1);
        }
        y += rows * BAR;
        for (EventRail.Row row : rail.rows().subList(0, lines())) {
            row(g2, row, left, y);
            y += ROW;
        }
    }

    /** Paints the failure periods of a row as bands and its milestones as letters. Merged letters are underlined. */
    private void row(Graphics2D g2, EventRail.Row row, double left, double top) {
        g2.setPaint(Palette.HURT);
        for (FailurePeriod hurt : row.hurt()) {
            double from = x(hurt.fromNanos());
            g2.fill(new Rectangle2D.Double(left + from, top + 1, Math.max(1.5, x(hurt.toNanos()) - from), ROW - 2));
        }
        g2.setPaint(row.line() < 0 ? Palette.INK : Palette.line(row.line()));
        for (Crowd crowd : crowds(row)) {
            double at = left + crowd.left();
            for (Map.Entry<Milestone, Integer> one : crowd.counts.entrySet()) {
                TextLayout.draw(g2, one.getKey().letter(), bold, at, top + NOTE - 1);
                at += TextLayout.width(one.getKey().letter(), bold);
                String number = number(one.getValue());
                TextLayout.draw(g2, number, small, at, top + NOTE - 1);
                at += TextLayout.width(number, small) + BETWEEN;
            }
            if (crowd.to - crowd.from > BETWEEN && crowd.several()) {
                g2.draw(new Line2D.Double(left + crowd.from, top + ROW - 1, left + crowd.to, top + ROW - 1));
            }
        }
    }

    private static String number(int count) {
        return count == 1 ? "" : String.valueOf(count);
    }

    /** Milestones that are too close to be drawn apart: each letter once, with its number of occurrences. */
    private final class Crowd {
        private final Map<Milestone, Integer> counts = new LinkedHashMap<>();
        private double from = Double.POSITIVE_INFINITY;
        private double to;

        private void add(Milestone milestone, int count, double first, double last) {
            counts.merge(milestone, count, Integer::sum);
            from = Math.min(from, first);
            to = Math.max(to, last);
        }

        private void add(Crowd other) {
            other.counts.forEach((what, often) -> add(what, often, other.from, other.to));
        }

        private boolean several() {
            return counts.values().stream().anyMatch(often -> often > 1);
        }

        private double length() {
            return counts.entrySet().stream()
                            .mapToDouble(one -> TextLayout.width(one.getKey().letter(), bold)
                                    + TextLayout.width(number(one.getValue()), small)
                                    + BETWEEN)
                            .sum()
                    - BETWEEN;
        }

        private double left() {
            Milestone first = counts.keySet().iterator().next();
            double at = from - TextLayout.width(first.letter(), bold) / 2;
            return Math.min(at, width - length());
        }
    }

    private List<Crowd> crowds(EventRail.Row row) {
        List<Crowd> crowds = new ArrayList<>();
        for (EventRail.Mark mark : row.marks()) {
            Crowd next = new Crowd();
            next.add(mark.what(), 1, x(mark.atNanos()), x(mark.atNanos()));
            while (!crowds.isEmpty() && last(crowds).left() + last(crowds).length() + BETWEEN > next.left()) {
                Crowd both = crowds.remove(crowds.size() - 1);
                both.add(next);
                next = both;
            }
            crowds.add(next);
        }
        return crowds;
    }

    private static Crowd last(List<Crowd> crowds) {
        return crowds.get(crowds.size() - 1);
    }

    /** Returns the text of a row from left to right: the letters of each group with their numbers. */
    List<String> told(EventRail.Row row) {
        return crowds(row).stream()
                .map(crowd -> crowd.counts.entrySet().stream()
                        .map(one -> one.getKey().letter() + number(one.getValue()))
                        .collect(Collectors.joining(" ")))
                .toList();
    }
}
