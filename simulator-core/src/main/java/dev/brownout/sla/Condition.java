package dev.brownout.sla;

import dev.brownout.sla.Relation.Comparison;

/**
 * What somebody watches for while a run goes on: {@code page.error_rate > 1.44%}.
 *
 * @param metric its left side
 * @param comparison how the sides compare; never {@link Comparison#NEAR}
 * @param bound its right side
 * @param text as written
 */
public record Condition(Metric metric, Comparison comparison, Quantity bound, String text) {
    /** Whether it holds of what is seen; never of {@code NaN}, which is nothing seen. */
    public boolean holds(double seen) {
        return comparison.holds(seen, bound.value(), 0);
    }
}
