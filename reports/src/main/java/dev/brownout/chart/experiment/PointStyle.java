package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Palette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Mark of a point by its verdict. Marks differ by colour and by shape, so that they are distinguishable without
 * colours.
 */
public enum PointStyle {
    /** Good: a blue disc. */
    GOOD(Palette.line(0)) {
        @Override
        void shape(Graphics2D g2, double x, double y) {
            g2.fill(new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS));
        }
    },
    /** Undecided: an empty grey diamond. */
    OPEN(new Color(0x6a6a6a)) {
        @Override
        void shape(Graphics2D g2, double x, double y) {
            Path2D diamond =
                    polygon(x, y - RADIUS * 1.2, x + RADIUS * 1.2, y, x, y + RADIUS * 1.2, x - RADIUS * 1.2, y);
            g2.setPaint(Palette.BACKGROUND);
            g2.fill(diamond);
            g2.setPaint(colour());
            g2.draw(diamond);
        }
    },
    /** Bad: an orange triangle. */
    BAD(Palette.line(1)) {
        @Override
        void shape(Graphics2D g2, double x, double y) {
            double half = RADIUS * 1.15;
            g2.fill(polygon(x, y - half, x + half, y + half * 0.85, x - half, y + half * 0.85));
        }
    },
    /** Not judged: a grey cross. */
    UNJUDGED(new Color(0x6a6a6a)) {
        @Override
        void shape(Graphics2D g2, double x, double y) {
            double half = RADIUS * 0.8;
            g2.draw(new Line2D.Double(x - half, y - half, x + half, y + half));
            g2.draw(new Line2D.Double(x - half, y + half, x + half, y - half));
        }
    };

    static final double RADIUS = 6;
    private static final float LINE = 1.8f;

    private final Color colour;

    PointStyle(Color colour) {
        this.colour = colour;
    }

    /** Returns the meanings of the marks of designs and loads with assertions. */
    static Map<PointStyle, String> verdictMeanings() {
        Map<PointStyle, String> meanings = new LinkedHashMap<>();
        meanings.put(GOOD, "all assertions met");
        meanings.put(OPEN, "undecided");
        meanings.put(BAD, "an assertion violated");
        return meanings;
    }

    abstract void shape(Graphics2D g2, double x, double y);

    Color colour() {
        return colour;
    }

    /** Paints the mark at a point. */
    void addToModel(Graphics2D g2, double x, double y) {
        g2.setPaint(colour);
        g2.setStroke(new BasicStroke(LINE));
        shape(g2, x, y);
        g2.setStroke(new BasicStroke());
    }

    private static Path2D polygon(double... corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(corners[0], corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(corners[i], corners[i + 1]);
        }
        path.closePath();
        return path;
    }
}
