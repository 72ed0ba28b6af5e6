package dev.brownout.experiment;

import dev.brownout.language.Loader;
import dev.brownout.metrics.MetricDefinition;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.SlaResult;
import dev.brownout.sla.Relation.Comparison;
import java.util.Optional;

/** Which way a number is better. */
public enum OptimizationDirection {
    /** Less of it is, as of a latency or of money. */
    LESS,
    /** More of it is, as of an availability. */
    MORE,
    /** That is not said of it, as of a utilization. */
    NEITHER;

    /** Of what an assertion is about: away from the side on which it is missed; of {@code == 0} less is better. */
    public static OptimizationDirection of(SlaResult asserted) {
        return switch (Comparison.of(asserted.comparison())) {
            case LESS, AT_MOST -> LESS;
            case MORE, AT_LEAST -> MORE;
            case EQUAL -> asserted.bound() == 0 ? LESS : NEITHER;
            case UNEQUAL, NEAR -> NEITHER;
        };
    }

    /**
     * Of a number that nothing is asserted of.
     *
     * @param number its name, such as {@code page.p99}
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
     * Whether a difference is one for the better; empty where it is none, or neither way is better.
     *
     * @param difference of the second number less the first
     */
    public Optional<Boolean> improves(double difference) {
        return this == NEITHER || difference == 0 || Double.isNaN(difference)
                ? Optional.empty()
                : Optional.of(difference < 0 == (this == LESS));
    }
}
