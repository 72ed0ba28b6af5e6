package dev.brownout.chart;

import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Colours of the latency phases of a request, and their legend. */
final class PhaseLegend {
    private static final List<String> PHASES = List.of("network", "waiting", "work", "others", "backoff");
    private static final Color[] COLORS = {
        new Color(0x8fc7e8), new Color(0xf0b95a), new Color(0x63c2a2), new Color(0xdba3c3), new Color(0xbdbdbd)
    };
    private static final double SWATCH_WIDTH = 26;
    private static final double SWATCH_HEIGHT = 14;

    private PhaseLegend() {}

    static Color color(String phase) {
        return COLORS[Math.max(0, PHASES.indexOf(phase))];
    }

    static String label(String phase) {
        return switch (phase) {
            case "waiting" -> "queueing";
            case "work" -> "service";
            case "others" -> "waiting for other calls";
            case "backoff" -> "retry backoff";
            default -> phase;
        };
    }

    /** Paints the legend in one row. Returns the top of the area below it. */
    static double paint(Graphics2D g2, double left, double top) {
        Font font = Typeface.regular(15);
        double x = left;
        for (String phase : PHASES) {
            g2.setPaint(color(phase));
            g2.fill(new Rectangle2D.Double(x, top, SWATCH_WIDTH, SWATCH_HEIGHT));
            String label = label(phase);
            text(g2, label, font, Palette.INK, x + SWATCH_WIDTH + 6, top + SWATCH_HEIGHT - 2);
            x += SWATCH_WIDTH + 26 + TextLayout.width(label, font);
        }
        return top + SWATCH_HEIGHT + 16;
    }

    static void text(Graphics2D g2, String text, Font font, Color color, double x, double y) {
        g2.setPaint(color);
        TextLayout.addToModel(g2, text, font, x, y);
    }
}
