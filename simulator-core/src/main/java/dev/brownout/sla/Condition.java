package dev.brownout.sla;

import dev.brownout.sla.Relation.Comparison;

/**
 * Condition of an alert, evaluated during the run: {@code page.error_rate > 1.44%}.
 *
 * @param metric left side
 * @param comparison comparison of the sides; never {@link Comparison#NEAR}
 * @param bound right side
 * @param text condition as written
 */
public record Condition(Metric metric, Comparison comparison, Quantity bound, String text) {
    /** Returns whether the condition holds for an observed value. Never holds for {@code NaN}, which is no data. */
    public boolean holds(double seen) {
        return comparison.holds(seen, bound.value(), 0);
    }
}
