package dev.brownout.chart.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;

/** Colours and strokes of drawn charts. Those of lines and areas are the ones of {@link ChartColors}. */
public final class Palette {

    /** Background colour. */
    public static final Color BACKGROUND = Color.WHITE;
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
    public static final Color BOUND = new Color(ChartColors.BOUND);
    /** Vertical rule of an event. */
    public static final Color RULE = new Color(0x8a8a8a);
    /** Line without a name. */
    public static final Color REST = new Color(ChartColors.REST);

    /** Maximum number of named lines in one panel. */
    public static final int LINES = 6;

    private Palette() {}

    /** Returns the colour of a line, by its index. */
    public static Color line(int index) {
        return new Color(ChartColors.line(index));
    }

    /** Returns the stroke of a line, by its index. */
    public static Stroke stroke(int index) {
        return new BasicStroke(2.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, ChartColors.dash(index), 0);
    }

    /** Returns a mixture of two colours: the first for a share of 0, the second for 1. */
    public static Color mixed(Color one, Color other, double share) {
        return new Color(
                (int) Math.round(one.getRed() + (other.getRed() - one.getRed()) * share),
                (int) Math.round(one.getGreen() + (other.getGreen() - one.getGreen()) * share),
                (int) Math.round(one.getBlue() + (other.getBlue() - one.getBlue()) * share));
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
        return new Color(ChartColors.role(role));
    }
}
