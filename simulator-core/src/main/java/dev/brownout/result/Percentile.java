package dev.brownout.result;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Percentile of a latency.
 *
 * @param percent share of the samples below it, 0 to 100
 * @param label name as written, such as {@code p99.9}
 */
public record Percentile(double percent, String label) {
    /** The 99th percentile. */
    public static final Percentile P99 = new Percentile(99, "p99");

    private static final double PERCENT_TOTAL = 100;
    private static final Pattern NAME = Pattern.compile("(?:.*\\.)?(p(\\d+(?:\\.\\d+)?))");

    /** Reads the percentile at the end of a column name such as {@code page.p99.9}; empty if there is none. */
    static Optional<Percentile> ofColumn(String name) {
        Matcher named = NAME.matcher(name);
        return named.matches()
                ? Optional.of(new Percentile(Double.parseDouble(named.group(2)), named.group(1)))
                : Optional.empty();
    }

    /** Returns the quantile, 0 to 1. */
    public BigDecimal quantile() {
        return BigDecimal.valueOf(percent).movePointLeft(2);
    }

    /** Returns the number of samples that it requires, so that one sample lies beyond it. */
    public double requiredSamples() {
        return Math.rint(PERCENT_TOTAL / (PERCENT_TOTAL - percent));
    }

    /** Returns whether a series merges adjacent intervals with too few samples for it. */
    public boolean mergesIntervals() {
        return percent > P99.percent;
    }
}
