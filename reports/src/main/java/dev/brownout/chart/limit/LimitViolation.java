package dev.brownout.chart.limit;

import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.VariantResult;

/**
 * For how long something lay beyond a limit in a variant.
 *
 * @param variant which one
 * @param nanos how long in all; 0 for never
 * @param fromNanos when it began
 * @param spells how often
 * @param lasts whether it was not over at the end of the run
 * @param always whether it was so in all that is measured
 */
public record LimitViolation(
        VariantResult variant, long nanos, long fromNanos, int spells, boolean lasts, boolean always) {
    /**
     * What lasts to within so many of the last steps of a run is not over, though what is under way has not failed yet.
     */
    private static final int LAST = 3;

    /**
     * Of steps that lie beyond it, warm-up left out.
     *
     * @param values the values of the steps; {@code NaN} for one of which nothing is known, which ends nothing
     */
    public static LimitViolation of(VariantResult variant, boolean[] beyond, double[] values) {
        long step = variant.series().stepNanos();
        long start = variant.series().startNanos();
        int first = (int) ((Math.max(0, variant.warmupNanos() - start) + step - 1) / step);
        long nanos = 0;
        long from = 0;
        long end = 0;
        int spells = 0;
        boolean over = false;
        boolean always = first < beyond.length;
        for (int i = first; i < beyond.length; i++) {
            long at = start + i * step;
            long until = Math.min(at + step, variant.durationNanos());
            if (beyond[i]) {
                from = spells == 0 ? at : from;
                spells += i == first || !beyond[i - 1] ? 1 : 0;
                nanos += until - at;
                end = until;
            }
            over = !beyond[i] && (over || !Double.isNaN(values[i]));
            always &= beyond[i];
        }
        boolean lasts = spells > 0 && (!over || variant.durationNanos() - end <= LAST * step);
        return new LimitViolation(variant, nanos, from, spells, lasts, always);
    }

    /** Whether it never lay beyond the limit. */
    public boolean never() {
        return nanos == 0;
    }

    /** For how long, and from when on. */
    public String words() {
        if (never()) {
            return "never";
        }
        if (always) {
            return "all the time";
        }
        String length = "for " + QuantityFormat.nanos(nanos);
        String from = SimulatedTimeFormat.at(fromNanos);
        boolean whole = lasts
                && variant.durationNanos() - fromNanos - nanos
                        <= LAST * variant.series().stepNanos();
        return spells == 1
                ? length + " from " + from + (whole ? " to the end" : "")
                : length + " in all, first at " + from + (lasts ? ", and at the end" : "");
    }

    /** What happened just before; empty where it never lay beyond the limit, or nothing is known. */
    public String reason() {
        return never() || always ? "" : ViolationCause.of(variant, fromNanos);
    }
}
