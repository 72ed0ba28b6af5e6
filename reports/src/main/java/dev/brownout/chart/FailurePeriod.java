package dev.brownout.chart;

import dev.brownout.chart.limit.LimitViolation;
import dev.brownout.result.Series;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.List;

/**
 * A time in which users were hurt: steps one after the other in each of which more than one request of a hundred fails.
 */
public record FailurePeriod(long fromNanos, long toNanos) {
    /** What a step must have, of the requests that end in it, to be good enough. */
    private static final double GOOD_ENOUGH = 0.99;

    /** For how long users were hurt in all, by the column of a share of requests that were good. */
    static LimitViolation fate(VariantResult variant, String column) {
        double[] shares = new ResultLookup(variant)
                .column(column)
                .map(Series.Column::values)
                .orElse(new double[0]);
        boolean[] hurt = new boolean[shares.length];
        for (int i = 0; i < hurt.length; i++) {
            hurt[i] = shares[i] < GOOD_ENOUGH;
        }
        return LimitViolation.of(variant, hurt, shares);
    }

    /** Of a variant, by all its requests. */
    public static List<FailurePeriod> of(VariantResult variant) {
        return new ResultLookup(variant)
                .column("availability")
                .map(good -> of(variant, good))
                .orElse(List.of());
    }

    /** By a share of requests that were good, over time; the warm-up hurts nobody. */
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
                        measured.startOf(from), Math.min(measured.startOf(i), variant.durationNanos())));
                from = -1;
            }
        }
        return hurt;
    }
}
