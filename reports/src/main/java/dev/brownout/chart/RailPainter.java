package dev.brownout.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Draws the rail of a panel: a row of bars for faults, as many as they need, then a row for each of its rows. */
public final class RailPainter {
    private static final float NOTE = 13;
    private static final double BAR = 17;
    private static final double ROW = 16;
    private static final double GAP = 4;

    private final Rail rail;
    private final double seconds;
    private final double width;
    private final Font font = Typeface.regular(NOTE);
    private final Font bold = Typeface.bold(NOTE);

    /**
     * A rail that wide.
     *
     * @param seconds the time that its width stands for
     */
    public RailPainter(Rail rail, double seconds, double width) {
        this.rail = rail;
        this.seconds = seconds;
        this.width = width;
    }

    private record Placed(Rail.Bar bar, String label, double from, double to, double labelAt, int row) {}

    /** The height that it needs. */
    public double height() {
        int rows = placed().stream().mapToInt(one -> one.row() + 1).max().orElse(0);
        return rows * BAR + lines() * ROW + (rows + lines() > 0 ? 2 * GAP : 0);
    }

    /** A single row without a mark shows nothing that the shade of the plot does not. */
    private int lines() {
        return rail.rows().size() == 1 && rail.rows().get(0).marks().isEmpty()
                ? 0
                : rail.rows().size();
    }

    private double x(long nanos) {
        return width * Math.min(1, Math.max(0, nanos / 1e9 / seconds));
    }

    /** Bars with their labels, each in the first row in which there is room for both. */
    private List<Placed> placed() {
        List<Placed> placed = new ArrayList<>();
        List<Double> ends = new ArrayList<>();
        for (Rail.Bar bar : rail.bars()) {
            double from = x(bar.fromNanos());
            double to = Math.max(from + 2, x(bar.toNanos()));
            String label = Lettering.shorten(bar.label(), font, width - 8);
            double length = Lettering.width(label, font);
            double at = Math.max(0, Math.min(from + GAP, width - length - GAP));
            int row = 0;
            while (row < ends.size() && ends.get(row) + 6 > Math.min(from, at)) {
                row++;
            }
            if (row == ends.size()) {
                ends.add(0.0);
            }
            ends.set(row, Math.max(to, at + length));
            placed.add(new Placed(bar, label, from, to, at, row));
        }
        return placed;
    }

    /** Draws it from a corner on. */
    public void paint(Graphics2D g2, double left, double top) {
        double y = top + GAP / 2;
        g2.setStroke(new BasicStroke(1));
        int rows = 0;
        for (Placed one : placed()) {
            double at = y + one.row() * BAR;
            g2.setPaint(Palette.FAULT);
            g2.fill(new Rectangle2D.Double(left + one.from(), at, one.to() - one.from(), BAR - 2));
            g2.setPaint(Palette.FAULT_EDGE);
            g2.draw(new Line2D.Double(left + one.from(), at, left + one.from(), at + BAR - 2));
            g2.setPaint(Palette.FAULT_INK);
            Lettering.draw(g2, one.label(), font, left + one.labelAt(), at + NOTE - 1);
            rows = Math.max(rows, one.row() + 1);
        }
        y += rows * BAR;
        for (Rail.Row row : rail.rows().subList(0, lines())) {
            row(g2, row, left, y);
            y += ROW;
        }
    }

    /** When users were hurt as a band, and what happened as letters, of which those too near to one are left out. */
    private void row(Graphics2D g2, Rail.Row row, double left, double top) {
        g2.setPaint(Palette.HURT);
        for (Hurt hurt : row.hurt()) {
            double from = x(hurt.fromNanos());
            g2.fill(new Rectangle2D.Double(left + from, top + 1, Math.max(1.5, x(hurt.toNanos()) - from), ROW - 2));
        }
        g2.setPaint(row.line() < 0 ? Palette.INK : Palette.line(row.line()));
        Map<Milestone, Double> last = new EnumMap<>(Milestone.class);
        double end = Double.NEGATIVE_INFINITY;
        for (Rail.Mark mark : row.marks()) {
            double length = Lettering.width(mark.what().letter(), bold);
            double at = Math.max(end, x(mark.atNanos()) - length / 2);
            boolean near = last.containsKey(mark.what()) && at - last.get(mark.what()) < 2 * NOTE;
            boolean away = at > x(mark.atNanos()) + NOTE;
            if (!near && !away) {
                Lettering.draw(g2, mark.what().letter(), bold, left + at, top + NOTE - 1);
                last.put(mark.what(), at);
                end = at + length + 1;
            }
        }
    }

    /** What the letters of some rails mean, and the band; empty where there are none. */
    public static String key(List<Rail> rails) {
        TreeSet<Milestone> marked = new TreeSet<>();
        boolean hurt = false;
        for (Rail rail : rails) {
            for (Rail.Row row : rail.rows()) {
                row.marks().forEach(mark -> marked.add(mark.what()));
                hurt |= !row.hurt().isEmpty();
            }
        }
        List<String> words =
                marked.stream().map(one -> one.letter() + " " + one.word()).collect(Collectors.toList());
        if (hurt) {
            words.add("shaded: over 1 % fail");
        }
        return String.join(" · ", words);
    }
}
