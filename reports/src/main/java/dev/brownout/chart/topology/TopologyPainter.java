package dev.brownout.chart.topology;

import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.topology.Topology.Arrow;
import dev.brownout.chart.topology.Topology.Box;
import dev.brownout.format.QuantityFormat;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Paints a call graph: columns of boxes, and ribbons between them with their rates and their failed share in red. */
final class TopologyPainter {
    private static final float NAME = 16;
    private static final float NOTE = 13;
    private static final float SMALLEST = 10;
    private static final double WIDEST = 190;
    private static final double HIGHEST = 118;
    /** Share of the width of a column that a box takes. The rest is for ribbons. */
    private static final double WIDE = 0.55;

    private static final double HIGH = 0.78;
    private static final double RIBBON = 16;
    private static final double THIN = 1.4;
    private static final double CELL = 15;
    /** Horizontal extent of a ribbon that leads back to a near box, in pixels. */
    private static final double BACK = 30;
    /** Margin around the drawing on a page, in pixels. */
    private static final double MARGIN = 16;

    private static final Color CALLS = new Color(0x9d, 0xb4, 0xc4);
    private static final Color FAILED = new Color(0xc0392b);
    private static final Color USERS = new Color(0xf2f5f7);
    private static final String KEY =
            "ribbons: calls per second, red: those that fail · cells: machines, the darker the busier";

    private final Topology topology;
    private final Graphics2D g2;
    private final Map<String, Rectangle2D> places = new LinkedHashMap<>();
    private final SharedHostAreas grounds;
    private final double most;

    TopologyPainter(Topology topology, Graphics2D g2) {
        this.topology = topology;
        this.g2 = g2;
        this.grounds = new SharedHostAreas(topology.grounds(), places, (from, to) -> route(new Arrow(from, to, 0, 0)));
        this.most =
                topology.arrows().stream().mapToDouble(Arrow::perSecond).max().orElse(1);
    }

    /** Creates a painter that only computes the positions in an area and paints nothing. */
    TopologyPainter(Topology topology, Rectangle2D area) {
        this(topology, (Graphics2D) null);
        place(area);
    }

    /** Returns the smallest area that contains everything, with a margin. */
    Map<String, Object> area() {
        Rectangle2D all = null;
        for (Rectangle2D place : places.values()) {
            all = all == null ? place : all.createUnion(place);
        }
        for (Arrow arrow : topology.arrows()) {
            all = all.createUnion(curve(arrow).getBounds2D());
        }
        for (Rectangle2D plot : grounds.plots()) {
            all = all.createUnion(plot);
        }
        return plain(
                all.getX() - MARGIN, all.getY() - MARGIN, all.getWidth() + 2 * MARGIN, all.getHeight() + 2 * MARGIN);
    }

    /** Returns the position of a box. */
    Map<String, Object> place(Box box) {
        Rectangle2D place = places.get(box.name());
        return plain(place.getX(), place.getY(), place.getWidth(), place.getHeight());
    }

    /** Returns the areas of shared hosts. The positions must be known. */
    SharedHostAreas grounds() {
        return grounds;
    }

    /** Returns the key of the colours. */
    String key() {
        return KEY + (topology.grounds().isEmpty() ? "" : " · shaded: on one machine");
    }

    static Map<String, Object> plain(double x, double y, double width, double height) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("x", Math.rint(x));
        plain.put("y", Math.rint(y));
        plain.put("width", Math.rint(width));
        plain.put("height", Math.rint(height));
        return plain;
    }

    /** Returns the points of the curve of a call: its start, then two control points and the end of each segment. */
    List<Double> points(Arrow arrow) {
        return route(arrow).stream().map(Math::rint).toList();
    }

    /** Returns the available width for a text on the curve of a call, in pixels. */
    double room(Arrow arrow) {
        List<Double> at = route(arrow);
        return Math.abs(at.get(6) - at.get(0)) - 8;
    }

    void paint(int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        Rectangle2D area = frame.paint(topology.title(), topology.subtitle());
        place(area);
        grounds.paint(g2);
        topology.arrows().forEach(this::ribbon);
        topology.columns().forEach(column -> column.forEach(this::box));
        topology.arrows().forEach(this::rate);
        frame.axes(area, key(), "");
    }

    private void place(Rectangle2D area) {
        int count = topology.columns().size();
        double wide = area.getWidth() / count;
        for (int i = 0; i < count; i++) {
            List<Box> column = topology.columns().get(i);
            double high = (area.getHeight() - 10) / column.size();
            double boxWide = Math.min(WIDEST, wide * WIDE);
            double boxHigh = Math.min(HIGHEST, high * HIGH);
            for (int j = 0; j < column.size(); j++) {
                // The first and the last column touch the margins. The rest are evenly spaced.
                double share = count == 1 ? 0.5 : (double) i / (count - 1);
                double x = area.getX() + share * (area.getWidth() - boxWide);
                double y = area.getY() + 6 + (j + 0.5) * high - boxHigh / 2;
                places.put(column.get(j).name(), new Rectangle2D.Double(x, y, boxWide, boxHigh));
            }
        }
    }

    private double thickness(Arrow arrow) {
        return Math.max(THIN, RIBBON * arrow.perSecond() / most);
    }

    private Path2D curve(Arrow arrow) {
        return curve(route(arrow));
    }

    /** Returns the curve through points in the format of {@link #points}. */
    static Path2D curve(List<Double> at) {
        Path2D curve = new Path2D.Double();
        curve.moveTo(at.get(0), at.get(1));
        for (int i = 2; i < at.size(); i += 6) {
            curve.curveTo(at.get(i), at.get(i + 1), at.get(i + 2), at.get(i + 3), at.get(i + 4), at.get(i + 5));
        }
        return curve;
    }

    /**
     * Returns the curve of a call from the right of the caller to the left of the callee. If the callee is not to the
     * right of the caller, the curve leads back near the bottom of both. It passes the columns in between horizontally,
     * through the nearest gap between boxes.
     */
    private List<Double> route(Arrow arrow) {
        Rectangle2D from = places.get(arrow.from());
        Rectangle2D to = places.get(arrow.to());
        boolean back = to.getX() <= from.getX();
        double x1 = back ? from.getX() : from.getMaxX();
        double x2 = back ? to.getMaxX() : to.getX();
        double y1 = back ? from.getMaxY() - from.getHeight() / 5 : from.getCenterY();
        double y2 = back ? to.getMaxY() - to.getHeight() / 5 : to.getCenterY();
        List<Double> route = new ArrayList<>(List.of(x1, y1));
        double x = x1;
        double y = y1;
        for (List<Rectangle2D> column : between(from, to)) {
            Rectangle2D box = column.get(0);
            double near = back ? box.getMaxX() : box.getX();
            double far = back ? box.getX() : box.getMaxX();
            double level = gap(column, y1 + (y2 - y1) * (near - x1) / (x2 - x1), thickness(arrow));
            bend(route, x, y, near, level, 0);
            route.addAll(List.of(near, level, far, level, far, level));
            x = far;
            y = level;
        }
        bend(route, x, y, x2, y2, back ? BACK : 0);
        return route;
    }

    private static void bend(List<Double> route, double x1, double y1, double x2, double y2, double least) {
        double half = (x2 - x1) / 2;
        double bend = Math.abs(half) < least || half > 0 && least > 0 ? -least : half;
        route.addAll(List.of(x1 + bend, y1, x2 - bend, y2, x2, y2));
    }

    /** Returns the boxes of the columns between two boxes, in the order in which a ribbon passes them. */
    private List<List<Rectangle2D>> between(Rectangle2D from, Rectangle2D to) {
        double least = Math.min(from.getX(), to.getX());
        double most = Math.max(from.getX(), to.getX());
        List<List<Rectangle2D>> columns = new ArrayList<>();
        for (List<Box> column : topology.columns()) {
            List<Rectangle2D> boxes =
                    column.stream().map(box -> places.get(box.name())).toList();
            if (boxes.get(0).getX() > least && boxes.get(0).getX() < most) {
                columns.add(to.getX() > from.getX() ? columns.size() : 0, boxes);
            }
        }
        return columns;
    }

    /** Returns the height nearest to the wanted one at which a ribbon passes a column without touching a box. */
    private static double gap(List<Rectangle2D> boxes, double wanted, double thick) {
        double nearest = Double.NaN;
        double room = thick / 2 + 2;
        for (int i = 0; i <= boxes.size(); i++) {
            double above = i == 0 ? Double.NEGATIVE_INFINITY : boxes.get(i - 1).getMaxY();
            double below =
                    i == boxes.size() ? Double.POSITIVE_INFINITY : boxes.get(i).getY();
            double middle = (above + below) / 2;
            double at = below - above < 2 * room ? middle : Math.max(above + room, Math.min(below - room, wanted));
            nearest = Math.abs(at - wanted) < Math.abs(nearest - wanted) || Double.isNaN(nearest) ? at : nearest;
        }
        return nearest;
    }

    private void ribbon(Arrow arrow) {
        double thick = thickness(arrow);
        g2.setPaint(CALLS);
        g2.setStroke(new BasicStroke((float) thick, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        g2.draw(curve(arrow));
        if (arrow.failed() > 0) {
            g2.setPaint(FAILED);
            double red = Math.max(1, thick * arrow.failed());
            g2.setStroke(new BasicStroke((float) red, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
            g2.draw(curve(arrow));
        }
    }

    /** Paints the rate on the middle of a ribbon if there is space. */
    private void rate(Arrow arrow) {
        double room = room(arrow);
        Font font = Typeface.regular(NOTE);
        String rate = QuantityFormat.of(arrow.perSecond(), "1/s");
        String failed = arrow.failed() > 0 ? QuantityFormat.of(arrow.failed(), "ratio") + " fail" : "";
        if (Math.max(TextLayout.width(rate, font), TextLayout.width(failed, font)) > room) {
            return;
        }
        List<Double> at = route(arrow);
        double x = (at.get(0) + 3 * at.get(2) + 3 * at.get(4) + at.get(6)) / 8;
        double y = (at.get(1) + 3 * at.get(3) + 3 * at.get(5) + at.get(7)) / 8;
        double above = y - thickness(arrow) / 2 - 5;
        text(rate, font, Palette.INK, x, above - (failed.isEmpty() ? 0 : NOTE + 2));
        if (!failed.isEmpty()) {
            text(failed, font, FAILED, x, above);
        }
    }

    private void text(String text, Font font, Color color, double centre, double base) {
        double length = TextLayout.width(text, font);
        g2.setPaint(Palette.PAPER);
        g2.fill(new Rectangle2D.Double(centre - length / 2 - 2, base - NOTE + 1, length + 4, NOTE + 3));
        g2.setPaint(color);
        TextLayout.draw(g2, text, font, centre - length / 2, base);
    }

    private void box(Box box) {
        Rectangle2D place = places.get(box.name());
        g2.setStroke(new BasicStroke(1.2f));
        RoundRectangle2D shape = new RoundRectangle2D.Double(
                place.getX(),
                place.getY(),
                place.getWidth(),
                place.getHeight(),
                box.users() ? 26 : 8,
                box.users() ? 26 : 8);
        g2.setPaint(box.users() ? USERS : Palette.PAPER);
        g2.fill(shape);
        g2.setPaint(Palette.FAINT_INK);
        g2.draw(shape);
        Font bold = Typeface.bold(Math.min(NAME, (float) (place.getHeight() * 0.6)));
        double left = place.getX() + 9;
        double room = place.getWidth() - 18;
        double y = place.getY() + bold.getSize2D() + 3;
        g2.setPaint(Palette.INK);
        TextLayout.draw(g2, TextLayout.shorten(box.name(), bold, room), bold, left, y);
        y += 5;
        boolean cells = !box.cells().isEmpty() && y + CELL + 4 < place.getMaxY();
        if (cells) {
            y = cells(box, left, y, room);
        }
        g2.setPaint(Palette.FAINT_INK);
        for (String line : box.lines()) {
            y += NOTE + 3;
            if (y > place.getMaxY() - 4) {
                return;
            }
            Font font = fitting(line, room);
            TextLayout.draw(g2, TextLayout.shorten(line, font, room), font, left, y);
        }
    }

    /** Returns the largest font in which a row fits, down to a legible minimum. */
    private static Font fitting(String line, double room) {
        double whole = TextLayout.width(line, Typeface.regular(NOTE));
        return Typeface.regular((float) Math.max(SMALLEST, Math.min(NOTE, NOTE * room / whole)));
    }

    /** Paints the nodes as cells in one row, narrow enough to fit. Returns the bottom of the row. */
    private double cells(Box box, double left, double top, double room) {
        double wide = Math.min(CELL, room / box.cells().size());
        for (int i = 0; i < box.cells().size(); i++) {
            Rectangle2D cell = new Rectangle2D.Double(left + i * wide, top, wide > 4 ? wide - 2 : wide, CELL - 3);
            g2.setPaint(heat(box.cells().get(i)));
            g2.fill(cell);
            if (wide > 4) {
                g2.setPaint(Palette.FAINT_INK);
                g2.setStroke(new BasicStroke(0.6f));
                g2.draw(cell);
            }
        }
        return top + CELL - 2;
    }

    /** Returns the colour of a utilization: from white, idle, over amber to dark red, fully utilized. */
    private static Color heat(double share) {
        if (Double.isNaN(share)) {
            return Palette.GRID;
        }
        double at = Math.max(0, Math.min(1, share));
        return at < 0.5
                ? Palette.mixed(Palette.PAPER, new Color(0xf2b84b), at * 2)
                : Palette.mixed(new Color(0xf2b84b), new Color(0xa01c1c), at * 2 - 1);
    }
}
