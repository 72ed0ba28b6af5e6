package dev.brownout.verify;

import java.util.List;

/**
 * Reference value and the estimate of its model.
 *
 * @param row reference value
 * @param model model that produced the estimate
 * @param estimate estimate of the most recent runs
 * @param requests number of requests in all runs of the estimate; 0 if unknown
 * @param longer whether a first estimate violated the reference value and this one is of longer runs
 */
record ReferenceCheck(ReferenceValue row, ReferenceModel model, Estimate estimate, long requests, boolean longer) {
    /** Significance level of a single check, below which longer runs are made. */
    public static final double LEVEL = 0.01;

    /** Returns whether the check is statistical: a number with a tolerance, and an estimate that is random. */
    boolean statistical() {
        boolean numeric = row.kind() == ReferenceValue.Kind.REL || row.kind() == ReferenceValue.Kind.ABS;
        return numeric && estimate.fact() == null;
    }

    /**
     * Returns the allowed error of the expected value itself: the tolerance if the value is approximate or the model
     * reaches it only in a limit, else 0.
     */
    double band() {
        return row.approximate() || model.limits().contains(model.measure(row)) ? row.absoluteTolerance() : 0;
    }

    /**
     * Returns whether the check contributes to the family bias: its estimate has an error and its expected value has
     * none.
     */
    boolean leans() {
        return statistical() && estimate.error() > 0 && band() == 0;
    }

    /** Returns the deviation of the estimate, as a share of the sum of expected value and tolerance. */
    double deviation() {
        return Math.abs(estimate.value() - row.number()) / (Math.abs(row.number()) + row.absoluteTolerance());
    }

    /**
     * Returns the p-value: the probability that a correct simulator deviates from the expected value at least as much.
     */
    double probability() {
        if (estimate.error() == 0) {
            return Math.abs(estimate.value() - row.number()) <= row.absoluteTolerance() ? 1 : 0;
        }
        return estimate.probability(row.number(), band());
    }

    /**
     * Returns the largest half-width allowed for the interval: the tolerance, multiplied by the square root of the
     * factor by which the runs are shorter than specified.
     */
    double widest() {
        double lengthRatio = requests == 0 ? 1 : (double) row.requests() / requests;
        return row.absoluteTolerance() * Math.sqrt(Math.max(1, lengthRatio));
    }

    /** Returns whether the interval is narrow enough for a verdict. */
    boolean precise() {
        return estimate.halfWidth(LEVEL) <= widest();
    }

    /** Returns whether longer runs are needed: the interval is too wide, or the expected value is outside of it. */
    boolean needsLongerRuns() {
        return statistical() && !isMet(LEVEL);
    }

    /**
     * Returns whether the reference value is met.
     *
     * @param level significance level below which a statistical estimate counts as a violation
     */
    boolean isMet(double level) {
        if (statistical()) {
            return precise() && probability() > level;
        }
        Object fact = estimate.fact();
        if (fact instanceof List<?> measured) {
            return areClose(measured);
        }
        return switch (row.kind()) {
            case EXACT, BOOL -> isEqual(fact);
            case REL, ABS -> Math.abs(estimate.value() - row.number()) <= row.absoluteTolerance();
            case UPPER -> estimate.value() + estimate.halfWidth(LEVEL) <= row.number() + row.absoluteTolerance();
            case LOWER -> estimate.value() - estimate.halfWidth(LEVEL) >= row.number() - row.absoluteTolerance();
        };
    }

    /** Returns whether each number of a list is within the relative tolerance of its expected value. */
    private boolean areClose(List<?> measured) {
        List<Double> expected = row.numbers();
        boolean isNear = measured.size() == expected.size();
        for (int i = 0; isNear && i < expected.size(); i++) {
            isNear =
                    Math.abs((Double) measured.get(i) - expected.get(i)) <= row.tolerance() * Math.abs(expected.get(i));
        }
        return isNear;
    }

    /**
     * Returns whether the values are equal. Numbers are compared to nine significant digits, the precision of the file
     * of reference values.
     */
    private boolean isEqual(Object fact) {
        if (row.expected() instanceof Double && fact instanceof Double measured) {
            double expected = row.number();
            return Math.abs(measured - expected) <= 5e-9 * Math.abs(expected);
        }
        return row.expected().equals(fact);
    }
}
