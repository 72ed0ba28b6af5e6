package dev.brownout.experiment;

import dev.brownout.language.Loader;
import dev.brownout.metrics.MetricDefinition;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.SlaResult;
import dev.brownout.sla.Relation;
import dev.brownout.sla.Relation.Comparison;
import java.util.Optional;

/** Direction in which a metric improves. */
public enum OptimizationDirection {
    /** Lower values are better, such as for a latency or a cost. */
    LESS,
    /** Higher values are better, such as for an availability. */
    MORE,
    /** No direction is better, such as for a utilization. */
    NEITHER;

    /**
     * Returns the direction for an asserted metric: away from the bound that violates the assertion. For {@code == 0}
     * lower is better.
     */
    public static OptimizationDirection of(SlaResult asserted) {
        return of(Comparison.of(asserted.comparison()), asserted.bound());
    }

    /** Returns the direction for a metric with an assertion, before a run. */
    public static OptimizationDirection of(Relation assertion) {
        return of(assertion.comparison(), assertion.bound().value());
    }

    private static OptimizationDirection of(Comparison comparison, double bound) {
        return switch (comparison) {
            case LESS, AT_MOST -> LESS;
            case MORE, AT_LEAST -> MORE;
            case EQUAL -> bound == 0 ? LESS : NEITHER;
            case UNEQUAL, NEAR -> NEITHER;
        };
    }

    /**
     * Returns the direction for a metric without an assertion.
     *
     * @param number name of the metric, such as {@code page.p99}
     */
    public static OptimizationDirection of(String number, String unit) {
        if (unit.equals("ns") || unit.startsWith("$")) {
            return LESS;
        }
        if (ReplicationSummary.isLoss(number)) {
            return LESS;
        }
        String name = Loader.metric(number).name();
        Optional<DisplayHints.As> as = MetricDefinition.ofRequests().stream()
                .filter(one -> one.name().equals(name))
                .map(one -> one.showing().as())
                .findFirst();
        return as.map(OptimizationDirection::of).orElse(NEITHER);
    }

    private static OptimizationDirection of(DisplayHints.As as) {
        return switch (as) {
            case AVAILABILITY -> MORE;
            case FAILED, FAILURE, DAMAGE, LINE, AGE -> LESS;
            default -> NEITHER;
        };
    }

    /**
     * Returns whether a difference is an improvement; empty if there is no difference, or no direction is better.
     *
     * @param difference second value minus the first
     */
    public Optional<Boolean> improves(double difference) {
        return this == NEITHER || difference == 0 || Double.isNaN(difference)
                ? Optional.empty()
                : Optional.of(difference < 0 == (this == LESS));
    }
}
