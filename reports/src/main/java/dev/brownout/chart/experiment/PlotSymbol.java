package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Palette;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Shape of a point. Its fill colour is that of the point. */
public enum PlotSymbol {
    /** Disc. */
    DISC(null, 1),
    /** Diamond with a grey outline. */
    DIAMOND(Palette.FAINT_INK, 0, -1.2, 1.2, 0, 0, 1.2, -1.2, 0),
    /** Triangle. */
    TRIANGLE(null, 0, -1.15, 1.15, 0.98, -1.15, 0.98),
    /** Grey cross without an area. */
    CROSS(Palette.FAINT_INK, -0.8, -0.8, 0.8, 0.8, 0, 0, 0.8, -0.8, -0.8, 0.8, 0, 0),
    /** Disc with an outline. */
    OUTLINED_DISC(Palette.INK, 1.15),
    /** Diamond with an outline. */
    OUTLINED_DIAMOND(Palette.INK, 0, -1.45, 1.45, 0, 0, 1.45, -1.45, 0),
    /** Square with an outline and a cross. */
    CROSSED_SQUARE(Palette.INK, -1, -1, 1, -1, 1, 1, -1, 1, -1, -1, 1, 1, -1, -1, 1, -1, -1, 1),
    /** Circle around another symbol. */
    RING(Palette.INK, 1.9),
    /** Small disc of a line, with a label in its colour. */
    DOT(null, 0.75),
    /** Arrow to a value beyond the left end of an axis. */
    LEFT_ARROW(null, -0.7, 0, 1.3, -1.15, 1.3, 1.15),
    /** Arrow to a value beyond the right end of an axis. */
    RIGHT_ARROW(null, 0.7, 0, -1.3, -1.15, -1.3, 1.15);

    static final double RADIUS = 6;

    private final Color edge;

    @SuppressWarnings("ImmutableEnumChecker") // not modified
    private final double[] corners;

    /**
     * Creates a symbol.
     *
     * @param edge colour of the outline; {@code null} for none
     * @param corners positions of the corners relative to the centre, x and y in turn; the radius alone of a circle
     */
    PlotSymbol(Color edge, double... corners) {
        this.edge = edge;
        this.corners = corners;
    }

    /** Returns the colour of the outline; {@code null} for none. */
    Color edge() {
        return edge;
    }

    Shape outline(double x, double y) {
        if (corners.length == 1) {
            double radius = RADIUS * corners[0];
            return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        }
        Path2D path = new Path2D.Double();
        path.moveTo(x + RADIUS * corners[0], y + RADIUS * corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(x + RADIUS * corners[i], y + RADIUS * corners[i + 1]);
        }
        path.closePath();
        return path;
    }
}
