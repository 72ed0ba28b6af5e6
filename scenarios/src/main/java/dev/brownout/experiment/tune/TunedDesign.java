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
 * @param replications number of replications of the verdict
 * @param margin smallest margin of the assertions by the means of the replications
 * @param metric mean of the minimized metric; {@code NaN} if no metric is minimized or it has no data
 */
public record TunedDesign(
        List<Value> values,
        DesignVerdict verdict,
        Map<String, AssertionEstimate> assertions,
        int replications,
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
                .mapToDouble(estimate -> DesignMargin.of(estimate.combined()))
                .min()
                .orElse(Double.NaN);
        return new TunedDesign(
                values,
                DesignVerdict.of(assertions.values()),
                assertions,
                summary.size(),
                margin,
                metric.map(name -> summary.sample(name).mean()).orElse(Double.NaN));
    }

    /** Returns whether every assertion is met at the simultaneous confidence level. */
    public boolean isMet() {
        return verdict == DesignVerdict.HOLDS;
    }
}
