package dev.brownout.html;

import dev.brownout.format.QuantityFormat;
import dev.brownout.result.SlaResult;
import dev.brownout.translation.Messages;
import java.util.Locale;

/** Bar of a measured value against the bound of an assertion, as an SVG element. */
final class BulletBar {
    private static final double WIDTH = 100;
    /** Position of the bound. */
    private static final double BOUND = 72;

    private BulletBar() {}

    /**
     * Returns the element; empty for an assertion without a scale, such as a bound of 0 or an equation. For a lower
     * bound of a share, value and bound are the distances from 100 %, as the shares are too close to each other.
     */
    static String element(SlaResult sla) {
        boolean ordered = sla.comparison().startsWith("<") || sla.comparison().startsWith(">");
        boolean remainder = sla.comparison().startsWith(">") && sla.unit().equals("ratio");
        double bound = remainder ? 1 - sla.bound() : sla.bound();
        double value = remainder ? 1 - sla.value() : sla.value();
        if (!ordered || !(bound > 0) || !(value >= 0) || Double.isInfinite(value)) {
            return "";
        }
        double length = value / bound * BOUND;
        String percent = QuantityFormat.percent(value / bound);
        String label = remainder
                ? Messages.text("verdict.allowed_remainder", percent)
                : Messages.text("verdict.of_the_bound", percent);
        String bar = length <= WIDTH
                ? String.format(Locale.ROOT, "<rect y=\"3\" width=\"%.1f\" height=\"6\"/>", Math.max(1, length))
                : "<path d=\"M0 3H92L100 6L92 9H0Z\"/>";
        return "<svg class=\"bullet\" viewBox=\"0 0 100 12\" role=\"img\" aria-label=\"" + HtmlBuilder.escape(label)
                + "\"><title>" + HtmlBuilder.escape(label) + "</title>" + bar
                + "<line x1=\"72\" x2=\"72\" y1=\"0\" y2=\"12\"/></svg>";
    }
}
