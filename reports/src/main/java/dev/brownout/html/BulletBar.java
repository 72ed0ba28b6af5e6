package dev.brownout.html;

import dev.brownout.format.QuantityFormat;
import dev.brownout.result.SlaResult;
import dev.brownout.translation.Messages;
import java.util.Collection;
import java.util.Locale;

/** Bar of a measured value against the bound of an assertion, as an SVG element. */
final class BulletBar {
    private static final double WIDTH = 100;
    /** Position of a bound that no value exceeds by much. */
    private static final double BOUND = 72;
    /** Lowest position of a bound. Values beyond the scale end in an arrow. */
    private static final double LEAST = 10;

    private BulletBar() {}

    /** Returns the position of the bound for values on one scale, the largest of which fits if it can. */
    static double scale(Collection<SlaResult> values) {
        double most = values.stream()
                .filter(BulletBar::hasScale)
                .mapToDouble(BulletBar::ratio)
                .max()
                .orElse(1);
        return Math.max(LEAST, Math.min(BOUND, WIDTH / most));
    }

    /** Returns the value as a multiple of the bound; for a lower bound of a share, that of their distances to 100 %. */
    private static double ratio(SlaResult sla) {
        return isRemainder(sla) ? (1 - sla.value()) / (1 - sla.bound()) : sla.value() / sla.bound();
    }

    private static boolean isRemainder(SlaResult sla) {
        return sla.comparison().startsWith(">") && sla.unit().equals("ratio");
    }

    /** Returns whether an assertion has a scale, unlike an equation or one with a bound of 0. */
    private static boolean hasScale(SlaResult sla) {
        boolean ordered = sla.comparison().startsWith("<") || sla.comparison().startsWith(">");
        double bound = isRemainder(sla) ? 1 - sla.bound() : sla.bound();
        return ordered && bound > 0 && ratio(sla) >= 0 && Double.isFinite(ratio(sla));
    }

    /**
     * Returns the element; empty for an assertion without a scale, such as a bound of 0 or an equation. For a lower
     * bound of a share, value and bound are the distances from 100 %, as the shares are too close to each other.
     *
     * @param bound position of the bound, which all values of a row share
     */
    static String element(SlaResult sla, double bound) {
        if (!hasScale(sla)) {
            return "";
        }
        double length = ratio(sla) * bound;
        String percent = QuantityFormat.percent(ratio(sla));
        String label = isRemainder(sla)
                ? Messages.text("verdict.allowed_remainder", percent)
                : Messages.text("verdict.of_the_bound", percent);
        String bar = length <= WIDTH
                ? String.format(Locale.ROOT, "<rect y=\"3\" width=\"%.1f\" height=\"6\"/>", Math.max(1, length))
                : "<path d=\"M0 3H92L100 6L92 9H0Z\"/>";
        return "<svg class=\"bullet\" viewBox=\"0 0 100 12\" role=\"img\" aria-label=\"" + HtmlBuilder.escape(label)
                + "\"><title>" + HtmlBuilder.escape(label) + "</title>" + bar
                + String.format(Locale.ROOT, "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"12\"/></svg>", bound, bound);
    }
}
