package dev.brownout.chart.draw;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Labels at the right ends of lines, in their colours and without overlap. They replace the legend if there is space
 * for each label.
 */
public final class LineEnds {

    private static final float TEXT = 14;
    private static final double LEADING = 17;
    /** Vertical gap between two labels, in pixels. */
    private static final double GAP = 4;
    /** Distance from the end of a line to its label, in pixels. */
    private static final double LEAD = 30;

    private static final double AIR = 4;
    /** Maximum width of a label row, in pixels. A wider label is wrapped into at most {@link #MOST_ROWS} rows. */
    private static final double WIDEST = 220;

    private static final int MOST_ROWS = 3;
    /** Maximum share of the plot width for the labels. */
    private static final double SHARE = 0.27;

    private final Font font = Typeface.regular(TEXT);
    private final List<List<String>> names = new ArrayList<>();
    private final boolean fits;
    private final double capacity;

    /**
     * Lays out the labels of lines beside a plot.
     *
     * @param lines labels of the lines, in their order
     * @param width width of a plot including its labels, in pixels
     * @param height height of a plot, in pixels
     */
    public LineEnds(List<String> lines, double width, double height) {
        double widest = Math.min(WIDEST, width * SHARE - LEAD - AIR);
        boolean untruncated = lines.size() > 1 && lines.size() <= Palette.LINES;
        double maxWidth = 0;
        double totalHeight = 0;
        for (String line : lines) {
            List<String> rows = TextLayout.wrap(line, font, widest, MOST_ROWS);
            untruncated &= String.join(" ", rows).equals(line);
            maxWidth = Math.max(
                    maxWidth,
                    rows.stream()
                            .mapToDouble(row -> TextLayout.width(row, font))
                            .max()
                            .orElse(0));
            totalHeight += rows.size() * LEADING + GAP;
            names.add(rows);
        }
        this.fits = untruncated && maxWidth <= widest && totalHeight <= height;
        this.capacity = LEAD + maxWidth + AIR;
    }

    /** Returns whether each label fits. */
    public boolean fit() {
        return fits;
    }

    /** Returns the width of the labels at the right of a plot, in pixels. */
    public double freeHeight() {
        return capacity;
    }

    /** Position of the end of a line. */
    public record End(int line, double x, double y) {}

    private record Place(End end, double top, double high) {}

    /** Paints the labels at the right of a plot. */
    public void paint(Graphics2D g2, Rectangle2D data, List<End> ends) {
        for (Place place : spread(data, ends)) {
            int line = place.end().line();
            double middle = place.top() + place.high() / 2;
            double right = data.getMaxX() + LEAD;
            g2.setPaint(Palette.line(line));
            g2.setStroke(Palette.stroke(line));
            g2.draw(new Line2D.Double(place.end().x() + 2, place.end().y(), right - 5, middle));
            double base = place.top() + LEADING * 0.78;
            for (String row : names.get(line)) {
                TextLayout.addToModel(g2, row, font, right, base);
                base += LEADING;
            }
        }
        g2.setStroke(new BasicStroke());
    }

    /** Places each label as near to the end of its line as the other labels permit, from top to bottom. */
    private List<Place> spread(Rectangle2D data, List<End> ends) {
        List<List<Place>> groups = new ArrayList<>();
        ends.stream()
                .sorted(Comparator.comparingDouble(End::y).thenComparingInt(End::line))
                .forEach(end -> {
                    double high = names.get(end.line()).size() * LEADING;
                    List<Place> group = new ArrayList<>(List.of(new Place(end, 0, high)));
                    while (!groups.isEmpty() && bottom(groups.get(groups.size() - 1), data) + GAP > top(group, data)) {
                        group.addAll(0, groups.remove(groups.size() - 1));
                    }
                    groups.add(group);
                });
        List<Place> places = new ArrayList<>();
        for (List<Place> group : groups) {
            double y = top(group, data);
            for (Place place : group) {
                places.add(new Place(place.end(), y, place.high()));
                y += place.high() + GAP;
            }
        }
        return places;
    }

    /**
     * Returns the top of a group of adjacent labels. The group is centred on the ends of its lines, within the plot.
     */
    private static double top(List<Place> group, Rectangle2D data) {
        double before = 0;
        double sum = 0;
        for (Place place : group) {
            sum += place.end().y() - place.high() / 2 - before;
            before += place.high() + GAP;
        }
        return Math.max(data.getY(), Math.min(sum / group.size(), data.getMaxY() - high(group)));
    }

    private static double bottom(List<Place> group, Rectangle2D data) {
        return top(group, data) + high(group);
    }

    private static double high(List<Place> group) {
        return group.stream().mapToDouble(place -> place.high() + GAP).sum() - GAP;
    }
}
