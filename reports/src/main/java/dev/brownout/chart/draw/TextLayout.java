package dev.brownout.chart.draw;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text of drawings: measured in the bundled font, wrapped and shortened by its width. */
public final class TextLayout {

    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final String ELLIPSIS = "…";
    /** Matches a space that is not between a number and its unit. */
    private static final Pattern BREAK = Pattern.compile(" (?!(?:%|ns|μs|ms|s|min|h|d|[kMGTP]?B)(?:[ ,;:)]|$))");

    private TextLayout() {}

    /** Returns the width of a text, in pixels. */
    public static double width(String text, Font font) {
        return font.getStringBounds(text, EXACT).getWidth();
    }

    /**
     * Breaks a text at spaces, but not before a unit, into at most {@code most} lines. Text that does not fit is cut
     * with an ellipsis.
     */
    static List<String> wrap(String text, Font font, double width, int most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : BREAK.split(text, -1)) {
            boolean full = line.length() > 0 && width(line + " " + word, font) > width;
            if (full && lines.size() < most - 1) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(shorten(line.toString(), font, width));
        return lines;
    }

    /** Cuts a text to a width, with an ellipsis at its end. Characters are not split. */
    public static String shorten(String text, Font font, double width) {
        if (width(text, font) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 0 && width(text.substring(0, end) + ELLIPSIS, font) > width) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end).stripTrailing() + ELLIPSIS;
    }

    /** Draws a text. On a raster image, a text with characters that the bundled font lacks uses an installed font. */
    public static void addToModel(Graphics2D g2, String text, Font font, double x, double y) {
        if (!text.isEmpty()) {
            g2.setFont(Svg.isSvg(g2) ? font : Typeface.covering(text, font));
            g2.drawString(text, (float) x, (float) y);
        }
    }
}
