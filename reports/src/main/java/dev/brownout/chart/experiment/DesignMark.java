package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Palette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * Mark of a design by its position relative to the Pareto frontier. The shape shows the position, and the fill can show
 * another value. Marks are distinguishable without colours.
 */
public enum DesignMark {
    /** On the frontier: a disc. */
    FRONTIER("on the frontier") {
        @Override
        Shape outline(double x, double y) {
            return new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
        }
    },
    /** Undecided: a diamond. */
    UNDECIDED("not decided") {
        @Override
        Shape outline(double x, double y) {
            double half = RADIUS * 1.25;
            Path2D path = new Path2D.Double();
            path.moveTo(x, y - half);
            path.lineTo(x + half, y);
            path.lineTo(x, y + half);
            path.lineTo(x - half, y);
            path.closePath();
            return path;
        }
    },
    /** Dominated: a crossed square. */
    DOMINATED("dominated") {
        @Override
        Shape outline(double x, double y) {
            double half = RADIUS * 0.85;
            Path2D path = new Path2D.Double(new Rectangle2D.Double(x - half, y - half, 2 * half, 2 * half));
            path.append(new Line2D.Double(x - half, y - half, x + half, y + half), false);
            path.append(new Line2D.Double(x - half, y + half, x + half, y - half), false);
            return path;
        }
    };

    static final double RADIUS = 7;

    private final String meaning;

    DesignMark(String meaning) {
        this.meaning = meaning;
    }

    /** Returns the meaning in a legend. */
    String meaning() {
        return meaning;
    }

    abstract Shape outline(double x, double y);

    /** Paints the mark at a point. */
    void addToModel(Graphics2D g2, double x, double y, Color fill) {
        Shape outline = outline(x, y);
        g2.setPaint(fill);
        g2.fill(outline);
        g2.setPaint(Palette.INK);
        g2.setStroke(new BasicStroke(1.2f));
        g2.draw(outline);
        g2.setStroke(new BasicStroke());
    }
}
