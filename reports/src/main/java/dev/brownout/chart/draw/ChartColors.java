package dev.brownout.chart.draw;

import java.util.Locale;

/**
 * Colours and dash patterns of lines and areas as plain numbers, for the data of charts. The line colours are those of
 * Okabe and Ito, darkened where needed to a contrast of 4.5 on white, so that they are also legible as text, and so
 * that deuteranopes can distinguish them. Lines also differ by their dash pattern.
 */
public final class ChartColors {
    /** Colour of the bound of an assertion, as red, green and blue in 8 bits each. */
    public static final int BOUND = 0xb0002a;
    /** Colour of a line without a name, as red, green and blue in 8 bits each. */
    public static final int REST = 0x9a9a9a;

    private static final int[] LINES = {0x0072b2, 0xc45200, 0x217c5a, 0xa03f85, 0x19191a, 0x76621c};
    private static final float[][] DASHES = {
        null, {11, 5}, {3, 4}, {14, 4, 3, 4}, {6, 3}, {14, 4, 3, 4, 3, 4},
    };

    private ChartColors() {}

    /** Returns the colour of a line, by its index, as red, green and blue in 8 bits each. */
    public static int line(int index) {
        return LINES[index % LINES.length];
    }

    /** Returns the lengths of the dashes and gaps of a line, by its index, in pixels; {@code null} for a solid line. */
    static float[] dash(int index) {
        return DASHES[(index + index / LINES.length) % DASHES.length];
    }

    /** Returns the lengths of the dashes and gaps of a line, in the notation of SVG; empty for a solid line. */
    public static String dashes(int index) {
        float[] dash = dash(index);
        StringBuilder lengths = new StringBuilder();
        for (int i = 0; dash != null && i < dash.length; i++) {
            lengths.append(i == 0 ? "" : " ").append((int) dash[i]);
        }
        return lengths.toString();
    }

    /** Returns the colour of the role of a database node, light enough for text in {@link Palette#INK}. */
    public static int role(String role) {
        return switch (role) {
            case "primary" -> 0x7cc0ea;
            case "replica" -> 0xcfe6c9;
            case "down" -> 0xf0b49a;
            case "copying" -> 0xf3e3a0;
            default -> 0xdddddd;
        };
    }

    /** Returns a colour in the notation of web pages, from red, green and blue in 8 bits each. */
    public static String web(int rgb) {
        return String.format(Locale.ROOT, "#%06x", rgb & 0xffffff);
    }
}
