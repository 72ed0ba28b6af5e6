package dev.brownout.experiment.tune;

import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.DesignVerdict;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.language.overlay.Variation.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A design with the verdict on it.
 *
 * @param values one value per setting
 * @param verdict verdict on all assertions together
 * @param assertions estimate of each assertion by its name, with an interval of the simultaneous confidence level
 * @param summary replications of the verdict
 * @param margin smallest margin of the assertions by the means of the replications
 * @param metric mean of the minimized metric; {@code NaN} if no metric is minimized or it has no data
 */
public record TunedDesign(
        List<Value> values,
        DesignVerdict verdict,
        Map<String, AssertionEstimate> assertions,
        ReplicationSummary summary,
        double margin,
        double metric) {
    /** Copies the collections. */
    public TunedDesign {
        values = List.copyOf(values);
        assertions = Collections.unmodifiableMap(new LinkedHashMap<>(assertions));
    }

    static TunedDesign of(List<Value> values, ReplicationSummary summary, double level, Optional<String> metric) {
        Map<String, AssertionEstimate> assertions = summary.sla(level);
        double margin = assertions.values().stream()
                .mapToDouble(estimate -> DesignMargin.margin(estimate.combined()))
                .min()
                .orElse(Double.NaN);
        return new TunedDesign(
                values,
                DesignVerdict.of(assertions.values()),
                assertions,
                summary,
                margin,
                metric.map(name -> summary.sample(name).mean()).orElse(Double.NaN));
    }

    /**
     * Margin of an assertion: the distance of its mean to the bound, as a share of the bound, or of the allowed
     * failures for a ratio with a least value. Limited to -1 to 1; negative for a violation, -1 for missing data.
     *
     * @param low lower end of its interval, with the simultaneous confidence level
     * @param high upper end of its interval
     */
    public record AssertionMargin(double low, double mean, double high) {}

    /** Returns the margin of an assertion. */
    public AssertionMargin margin(String assertion) {
        AssertionEstimate estimate = assertions.get(assertion);
        double mean = DesignMargin.boundedMargin(estimate.combined(), estimate.value());
        double atLow = DesignMargin.boundedMargin(estimate.combined(), estimate.low());
        double atHigh = DesignMargin.boundedMargin(estimate.combined(), estimate.high());
        return new AssertionMargin(
                Math.min(mean, Math.min(atLow, atHigh)), mean, Math.max(mean, Math.max(atLow, atHigh)));
    }

    /** Returns the number of replications of the verdict. */
    public int replications() {
        return summary.size();
    }

    /** Returns whether every assertion is met at the simultaneous confidence level. */
    public boolean isMet() {
        return verdict == DesignVerdict.HOLDS;
    }
}
