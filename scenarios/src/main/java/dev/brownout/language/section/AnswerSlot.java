package dev.brownout.language.section;

import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.sla.AnswerMetric;

/**
 * A metric in braces in the answer of a scenario.
 *
 * @param metric the metric
 * @param variant the variant that it is measured in; empty for all variants
 * @param location the location of the metric
 */
public record AnswerSlot(AnswerMetric metric, String variant, SourceLocation location) {
    /** Returns the metric for the comparison of another variant. */
    AnswerSlot forComparison() {
        return new AnswerSlot(metric.forComparison(), variant, location);
    }

    /** Returns whether the metric is measured in a variant. */
    boolean isOf(String variantName) {
        return variant.isEmpty() || variant.equals(variantName);
    }
}
