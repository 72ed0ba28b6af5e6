package dev.brownout.chart.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.util.Locale;

/**
 * Colours and dash patterns of charts. The line colours are those of Okabe and Ito, darkened where needed to a contrast
 * of 4.5 on white, so that they are also legible as text, and so that deuteranopes can distinguish them. Lines also
 * differ by their dash pattern.
 */
public final class Palette {

    /** Background colour. */
    public static final Color PAPER = Color.WHITE;
    /** Text colour. */
    public static final Color INK = new Color(0x1a1a1a);
    /** Colour of secondary text. */
    public static final Color FAINT_INK = new Color(0x595959);
    /** Colour of grid lines. */
    public static final Color GRID = new Color(0xe3e3e3);
    /** Shade of the warm-up. */
    public static final Color WARMUP = new Color(0, 0, 0, 18);

    /** Bar of a fault. */
    public static final Color FAULT = new Color(0xd5, 0x5e, 0x00, 34);
    /** Start of a fault. */
    public static final Color FAULT_EDGE = new Color(0xd5, 0x5e, 0x00, 120);
    /** Shade of a failure period. */
    public static final Color HURT = new Color(0xb0, 0x00, 0x2a, 26);
    /** Hatching of the warm-up. */
    public static final Color HATCH = new Color(0, 0, 0, 34);
    /** Text in the bar of a fault. */
    public static final Color FAULT_INK = new Color(0x9a4300);
    /** Bound of an assertion. */
    public static final Color BOUND = new Color(0xb0002a);
    /** Vertical rule of an event. */
    public static final Color RULE = new Color(0x8a8a8a);
    /** Line without a name. */
    public static final Color REST = new Color(0x9a9a9a);

    /** Maximum number of named lines in one panel. */
    public static final int LINES = 6;

    private static final Color[] COLORS = {
        new Color(0x0072b2),
        new Color(0xc45200),
        new Color(0x217c5a),
        new Color(0xa03f85),
        new Color(0x19191a),
        new Color(0x76621c)
    };
    private static final float[][] DASHES = {
        null, {11, 5}, {3, 4}, {14, 4, 3, 4}, {6, 3}, {14, 4, 3, 4, 3, 4},
    };

    private Palette() {}

    /** Returns the colour of a line, by its index. */
    public static Color line(int index) {
        return COLORS[index % COLORS.length];
    }

    /** Returns the stroke of a line, by its index. */
    public static Stroke stroke(int index) {
        float[] dash = DASHES[(index + index / COLORS.length) % DASHES.length];
        return new BasicStroke(2.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }

    /** Returns a mixture of two colours: the first for a share of 0, the second for 1. */
    public static Color mixed(Color one, Color other, double share) {
        return new Color(
                (int) Math.round(one.getRed() + (other.getRed() - one.getRed()) * share),
                (int) Math.round(one.getGreen() + (other.getGreen() - one.getGreen()) * share),
                (int) Math.round(one.getBlue() + (other.getBlue() - one.getBlue()) * share));
    }

    /** Returns a colour in the notation of web pages. */
    public static String web(Color color) {
        return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xffffff);
    }

    /** Returns the lengths of the dashes and gaps of a line, in the notation of SVG; empty for a solid line. */
    public static String dashes(int index) {
        float[] dash = DASHES[(index + index / COLORS.length) % DASHES.length];
        StringBuilder lengths = new StringBuilder();
        for (int i = 0; dash != null && i < dash.length; i++) {
            lengths.append(i == 0 ? "" : " ").append((int) dash[i]);
        }
        return lengths.toString();
    }

    /** Returns the stroke of a line without a name. */
    public static Stroke restStroke() {
        return new BasicStroke(1.2f);
    }

    /** Returns the stroke of the bound of an assertion. */
    public static Stroke boundStroke() {
        return new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {8, 3, 2, 3}, 0);
    }

    /** Returns the stroke of a bound over time: thin and solid, as no line is. */
    public static Stroke limitStroke() {
        return new BasicStroke(1.2f);
    }

    /** Returns the stroke of the vertical rule of an event. */
    public static Stroke ruleStroke() {
        return new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {3, 3}, 0);
    }

    /** Returns the stroke of the break of an axis, above its zero. */
    public static Stroke breakStroke() {
        return new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {2, 5}, 0);
    }

    /** Returns a colour as a transparent shade. */
    public static Color shade(Color color) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), 40);
    }

    /** Returns the colour of the role of a database node, light enough for text in {@link #INK}. */
    public static Color role(String role) {
        return switch (role) {
            case "primary" -> new Color(0x7cc0ea);
            case "replica" -> new Color(0xcfe6c9);
            case "down" -> new Color(0xf0b49a);
            case "copying" -> new Color(0xf3e3a0);
            default -> new Color(0xdddddd);
        };
    }
}
