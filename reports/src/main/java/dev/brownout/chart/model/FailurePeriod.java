package dev.brownout.chart.model;

import dev.brownout.result.Series;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.List;

/** A period of consecutive intervals in each of which more than 1 % of the requests fail. */
public record FailurePeriod(long fromNanos, long toNanos) {
    /**
     * Minimum share of successful requests among those that end in an interval. Below it, the interval is part of a
     * failure period.
     */
    private static final double GOOD_ENOUGH = 0.99;

    /** Returns the length in ns. */
    public long nanos() {
        return toNanos - fromNanos;
    }

    /** Returns the failure periods of a variant, based on all its requests. */
    public static List<FailurePeriod> of(VariantResult variant) {
        return new ResultLookup(variant)
                .column("availability")
                .map(good -> of(variant, good))
                .orElse(List.of());
    }

    /** Returns the failure periods based on a share of successful requests over time. The warm-up is excluded. */
    public static List<FailurePeriod> of(VariantResult variant, Series.Column good) {
        ResultLookup measured = new ResultLookup(variant);
        List<FailurePeriod> hurt = new ArrayList<>();
        double[] shares = good.values();
        int from = -1;
        for (int i = measured.firstMeasured(); i <= shares.length; i++) {
            boolean now = i < shares.length && shares[i] < GOOD_ENOUGH;
            if (now && from < 0) {
                from = i;
            } else if (!now && from >= 0) {
                hurt.add(new FailurePeriod(
                        measured.startOf(from),
                        Math.min(measured.startOf(i), variant.run().durationNanos())));
                from = -1;
            }
        }
        return hurt;
    }
}
