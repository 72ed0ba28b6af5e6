package dev.brownout.chart.model;

import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.VariantResult;

/**
 * Time that a number spends beyond a limit in a variant.
 *
 * @param variant variant of the run
 * @param nanos total duration in ns; 0 for never
 * @param fromNanos start of the first violation, in ns
 * @param spells number of separate violations
 * @param lasts whether the last violation continues to the end of the run
 * @param always whether the number is beyond the limit in every measured interval
 */
public record LimitViolation(
        VariantResult variant, long nanos, long fromNanos, int spells, boolean lasts, boolean always) {
    /**
     * Number of last intervals of a run in which an end of a violation does not count, as requests in flight have not
     * failed yet.
     */
    private static final int LAST = 3;

    /**
     * Creates the violation from the intervals beyond the limit. The warm-up is excluded.
     *
     * @param beyond for each interval, whether the number is beyond the limit
     * @param values values of the intervals; {@code NaN} for no data, which does not end a violation
     */
    public static LimitViolation of(VariantResult variant, boolean[] beyond, double[] values) {
        long step = variant.series().stepNanos();
        long start = variant.series().startNanos();
        int first = new ResultLookup(variant).firstMeasured();
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

    /** Returns whether the number is never beyond the limit. */
    public boolean never() {
        return nanos == 0;
    }

    /** Returns the duration and the start in words. */
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

    /** Returns the event just before the start. Empty if there is no violation, or if no such event is known. */
    public String reason() {
        return never() || always ? "" : ViolationCause.of(variant, fromNanos);
    }
}
