package dev.brownout.result;

/**
 * The verdict on one assertion.
 *
 * @param expression the relation as written
 * @param metric its left side
 * @param comparison {@code <}, {@code <=}, {@code >}, {@code >=}, {@code ==}, {@code !=} or {@code ~}
 * @param value what was measured, in {@code unit}; {@code NaN} for no data
 * @param bound the right side, in the same unit
 * @param tolerance of {@code ~}: how far both may lie apart, as a share of the bound; else 0
 * @param unit {@code ns}, {@code ratio}, {@code 1}, {@code 1/s}, {@code B}
 * @param margin distance to the bound, of {@code ~} to the nearer end of what is tolerated, as a share of the bound,
 *     positive when it holds; {@code NaN} for no data
 * @param fromNanos start of the window looked at
 * @param toNanos its end
 * @param verdict what came out
 * @param firstViolatedAtNanos end of the first step whose own value violates the relation, for counts of the first step
 *     by which the count has passed its bound; -1 when there is none
 * @param breaks true when the variant says that it must be missed
 * @param open the values that it can still take when the requests that were overdue at the end of the run have ended;
 *     {@code null} where these change nothing
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
     * The values that a number can still take.
     *
     * @param low the least
     * @param high the greatest; {@link Double#POSITIVE_INFINITY} where there is none
     */
    public record OpenRange(double low, double high) {}

    /** A result that says nothing of a tolerance has none. */
    public SlaResult {
        tolerance = Double.isNaN(tolerance) ? 0 : tolerance;
    }

    /** Whether the assertion came out as its variant says it must. */
    public boolean asExpected() {
        return breaks ? verdict == Verdict.FAIL || verdict == Verdict.NO_DATA : verdict == Verdict.PASS;
    }

    /** The four ways in which an assertion ends. */
    public enum Verdict {
        /** It holds. */
        PASS,
        /** It is missed. */
        FAIL,
        /** Its window holds no sample, which counts as missed. */
        NO_DATA,
        /** Replications do not settle it, or requests that were overdue at the end of the run. */
        UNDECIDED
    }
}
