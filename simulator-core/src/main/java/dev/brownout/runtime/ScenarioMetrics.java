package dev.brownout.runtime;

import dev.brownout.metrics.ConstantMetrics;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Properties of the metrics of a valid scenario that are known without a run. */
public final class ScenarioMetrics {
    private ScenarioMetrics() {}

    /**
     * Determines which metrics are constant in a scenario.
     *
     * @param metrics additional metrics to check, by name in messages; unknown metrics are skipped
     * @return the reasons, by the path of an assertion, prediction, alert, chart or metric of the answer, or a given
     *     name; empty if it can change
     */
    public static Map<String, Sentence> constantMetrics(Scenario scenario, Map<String, Metric> metrics) {
        Run run = Run.built(scenario, List.copyOf(metrics.values()));
        return new ConstantMetrics(run.measurements).of(run.readings, metrics);
    }

    /**
     * Determines the units of metrics in a scenario.
     *
     * @return the units by the names of the metrics; unknown metrics are skipped
     */
    public static Map<String, String> units(Scenario scenario, List<Metric> metrics) {
        Run run = Run.built(scenario, metrics);
        Map<String, String> units = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            ConstantMetrics.find(run.readings, metric).ifPresent(reader -> units.put(metric.toString(), reader.unit()));
        }
        return units;
    }
}
