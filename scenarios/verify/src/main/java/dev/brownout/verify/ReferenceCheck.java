package dev.brownout.verify;

import java.util.List;

/**
 * A row and what a model gave for it.
 *
 * @param row the known answer
 * @param model what gave the estimate
 * @param estimate from the last runs made for it
 * @param requests how many requests the estimate is made of; 0 where nobody counts them
 * @param longer whether a first estimate missed, and this one is of runs ten times as long
 */
record ReferenceCheck(ReferenceValue row, ReferenceModel model, Estimate estimate, long requests, boolean longer) {
    /** How improbable an estimate must be by itself before longer runs are asked. */
    public static final double LEVEL = 0.01;

    /** Whether chance decides how near the estimate comes. */
    boolean statistical() {
        boolean numeric = row.kind() == ReferenceValue.Kind.REL || row.kind() == ReferenceValue.Kind.ABS;
        return numeric && estimate.fact() == null;
    }

    /** How far the truth itself may be off. */
    double band() {
        return row.approximate() || model.limits().contains(model.measure(row)) ? row.room() : 0;
    }

    /** Whether it says to which side a simulator leans: an estimate with an error, of a truth without room. */
    boolean leans() {
        return statistical() && estimate.error() > 0 && band() == 0;
    }

    /** How far the estimate is off the truth, as a share of it and of the room that the row leaves. */
    double away() {
        return Math.abs(estimate.value() - row.number()) / (Math.abs(row.number()) + row.room());
    }

    /** How probable it is that a right simulator comes as far from the truth, or farther. */
    double probability() {
        if (estimate.error() == 0) {
            return Math.abs(estimate.value() - row.number()) <= row.room() ? 1 : 0;
        }
        return estimate.probability(row.number(), band());
    }

    /** The widest interval that says anything: the row's tolerance, wider by the root of what the run is shorter. */
    double widest() {
        double shorter = requests == 0 ? 1 : (double) row.requests() / requests;
        return row.room() * Math.sqrt(Math.max(1, shorter));
    }

    /** Whether the interval is narrow enough to say anything. */
    boolean precise() {
        return estimate.halfWidth(LEVEL) <= widest();
    }

    /** Whether longer runs are needed: the interval is too wide, or the truth is outside of it. */
    boolean asksForMore() {
        return statistical() && !holds(LEVEL);
    }

    /**
     * Whether the row holds.
     *
     * @param level how improbable a statistical estimate must be to count as a miss
     */
    boolean holds(double level) {
        if (statistical()) {
            return precise() && probability() > level;
        }
        Object fact = estimate.fact();
        if (fact instanceof List<?> measured) {
            return near(measured);
        }
        return switch (row.kind()) {
            case EXACT, BOOL -> same(fact);
            case REL, ABS -> Math.abs(estimate.value() - row.number()) <= row.room();
            case UPPER -> estimate.value() + estimate.halfWidth(LEVEL) <= row.number() + row.room();
            case LOWER -> estimate.value() - estimate.halfWidth(LEVEL) >= row.number() - row.room();
        };
    }

    /** Whether several numbers are each as near as the row says. */
    private boolean near(List<?> measured) {
        List<Double> expected = row.numbers();
        boolean near = measured.size() == expected.size();
        for (int i = 0; near && i < expected.size(); i++) {
            near = Math.abs((Double) measured.get(i) - expected.get(i)) <= row.tolerance() * Math.abs(expected.get(i));
        }
        return near;
    }

    /** Equal, numbers to the nine digits in which the rows are written. */
    private boolean same(Object fact) {
        if (row.expected() instanceof Double && fact instanceof Double measured) {
            double expected = row.number();
            return Math.abs(measured - expected) <= 5e-9 * Math.abs(expected);
        }
        return row.expected().equals(fact);
    }
}
