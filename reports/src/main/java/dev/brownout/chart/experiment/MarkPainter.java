package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.LineEnds;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.experiment.PlotMark.AreaMark;
import dev.brownout.chart.experiment.PlotMark.BoundMark;
import dev.brownout.chart.experiment.PlotMark.DotsMark;
import dev.brownout.chart.experiment.PlotMark.IntervalMark;
import dev.brownout.chart.experiment.PlotMark.LineMark;
import dev.brownout.chart.experiment.PlotMark.PointMark;
import dev.brownout.chart.experiment.PlotMark.TextMark;
import dev.brownout.format.QuantityFormat;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Painter of the marks of a panel. */
final class MarkPainter {
    private static final float INTERVAL = 2;
    private static final double CAP = 5;
    private static final float EDGE = 1.6f;
    private static final float DOT = 5;
    private static final double THINNEST = 3;
    private static final double DISTANCE = 8;
    private static final double WIDEST_LABEL = 320;
    private static final float TEXT = PlotPainter.TEXT;
    /** Maximum number of labels in rows below each other at a point at the upper edge. */
    private static final int ROWS = 6;

    private final Graphics2D g2;
    private final Rectangle2D data;
    private final PlotPanel panel;
    private final List<Rectangle2D> occupied = new ArrayList<>();
    private final List<Shape> lines = new ArrayList<>();

    MarkPainter(Graphics2D g2, Rectangle2D data, PlotPanel panel) {
        this.g2 = g2;
        this.data = data;
        this.panel = panel;
    }

    private double x(double value) {
        return data.getX() + panel.across().share(value) * data.getWidth();
    }

    private double y(double value) {
        return data.getMaxY() - panel.up().share(value) * data.getHeight();
    }

    LineEnds.End end(int line, Point2D last) {
        return new LineEnds.End(line, x(last.getX()), y(last.getY()));
    }

    static void draw(Graphics2D g2, Color color, Stroke stroke, Shape shape) {
        g2.setPaint(color);
        g2.setStroke(stroke);
        g2.draw(shape);
        g2.setStroke(new BasicStroke());
    }

    static void symbol(Graphics2D g2, PointMark point, double x, double y) {
        Shape outline = point.symbol().outline(x, y);
        if (point.fill() != null) {
            g2.setPaint(point.fill());
            g2.fill(outline);
        }
        if (point.symbol().edge() != null) {
            draw(g2, point.symbol().edge(), new BasicStroke(EDGE), outline);
        }
    }

    /** Paints the marks, and then the labels of points in the space that is left, the topmost point first. */
    void paint() {
        panel.marks().forEach(this::paint);
        List<PlotMark> marks = panel.marks();
        for (int i = marks.size() - 1; i >= 0; i--) {
            if (marks.get(i) instanceof PointMark point && Double.isFinite(point.y())) {
                label(point);
            }
        }
    }

    private void paint(PlotMark mark) {
        if (mark instanceof PointMark point) {
            double x = x(point.x());
            double y = y(point.y());
            symbol(g2, point, x, y);
            double radius = PlotSymbol.RADIUS;
            occupied.add(new Rectangle2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
        } else if (mark instanceof LineMark line) {
            Path2D path = path(line.points());
            draw(g2, line.color(), line.stroke(), path);
            lines.add(line.stroke().createStrokedShape(path));
        } else if (mark instanceof IntervalMark interval) {
            interval(interval);
        } else if (mark instanceof AreaMark area) {
            area(area);
        } else if (mark instanceof DotsMark dots) {
            dots(dots);
        } else if (mark instanceof TextMark text) {
            text(text);
        } else if (mark instanceof BoundMark bound) {
            bound(bound.bound().label(), bound.bound().value());
        }
    }

    private Path2D path(List<Point2D> points) {
        Path2D path = new Path2D.Double();
        boolean drawing = false;
        for (Point2D point : points) {
            boolean known = !Double.isNaN(point.getX()) && !Double.isNaN(point.getY());
            if (known && drawing) {
                path.lineTo(x(point.getX()), y(point.getY()));
            } else if (known) {
                path.moveTo(x(point.getX()), y(point.getY()));
            }
            drawing = known;
        }
        return path;
    }

    private void interval(IntervalMark interval) {
        Point2D[] ends = {
            new Point2D.Double(x(interval.x1()), y(interval.y1())),
            new Point2D.Double(x(interval.x2()), y(interval.y2()))
        };
        boolean[] inside = {isInside(interval.x1(), interval.y1()), isInside(interval.x2(), interval.y2())};
        boolean upright = ends[0].getX() == ends[1].getX();
        Path2D path = new Path2D.Double(new Line2D.Double(ends[0], ends[1]));
        for (int i = 0; i < ends.length; i++) {
            if (inside[i] && ends[0].distance(ends[1]) > 2 * PlotSymbol.RADIUS) {
                double across = upright ? CAP : 0;
                double up = upright ? 0 : CAP;
                double x = ends[i].getX();
                double y = ends[i].getY();
                path.append(new Line2D.Double(x - across, y - up, x + across, y + up), false);
            }
        }
        if (ends[0].distance(ends[1]) > 0) {
            draw(g2, interval.color(), new BasicStroke(INTERVAL), path);
        }
    }

    private boolean isInside(double x, double y) {
        return panel.across().includes(x) && panel.up().includes(y);
    }

    /** Fills an area without its edge, which separates it from its neighbours. */
    private void area(AreaMark area) {
        double left = x(area.left()) + EDGE / 2;
        double top = y(area.top()) + EDGE / 2;
        double width = Math.max(THINNEST, x(area.right()) - left - EDGE / 2);
        double height = y(area.bottom()) - top - EDGE / 2;
        g2.setPaint(area.color());
        g2.fill(new Rectangle2D.Double(left, top, width, height));
        double length = PlotPainter.width(area.label());
        if (length < width - 4 && height > TEXT) {
            double middle = top + height / 2;
            PlotPainter.lines(g2, area.label(), Palette.INK, left + width / 2 - length / 2, middle, width, false);
        }
    }

    /** Paints dots as one path of segments of nearly no length with round ends, which makes a short SVG. */
    private void dots(DotsMark dots) {
        Path2D path = new Path2D.Double();
        for (Point2D dot : dots.points()) {
            double x = x(dot.getX());
            double y = y(dot.getY());
            path.moveTo(x, y);
            path.lineTo(x + 0.01, y);
        }
        Color color = Palette.mixed(Palette.BACKGROUND, Palette.INK, 0.55);
        draw(g2, color, new BasicStroke(DOT, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND), path);
    }

    /**
     * Paints a text beside its position. A text with an infinite end moves to the other side if there is more space.
     */
    private void text(TextMark mark) {
        double x = x(mark.x());
        boolean prefersLeft = mark.end() < mark.x();
        double left = x - DISTANCE - (prefersLeft ? x(mark.end()) : data.getX());
        double right = (prefersLeft ? data.getMaxX() : x(mark.end())) - x - DISTANCE;
        double width = Math.min(PlotPainter.width(mark.text()), Math.max(left, right));
        boolean hasSpace = (prefersLeft ? left : right) >= width;
        boolean atLeft = prefersLeft == (hasSpace || Double.isFinite(mark.end()));
        double shown = Math.min(width, atLeft ? left : right);
        write(mark.text(), mark.color(), atLeft ? x - DISTANCE - shown : x + DISTANCE, y(mark.y()), shown, atLeft);
    }

    /** Paints a text on a background, so that no line crosses it. Returns its place. */
    private Rectangle2D write(String text, Color color, double x, double y, double width, boolean atLeft) {
        double height = text.lines().count() * TEXT + 3;
        Rectangle2D place = new Rectangle2D.Double(x - 2, y - height / 2, width + 4, height);
        g2.setPaint(Palette.BACKGROUND);
        g2.fill(place);
        PlotPainter.lines(g2, text, color, atLeft ? x + width : x, y, width, atLeft);
        return place;
    }

    /** Paints the bound of an assertion with its label. A bound beyond the axis is only labelled. */
    private void bound(String label, double value) {
        boolean above = panel.up().endsBelow(value);
        boolean below = value < panel.up().range().from();
        double y = y(value);
        if (!above && !below) {
            Line2D line = new Line2D.Double(data.getX(), y, data.getMaxX(), y);
            draw(g2, Palette.BOUND, Palette.boundStroke(), line);
            occupied.add(new Rectangle2D.Double(data.getX(), y - 1, data.getWidth(), 2));
        }
        String text = label + (above ? " (above the axis) ↑" : below ? " (below the axis) ↓" : "");
        double width = Math.min(PlotPainter.width(text), data.getWidth() - 12);
        double middle = y - TEXT - 6 < data.getY() ? y + 12 : y - 11;
        occupied.add(write(text, Palette.BOUND, data.getX() + 6, middle, width, false));
    }

    /** Paints the label of a point in a free place beside it, if there is one. */
    private void label(PointMark point) {
        boolean beyond = panel.up().endsBelow(point.y());
        String unit = panel.up().range().unit();
        String value = beyond ? QuantityFormat.format(point.y(), unit) + " ↑" : "";
        String name = TextLayout.shorten(point.label(), Typeface.regular(TEXT), WIDEST_LABEL);
        String label = name + (name.isEmpty() || value.isEmpty() ? "" : ", ") + value;
        double width = PlotPainter.width(label);
        if (!label.isEmpty()) {
            IntStream.range(0, beyond ? ROWS : 1)
                    .mapToObj(row -> freePlace(x(point.x()), y(point.y()), width, row))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(place -> {
                        Color color = point.symbol() == PlotSymbol.DOT ? point.fill() : Palette.INK;
                        occupied.add(write(label, color, place.getX(), place.getCenterY(), width, false));
                    });
        }
    }

    /** Returns a free place for a label beside a point, in a row below or above it. One without a line is better. */
    private Optional<Rectangle2D> freePlace(double x, double y, double width, int row) {
        double height = TEXT + 4;
        double distance = PlotSymbol.RADIUS + 5;
        List<Rectangle2D> free = new ArrayList<>();
        for (double left : new double[] {x + distance, x - distance - width, x - width / 2}) {
            double gap = (left == x - width / 2 ? distance : 2) + row * height;
            for (double top : new double[] {y - gap - height, y + gap}) {
                Rectangle2D place = new Rectangle2D.Double(left, top, width, height);
                if (data.contains(place) && occupied.stream().noneMatch(place::intersects)) {
                    free.add(place);
                }
            }
        }
        return free.stream()
                .filter(place -> lines.stream().noneMatch(line -> line.intersects(place)))
                .findFirst()
                .or(() -> free.stream().findFirst());
    }
}
