package dev.brownout.result;

/**
 * Verdict on one assertion.
 *
 * @param expression the relation as written
 * @param metric its left side
 * @param comparison {@code <}, {@code <=}, {@code >}, {@code >=}, {@code ==}, {@code !=} or {@code ~}
 * @param value the measured value, in {@code unit}; {@code NaN} for no data
 * @param bound the right side, in the same unit
 * @param tolerance maximum relative difference for {@code ~}, as a share of the bound; else 0
 * @param unit {@code ns}, {@code ratio}, {@code 1}, {@code 1/s}, {@code B}
 * @param margin distance to the bound, for {@code ~} to the nearer end of the tolerated range, as a share of the bound,
 *     positive if the assertion is met; {@code NaN} for no data
 * @param fromNanos start of the window
 * @param toNanos end of the window
 * @param verdict the verdict
 * @param firstViolatedAtNanos end of the first interval with a value that violates the relation; for counts, of the
 *     first interval by which the count has passed its bound; -1 if there is none
 * @param breaks true if the variant expects a violation
 * @param open the possible values once the requests that were overdue at the end of the run have ended; {@code null} if
 *     these change nothing
 */
public record SlaResult(
        String expression,
        String metric,
        String comparison,
        double value,
        double bound,
        double tolerance,
        String unit,
        double margin,
        long fromNanos,
        long toNanos,
        Verdict verdict,
        long firstViolatedAtNanos,
        boolean breaks,
        OpenRange open) {

    /**
     * Range of possible values of a number.
     *
     * @param low the least value
     * @param high the greatest value; {@link Double#POSITIVE_INFINITY} if unbounded
     */
    public record OpenRange(double low, double high) {}

    /** Sets a missing tolerance to 0. */
    public SlaResult {
        tolerance = Double.isNaN(tolerance) ? 0 : tolerance;
    }

    /** Returns whether the verdict is the one that the variant expects. Missing data counts as a violation. */
    public boolean asExpected() {
        return breaks ? verdict == Verdict.FAIL || verdict == Verdict.NO_DATA : verdict == Verdict.PASS;
    }

    /** Returns the column of the series that has the metric, if any does. */
    public String column() {
        return Series.columnOf(metric);
    }

    /** Verdict on an assertion. */
    public enum Verdict {
        /** Met. */
        PASS,
        /** Violated. */
        FAIL,
        /** No sample in the window. Counts as violated. */
        NO_DATA,
        /** Undecided, because of replications or because of requests that were overdue at the end of the run. */
        UNDECIDED
    }
}
