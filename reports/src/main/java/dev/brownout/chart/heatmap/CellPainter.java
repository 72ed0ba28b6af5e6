package dev.brownout.chart.heatmap;

import dev.brownout.chart.draw.AxisScale;
import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.line.RailPainter;
import dev.brownout.chart.model.EventRail;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.stream.Stream;

/** Paints a heat map over time: a legend, and panels in a grid with common axes, each with its event rail. */
final class CellPainter {
    private static final Color PALEST = new Color(0xd6e6f2);
    private static final Color DARKEST = new Color(0x08306b);
    /**
     * Minimum and maximum width of the row labels, in pixels. Within these limits it is the width of the widest label.
     */
    private static final double LEAST_LEFT = 130;

    private static final double MOST_LEFT = 260;
    private static final double NAME_GAP = 12;
    private static final double NARROW_LEFT = 20;
    private static final double RIGHT = 28;
    private static final double LEGEND = 30;
    private static final double SAMPLE = 18;
    private static final double BOTTOM = 28;
    private static final double NARROW_BOTTOM = 10;
    private static final float HEADING = 16;
    private static final float TICK = 14;
    /** Minimum distance of the labels of two rows, in pixels. */
    private static final double ROW_DISTANCE = TICK * 1.1;

    private static final double PIXELS_PER_MOMENT = 80;
    /** Overlap of adjacent cells, in pixels, so that there is no visible gap between them. */
    private static final double OVERLAP = 0.35;

    private final HeatMapChart map;
    private final Graphics2D g2;
    private final Font font = Typeface.regular(TICK);
    private final Font bold = Typeface.bold(TICK);
    private final double left;

    CellPainter(HeatMapChart map, Graphics2D g2) {
        this.map = map;
        this.g2 = g2;
        double widest = Stream.concat(
                        map.rows().ticks().stream().map(tick -> TextLayout.width(tick.label(), font)),
                        map.rows().prominent().stream().map(tick -> TextLayout.width(tick.label(), bold)))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        this.left = Math.max(LEAST_LEFT, Math.min(MOST_LEFT, Math.ceil(widest + NAME_GAP)));
    }

    void paint(int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        Rectangle2D area = frame.paint(map.title(), map.subtitle());
        legend(area);
        int count = map.panels().size();
        int columns = count <= 3 ? 1 : count <= 6 ? 2 : 3;
        int rows = (count + columns - 1) / columns;
        double each = (area.getWidth() - left - (columns - 1) * (NARROW_LEFT + ChartFrame.GAP)) / columns;
        double high = (area.getHeight() - LEGEND - (BOTTOM - NARROW_BOTTOM)) / rows;
        double rail = map.panels().stream()
                .mapToDouble(panel -> rail(panel, each - RIGHT).height())
                .max()
                .orElse(0);
        for (int i = 0; i < count; i++) {
            int column = i % columns;
            int row = i / columns;
            boolean lowest = i + columns >= count;
            double x = area.getX() + left + column * (each + NARROW_LEFT + ChartFrame.GAP);
            double y = area.getY() + LEGEND + row * high;
            double bottom = y + high - NARROW_BOTTOM - rail;
            HeatMapChart.Panel panel = map.panels().get(i);
            panel(panel, new Rectangle2D.Double(x, y, each - RIGHT, bottom - y), column == 0, lowest);
            boolean worded = map.panels().subList(0, i).stream()
                    .noneMatch(earlier -> earlier.rail().equals(panel.rail()));
            rail(panel, each - RIGHT).paint(g2, x, bottom + (lowest ? BOTTOM : NARROW_BOTTOM), worded);
        }
        frame.time(
                area,
                map.time().seconds(),
                EventRail.key(
                        map.panels().stream().map(HeatMapChart.Panel::rail).toList()));
    }

    private RailPainter rail(HeatMapChart.Panel panel, double width) {
        return new RailPainter(panel.rail(), map.time().seconds(), width);
    }

    private void legend(Rectangle2D area) {
        double x = area.getX() + left;
        double y = area.getY() + SAMPLE;
        for (int level = 1; level <= map.levels().size(); level++) {
            String text = map.levels().get(level - 1);
            g2.setPaint(colour(level));
            g2.fill(new Rectangle2D.Double(x, y - SAMPLE * 0.8, SAMPLE, SAMPLE));
            g2.setPaint(Palette.INK);
            TextLayout.addToModel(g2, text, font, x + SAMPLE + 6, y);
            x += SAMPLE + 6 + TextLayout.width(text, font) + ChartFrame.GAP;
        }
    }

    private Color colour(int level) {
        int most = map.levels().size();
        return Palette.mixed(PALEST, DARKEST, most < 2 ? 1 : (level - 1) / (double) (most - 1));
    }

    private void panel(HeatMapChart.Panel panel, Rectangle2D place, boolean first, boolean lowest) {
        double top = place.getY();
        if (!panel.heading().isEmpty()) {
            Font large = Typeface.bold(HEADING);
            g2.setPaint(Palette.INK);
            String heading = TextLayout.shorten(panel.heading(), large, place.getWidth() + RIGHT);
            TextLayout.addToModel(g2, heading, large, place.getX(), top + HEADING);
            top += HEADING * 1.5;
        }
        Rectangle2D data = new Rectangle2D.Double(place.getX(), top, place.getWidth(), place.getMaxY() - top);
        moments(data, lowest);
        cells(panel, data);
        rows(data, first);
        if (map.time().warmup() > 0) {
            double width = x(data, map.time().warmup()) - data.getX();
            g2.setPaint(Palette.WARMUP);
            g2.fill(new Rectangle2D.Double(data.getX(), data.getY(), width, data.getHeight()));
        }
        g2.setPaint(Palette.FAINT_INK);
        g2.setStroke(new BasicStroke(1));
        g2.draw(data);
    }

    private double x(Rectangle2D data, double seconds) {
        return data.getX() + data.getWidth() * Math.min(1, seconds / map.time().seconds());
    }

    private double y(Rectangle2D data, double row) {
        return data.getMaxY() - data.getHeight() * row / map.rows().count();
    }

    private void moments(Rectangle2D data, boolean lowest) {
        int most = Math.max(2, (int) (data.getWidth() / PIXELS_PER_MOMENT));
        g2.setStroke(new BasicStroke(1));
        for (AxisScale.Tick tick : AxisScale.moments(0, map.time().seconds(), most)) {
            double x = x(data, tick.at());
            g2.setPaint(Palette.GRID);
            g2.draw(new Line2D.Double(x, data.getY(), x, data.getMaxY()));
            if (lowest) {
                g2.setPaint(Palette.INK);
                double half = TextLayout.width(tick.label(), font) / 2;
                TextLayout.addToModel(g2, tick.label(), font, x - half, data.getMaxY() + TICK + 5);
            }
        }
    }

    /** Paints the label of the prominent row, and of other rows where there is space. */
    private void rows(Rectangle2D data, boolean first) {
        double prominent = Double.NEGATIVE_INFINITY;
        if (map.rows().prominent().isPresent()) {
            prominent = y(data, map.rows().prominent().get().at());
            row(data, prominent, map.rows().prominent().get().label(), first, bold);
        }
        double last = Double.POSITIVE_INFINITY;
        for (AxisScale.Tick tick : map.rows().ticks()) {
            double y = y(data, tick.at());
            boolean isFree = last - y > ROW_DISTANCE && Math.abs(y - prominent) > ROW_DISTANCE;
            row(data, y, tick.label(), first && isFree, font);
            last = first && isFree ? y : last;
        }
    }

    private void row(Rectangle2D data, double y, String label, boolean isLabelled, Font labelFont) {
        g2.setPaint(Palette.FAINT_INK);
        g2.setStroke(new BasicStroke(1));
        g2.draw(new Line2D.Double(data.getX() - 4, y, data.getX(), y));
        if (isLabelled) {
            g2.setPaint(Palette.INK);
            String name = TextLayout.shorten(label, labelFont, left - NAME_GAP);
            double position = data.getX() - 8 - TextLayout.width(name, labelFont);
            TextLayout.addToModel(g2, name, labelFont, position, y + TICK * 0.36);
        }
    }

    /** Paints all cells of a colour as one shape. Adjacent cells of a row are one rectangle. */
    private void cells(HeatMapChart.Panel panel, Rectangle2D data) {
        double[] edges = map.time().edges();
        for (int level = 1; level <= map.levels().size(); level++) {
            Path2D shape = new Path2D.Double();
            for (int row = 0; row < panel.cells().length; row++) {
                int[] cells = panel.cells()[row];
                int from = -1;
                for (int column = 0; column <= cells.length; column++) {
                    boolean hasLevel = column < cells.length && cells[column] == level;
                    if (hasLevel && from < 0) {
                        from = column;
                    } else if (!hasLevel && from >= 0) {
                        double start = x(data, edges[from]);
                        double right = Math.min(data.getMaxX(), x(data, edges[column]) + OVERLAP);
                        double high = Math.max(data.getY(), y(data, row + 1.0) - OVERLAP);
                        shape.append(new Rectangle2D.Double(start, high, right - start, y(data, row) - high), false);
                        from = -1;
                    }
                }
            }
            g2.setPaint(colour(level));
            g2.fill(shape);
        }
    }
}
