package dev.brownout.chart.draw;

import dev.brownout.translation.SentenceTranslation;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Locale;

/**
 * Fill of the area of a request outcome, the same in all charts. Each two colours have a CIE76 difference of at least
 * 20 for normal vision and for deuteranopes, in light and dark pages. Two outcomes are also hatched.
 */
public enum OutcomeStyle {
    /** Successful in time. */
    SUCCESS("good", 0xaad5b1, false),
    /** Successful, but too late. */
    SLOW("late", 0xeed57a, false),
    /** No response within the timeout. */
    TIMED_OUT("timed out", 0xe07b1a, true),
    /** Rejected because of a full queue. */
    REJECTED("rejected", 0xb155a1, true),
    /** Connection refused. */
    REFUSED("refused", 0x262625, false),
    /** Internal error of a server. */
    INTERNAL_ERROR("internal error", 0xaa320a, false),
    /** No node available. */
    UNAVAILABLE("unavailable", 0x490e73, false),
    /** Rejected by a limit. */
    LIMITED("limited", 0x2d80c5, false),
    /** Rejected by a circuit breaker. */
    SHORT_CIRCUITED("short circuited", 0x80b8e8, false),
    /** Connection reset. */
    RESET("reset", 0x7e5039, false),
    /** Cancelled by the caller. */
    CANCELLED("cancelled", 0x909090, false),
    /** Failures without a style of their own. */
    OTHER("other failures", 0xc9d6e6, false);

    private static final double HATCH_DISTANCE = 7;
    private static final float HATCH_WIDTH = 1.6f;

    private final String outcome;
    private final int rgb;
    private final boolean hatched;

    OutcomeStyle(String outcome, int rgb, boolean hatched) {
        this.outcome = outcome;
        this.rgb = rgb;
        this.hatched = hatched;
    }

    /** Returns the style with a label; {@link #OTHER} for any other label. */
    public static OutcomeStyle of(String label) {
        return Arrays.stream(values())
                .filter(style -> style.label().equals(label)
                        || SentenceTranslation.text(style.label()).equals(label))
                .findFirst()
                .orElse(OTHER);
    }

    /**
     * Returns the label of an outcome in legends.
     *
     * @param measure measure of the outcome, with blanks
     */
    public static String label(String measure) {
        return Arrays.stream(values())
                .filter(style -> style.outcome.equals(measure))
                .findFirst()
                .map(OutcomeStyle::label)
                .orElse(measure);
    }

    private String label() {
        return this == SUCCESS || this == SLOW ? name().toLowerCase(Locale.ROOT) : outcome;
    }

    /** Returns the fill colour. */
    public Color color() {
        return new Color(rgb);
    }

    /** Returns the fill colour, as red, green and blue in 8 bits each. */
    public int rgb() {
        return rgb;
    }

    /** Returns whether the area is hatched. */
    public boolean isHatched() {
        return hatched;
    }

    /** Fills an area with the colour, and hatches it if required. */
    public void fill(Graphics2D g2, Shape area) {
        g2.setPaint(color());
        g2.fill(area);
        hatch(g2, area);
    }

    /** Hatches an area that is filled already, if required. */
    public void hatch(Graphics2D g2, Shape area) {
        Rectangle2D bounds = area.getBounds2D();
        if (!hatched || bounds.isEmpty()) {
            return;
        }
        Path2D lines = new Path2D.Double();
        double high = bounds.getHeight();
        double phase = Math.floorMod((long) (bounds.getX() + bounds.getMaxY()), (long) HATCH_DISTANCE);
        for (double x = bounds.getX() - high - phase; x < bounds.getMaxX(); x += HATCH_DISTANCE) {
            lines.moveTo(x, bounds.getMaxY());
            lines.lineTo(x + high, bounds.getY());
        }
        Shape clip = g2.getClip();
        Stroke stroke = g2.getStroke();
        g2.clip(area);
        g2.setPaint(Palette.BACKGROUND);
        g2.setStroke(new BasicStroke(HATCH_WIDTH));
        g2.draw(lines);
        g2.setStroke(stroke);
        g2.setClip(clip);
    }
}
