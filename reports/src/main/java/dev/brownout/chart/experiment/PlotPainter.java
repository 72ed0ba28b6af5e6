package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.AxisScale.Tick;
import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.LineEnds;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.experiment.PlotMark.AreaMark;
import dev.brownout.chart.experiment.PlotMark.LineMark;
import dev.brownout.chart.experiment.PlotMark.PointMark;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Painter of a {@link PlotModel}: its legend, and the axes and the grid of its panels. */
final class PlotPainter {
    static final float TEXT = 14;
    static final float SMALL = 12;
    private static final double TOP = 12;
    private static final double LEFT = 104;
    private static final double RIGHT = 34;
    /** Height of the ticks below a panel, in pixels. */
    private static final double BOTTOM = 30;
    /** Height of the heading of a panel, in pixels. */
    private static final double HEADING = 22;

    private static final double TALLEST_ROW = 56;
    private static final double LEGEND_ROW = 22;
    private static final double SAMPLE = 16;
    private static final int PIXELS_PER_VALUE = 40;
    private static final int PIXELS_PER_NUMBER = 110;
    private static final int WIDEST_NAME = 320;
    /** Minimum height of a row with two lines of text, in pixels. */
    private static final double TWO_LINES = 34;

    private static final int WIDEST_TICK = 160;

    private final Graphics2D g2;
    private final ChartFrame frame;

    PlotPainter(Graphics2D g2, int width, int height) {
        this.g2 = g2;
        this.frame = new ChartFrame(g2, width, height);
    }

    /** Returns the height of a plot of rows below its titles, in pixels. */
    static double height(PlotModel plot) {
        double legend = plot.legend().isEmpty() ? 0 : LEGEND_ROW;
        return TOP + legend + TALLEST_ROW * plot.rows() + besidesRows(plot);
    }

    private static double besidesRows(PlotModel plot) {
        return plot.panels().stream()
                .mapToDouble(panel -> BOTTOM + (panel.heading().isEmpty() ? 0 : HEADING))
                .sum();
    }

    void paint(PlotModel plot) {
        Rectangle2D left = frame.paint(plot.title(), plot.subtitle());
        List<LineMark> lines = plot.panels().stream()
                .flatMap(panel -> panel.marks().stream())
                .filter(mark -> mark instanceof LineMark line && !line.name().isEmpty())
                .map(LineMark.class::cast)
                .toList();
        List<String> names = lines.stream().map(LineMark::name).toList();
        LineEnds ends = new LineEnds(names, left.getWidth() - LEFT, left.getHeight() - TOP - BOTTOM);
        boolean named = ends.fit()
                && lines.stream().allMatch(line -> Double.isFinite(line.last().getY()));
        Rectangle2D area = named ? left : frame.legend(left, names, names.size(), name -> false);
        double top = area.getY() + legend(plot.legend(), area) + TOP;
        double high = area.getMaxY() - top - besidesRows(plot);
        double row = Math.min(TALLEST_ROW, high / Math.max(1, plot.rows()));
        boolean isLow = row < TWO_LINES;
        double start = plot.panels().stream()
                .mapToDouble(panel -> left(panel.up(), isLow))
                .max()
                .orElse(LEFT);
        double width = area.getWidth() - start - (named ? ends.freeHeight() : RIGHT);
        for (PlotPanel panel : plot.panels()) {
            if (!panel.heading().isEmpty()) {
                Font bold = Typeface.bold(TEXT);
                g2.setPaint(Palette.INK);
                String heading = TextLayout.shorten(panel.heading(), bold, area.getWidth());
                TextLayout.addToModel(g2, heading, bold, area.getX() + 4, top + TEXT);
                top += HEADING;
            }
            double tall = plot.rows() == 0 ? high : row * panel.up().rows();
            Rectangle2D data = new Rectangle2D.Double(area.getX() + start, top, width, tall);
            grid(panel, data, isLow);
            MarkPainter marks = new MarkPainter(g2, data, panel);
            marks.paint();
            if (named) {
                ends.paint(
                        g2,
                        data,
                        IntStream.range(0, lines.size())
                                .mapToObj(i -> marks.end(i, lines.get(i).last()))
                                .toList());
            }
            Rectangle2D around = new Rectangle2D.Double(area.getX(), top - TOP, area.getWidth(), TOP + tall + BOTTOM);
            frame.axes(around, panel.across().label(), panel.up().label());
            top += tall + BOTTOM;
        }
    }

    /** Paints the meanings of marks. Returns their height. */
    private double legend(Map<PlotMark, String> meanings, Rectangle2D area) {
        Font font = Typeface.regular(TEXT);
        double x = area.getX() + 4;
        double base = area.getY() + TEXT + 4;
        for (Map.Entry<PlotMark, String> entry : meanings.entrySet()) {
            double sample = entry.getKey() instanceof LineMark ? 2 * SAMPLE : SAMPLE;
            double width = sample + 8 + width(entry.getValue());
            if (x > area.getX() + 4 && x + width > area.getMaxX()) {
                x = area.getX() + 4;
                base += LEGEND_ROW;
            }
            double middle = base - TEXT * 0.36;
            if (entry.getKey() instanceof PointMark point) {
                MarkPainter.symbol(g2, point, x + SAMPLE / 2, middle);
            } else if (entry.getKey() instanceof LineMark line) {
                MarkPainter.draw(g2, line.color(), line.stroke(), new Line2D.Double(x, middle, x + sample, middle));
            } else if (entry.getKey() instanceof AreaMark rectangle) {
                g2.setPaint(rectangle.color());
                g2.fill(new Rectangle2D.Double(x, middle - SAMPLE / 2, SAMPLE, SAMPLE));
            }
            g2.setPaint(Palette.INK);
            TextLayout.addToModel(g2, entry.getValue(), font, x + sample + 8, base);
            x += width + ChartFrame.GAP;
        }
        return meanings.isEmpty() ? 0 : base - area.getY() - TEXT - 4 + LEGEND_ROW;
    }

    /** Returns the width of the names of the ticks at the left. */
    private static double left(PlotAxis axis, boolean isLow) {
        double widest = axis.named().stream()
                .mapToDouble(tick -> width(label(tick, isLow)))
                .max()
                .orElse(0);
        return axis.named().isEmpty()
                ? LEFT
                : Math.min(WIDEST_NAME, widest) + (axis.label().isEmpty() ? 14 : 40);
    }

    /** Returns the name of a tick. That of a low row has one line, with its second part whole. */
    private static String label(Tick tick, boolean isLow) {
        Font font = Typeface.regular(TEXT);
        int end = tick.label().indexOf('\n');
        String second = "  " + tick.label().substring(end + 1);
        return isLow && end >= 0
                ? TextLayout.shorten(tick.label().substring(0, end), font, WIDEST_NAME - TextLayout.width(second, font))
                        + second
                : tick.label();
    }

    private void grid(PlotPanel panel, Rectangle2D data, boolean isLow) {
        Font font = Typeface.regular(TEXT);
        for (Tick tick : panel.up().ticks(Math.max(2, (int) (data.getHeight() / PIXELS_PER_VALUE)))) {
            double y = data.getMaxY() - panel.up().share(tick.at()) * data.getHeight();
            line(data.getX(), y, data.getMaxX(), y, Palette.GRID);
            lines(g2, label(tick, isLow), Palette.INK, data.getX() - 10, y, WIDEST_NAME, true);
        }
        List<Tick> ticks = panel.across().ticks(Math.max(2, (int) (data.getWidth() / PIXELS_PER_NUMBER)));
        boolean dense = data.getWidth() < 3 * PlotSymbol.RADIUS * ticks.size();
        double free = Double.NEGATIVE_INFINITY;
        for (Tick tick : ticks) {
            double x = data.getX() + panel.across().share(tick.at()) * data.getWidth();
            String name = TextLayout.shorten(tick.label(), font, WIDEST_TICK);
            double half = TextLayout.width(name, font) / 2;
            boolean hasSpace = x - half > free;
            if (hasSpace || !dense) {
                line(x, data.getY(), x, data.getMaxY(), Palette.GRID);
            }
            if (hasSpace) {
                g2.setPaint(Palette.INK);
                TextLayout.addToModel(g2, name, font, x - half, data.getMaxY() + TEXT + 6);
                free = x + half + 10;
            }
        }
        line(data.getX(), data.getMaxY(), data.getMaxX(), data.getMaxY(), Palette.FAINT_INK);
    }

    private void line(double x1, double y1, double x2, double y2, Color color) {
        MarkPainter.draw(g2, color, new BasicStroke(1), new Line2D.Double(x1, y1, x2, y2));
    }

    /** Returns the width of the widest line of a text, in pixels. */
    static double width(String text) {
        Font font = Typeface.regular(TEXT);
        return text.lines()
                .mapToDouble(line -> TextLayout.width(line, font))
                .max()
                .orElse(0);
    }

    /**
     * Paints the lines of a text beside a position. The second line is small and faint.
     *
     * @param most maximum width, in pixels
     * @param left whether the text is at the left of the position
     */
    static void lines(Graphics2D g2, String text, Color color, double x, double y, double most, boolean left) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Font font = Typeface.regular(i == 0 ? TEXT : SMALL);
            double base = lines.size() == 1 ? y + TEXT * 0.36 : y - 2 + i * TEXT;
            String line = TextLayout.shorten(lines.get(i), font, most);
            g2.setPaint(i == 0 ? color : Palette.FAINT_INK);
            TextLayout.addToModel(g2, line, font, left ? x - TextLayout.width(line, font) : x, base);
        }
    }
}
