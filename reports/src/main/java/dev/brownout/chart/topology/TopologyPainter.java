package dev.brownout.chart.topology;

import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.topology.Topology.Arrow;
import dev.brownout.chart.topology.Topology.Box;
import dev.brownout.chart.topology.Topology.Node;
import dev.brownout.chart.topology.Topology.Period;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.ComponentResult.NodeState;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Paints a call graph for the whole run: boxes, and curves between them with their rates and errors. */
final class TopologyPainter {
    /** Greatest width of a curve, in pixels. The width is proportional to the rate of calls. */
    private static final double RIBBON = 11;

    private static final double THIN = 1.4;
    /** Size of an image in pixels of its layout, and greatest scale of the layout. */
    private static final double WIDTH = 900;

    private static final double HEIGHT = 430;
    private static final double SCALE_MAX = 1.5;
    /** Positions of a label on a segment of a curve, the preferred one first. */
    private static final double[] SHARES = {0.5, 0.35, 0.65, 0.2, 0.8};

    private static final Color CALLS = new Color(0x9db4c4);
    private static final Color FAILED = new Color(0xc0392b);
    private static final Color DOWN = new Color(0xb0002a);
    private static final Color DOWN_FILL = new Color(0xfbeef0);
    /** Background of a label, over its curve. */
    private static final Color LABEL = new Color(255, 255, 255, 215);

    private static final BasicStroke DASHED =
            new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {4, 3}, 0);

    private final Topology topology;
    private final Graphics2D g2;
    private final TopologyLayout layout;
    private final BoxColors colors;
    private final double maximum;

    TopologyPainter(Topology topology, Graphics2D g2) {
        this.topology = topology;
        this.g2 = g2;
        this.layout = TopologyLayout.of(topology, WIDTH, HEIGHT);
        this.colors = new BoxColors(topology);
        this.maximum =
                topology.arrows().stream().mapToDouble(Arrow::perSecond).max().orElse(1);
    }

    private Rectangle2D place(Box box) {
        BoxPlace place = layout.box(box.name());
        return new Rectangle2D.Double(place.x(), place.y(), place.width(), place.height());
    }

    void paint(int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        Rectangle2D area = frame.paint(topology.title(), topology.subtitle());
        frame.axes(area, topology.key(), "");
        AffineTransform before = g2.getTransform();
        double capacity = area.getHeight() - 8;
        double scale = Math.min(SCALE_MAX, layout.scale(area.getWidth(), capacity));
        g2.translate(
                area.getX() + (area.getWidth() - scale * layout.width()) / 2,
                area.getY() + (capacity - scale * layout.height()) / 2);
        g2.scale(scale, scale);
        topology.arrows().forEach(this::ribbon);
        topology.boxes().forEach(this::box);
        labels();
        g2.setTransform(before);
    }

    private double thickness(Arrow arrow) {
        return Math.max(THIN, RIBBON * arrow.perSecond() / maximum);
    }

    private Path2D curve(Arrow arrow) {
        List<Double> at = layout.curve(arrow);
        Path2D curve = new Path2D.Double();
        curve.moveTo(at.get(0), at.get(1));
        for (int i = 2; i < at.size(); i += 6) {
            curve.curveTo(at.get(i), at.get(i + 1), at.get(i + 2), at.get(i + 3), at.get(i + 4), at.get(i + 5));
        }
        return curve;
    }

    private void ribbon(Arrow arrow) {
        double thick = thickness(arrow);
        stroke(curve(arrow), CALLS, new BasicStroke((float) thick, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        if (arrow.failed() > 0) {
            float red = (float) Math.max(1.5, thick * arrow.failed());
            stroke(
                    curve(arrow),
                    FAILED,
                    new BasicStroke(red, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0));
        }
    }

    private void stroke(Shape shape, Color color, BasicStroke stroke) {
        g2.setPaint(color);
        g2.setStroke(stroke);
        g2.draw(shape);
    }

    /** Paints the rates and errors of calls where they cover no box and no other label, the most errors first. */
    private void labels() {
        List<Rectangle2D> occupied = new ArrayList<>();
        topology.boxes().forEach(box -> occupied.add(place(box)));
        topology.arrows().stream()
                .sorted(Comparator.comparingDouble((Arrow arrow) -> -arrow.perSecond() * arrow.failed()))
                .forEach(arrow -> label(arrow, occupied));
    }

    private void label(Arrow arrow, List<Rectangle2D> occupied) {
        String rate = QuantityFormat.format(arrow.perSecond(), "1/s");
        String share = QuantityFormat.format(arrow.failed(), "ratio");
        if (arrow.failed() == 0) {
            label(arrow, List.of(rate), occupied);
        } else if (!label(arrow, List.of(rate, Messages.text("topology.errors", share)), occupied)) {
            label(arrow, List.of(share), occupied);
        }
    }

    /** Paints the rows of a label at the first free place on a curve. Returns false if there is none. */
    private boolean label(Arrow arrow, List<String> rows, List<Rectangle2D> occupied) {
        Font font = Typeface.regular(BoxSize.NOTE);
        double wide = 0;
        for (String row : rows) {
            wide = Math.max(wide, TextLayout.width(row, font));
        }
        double high = rows.size() * BoxSize.ROW;
        List<Double> at = layout.curve(arrow);
        int parts = (at.size() - 2) / 6;
        for (int i = 0; i < parts * SHARES.length; i++) {
            double share = SHARES[i / parts];
            double x = point(at, i % parts * 6, share);
            double y = point(at, i % parts * 6 + 1, share);
            Rectangle2D place = new Rectangle2D.Double(x - wide / 2 - 2, y - high / 2, wide + 4, high);
            if (occupied.stream().noneMatch(place::intersects)) {
                occupied.add(place);
                g2.setPaint(LABEL);
                g2.fill(place);
                for (String row : rows) {
                    g2.setPaint(row.contains("%") ? FAILED : Palette.INK);
                    y = place.getY() + BoxSize.ROW * (rows.indexOf(row) + 1) - 3;
                    TextLayout.addToModel(g2, row, font, x - TextLayout.width(row, font) / 2, y);
                }
                return true;
            }
        }
        return false;
    }

    /** Returns a coordinate of a point on a segment of a curve. */
    private static double point(List<Double> at, int axis, double t) {
        double s = 1 - t;
        return s * s * s * at.get(axis)
                + 3 * s * s * t * at.get(axis + 2)
                + 3 * s * t * t * at.get(axis + 4)
                + t * t * t * at.get(axis + 6);
    }

    private void frame(Rectangle2D place, double round, Color fill, boolean isDown, boolean dashed) {
        Shape shape = new RoundRectangle2D.Double(
                place.getX(), place.getY(), place.getWidth(), place.getHeight(), round, round);
        g2.setPaint(isDown ? DOWN_FILL : fill);
        g2.fill(shape);
        stroke(shape, isDown ? DOWN : Palette.FAINT_INK, isDown || dashed ? DASHED : new BasicStroke(1));
    }

    /** Paints a bold name, with a cross behind it if it is down. */
    private void name(String name, Font font, boolean isDown, double x, double y) {
        g2.setPaint(isDown ? DOWN : Palette.INK);
        TextLayout.addToModel(g2, name, font, x, y);
        if (isDown) {
            cross(x + TextLayout.width(name, font) + 5, y - 8, 7);
        }
    }

    private void cross(double x, double y, double size) {
        BasicStroke stroke = new BasicStroke(1.6f);
        stroke(new Line2D.Double(x, y, x + size, y + size), DOWN, stroke);
        stroke(new Line2D.Double(x, y + size, x + size, y), DOWN, stroke);
    }

    private void box(Box box) {
        Rectangle2D place = place(box);
        boolean isDown = box.isDown() && !box.members();
        frame(place, box.users() ? 18 : 6, new Color(colors.of(box)), isDown, false);
        double left = place.getX() + BoxSize.PAD;
        double y = place.getY() + BoxSize.NAME_ROW;
        name(box.name(), Typeface.bold(BoxSize.NAME), isDown, left, y - 4);
        if (box.members()) {
            for (Node node : box.nodes()) {
                member(node, place, y);
                y += BoxSize.MEMBER;
            }
        } else if (!box.nodes().isEmpty()) {
            for (String region : box.regions()) {
                squares(box, region, left, y, place.getWidth() - 2 * BoxSize.PAD);
                y += BoxSize.SQUARES;
            }
            y += 2;
        }
        g2.setPaint(isDown ? DOWN : Palette.FAINT_INK);
        for (String line : box.lines()) {
            TextLayout.addToModel(g2, line, Typeface.regular(BoxSize.NOTE), left, y + 10);
            y += BoxSize.ROW;
        }
    }

    private void member(Node node, Rectangle2D place, double y) {
        Period last = node.last();
        Rectangle2D row = new Rectangle2D.Double(place.getX() + 5, y, place.getWidth() - 10, BoxSize.MEMBER - 3);
        frame(row, 4, Palette.BACKGROUND, node.isDown(), last.state().equals(NodeState.UNREACHABLE));
        name(node.label(), Typeface.bold(BoxSize.NOTE), node.isDown(), row.getX() + 5, y + 12);
        g2.setPaint(node.isDown() ? DOWN : Palette.FAINT_INK);
        String words = last.fromNanos() > 0 || last.state().equals(NodeState.DOWN)
                ? Messages.text(
                        "topology.since",
                        SentenceTranslation.text(last.state()),
                        SimulatedTimeFormat.at(last.fromNanos()))
                : Double.isNaN(node.utilization())
                        ? SentenceTranslation.text(last.state())
                        : SentenceTranslation.text("utilization") + " "
                                + QuantityFormat.format(node.utilization(), "ratio");
        TextLayout.addToModel(g2, words, Typeface.regular(BoxSize.NOTE), row.getX() + 5, y + 24);
    }

    /** Paints the nodes of a region as squares in one row, small enough to fit, in a frame with its name. */
    private void squares(Box box, String region, double left, double y, double capacity) {
        double start = BoxSize.regionWidth(box);
        List<Node> nodes = box.nodes().stream()
                .filter(node ->
                        node.region().equals(region) && !node.last().state().equals(NodeState.OUT))
                .toList();
        if (!region.isEmpty()) {
            Rectangle2D frame = new Rectangle2D.Double(left - 2, y - 1, capacity + 4, BoxSize.SQUARES - 1);
            stroke(frame, Palette.GRID, new BasicStroke(1));
            g2.setPaint(Palette.FAINT_INK);
            TextLayout.addToModel(g2, region, Typeface.regular(BoxSize.NOTE), left, y + 9);
        }
        double wide = Math.min(BoxSize.SQUARE, (capacity - start) / nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            double size = wide > 4 ? wide - 2 : wide;
            Rectangle2D square = new Rectangle2D.Double(left + start + i * wide, y + 1, size, Math.min(10, wide + 3));
            boolean isDown = node.isDown();
            g2.setPaint(isDown ? Palette.BACKGROUND : heat(node.utilization()));
            g2.fill(square);
            if (wide > 4) {
                stroke(square, isDown ? DOWN : Palette.FAINT_INK, isDown ? DASHED : new BasicStroke(0.6f));
            }
            if (isDown) {
                cross(square.getX() + 2, square.getY() + 2, size - 4);
            }
        }
    }

    /** Returns the colour of a utilization: from white, idle, over amber to dark red, fully utilized. */
    private static Color heat(double share) {
        if (Double.isNaN(share)) {
            return Palette.GRID;
        }
        double position = Math.max(0, Math.min(1, share));
        return position < 0.5
                ? Palette.mixed(Palette.BACKGROUND, new Color(0xf2b84b), position * 2)
                : Palette.mixed(new Color(0xf2b84b), new Color(0xa01c1c), position * 2 - 1);
    }
}
