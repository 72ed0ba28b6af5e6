package dev.brownout.runtime;

import dev.brownout.scenario.Scenario;
import dev.brownout.sla.Metric;
import java.util.ArrayList;
import java.util.List;

/**
 * Metrics that a scenario or the caller of a run names.
 *
 * @param all the metrics of assertions, predictions, alerts, charts and the answer, and those of the caller
 */
record RequestedMetrics(List<Metric> all) {
    /**
     * Returns the metrics of a run.
     *
     * @param requested the metrics of its caller
     */
    static RequestedMetrics of(Scenario scenario, List<Metric> requested) {
        List<Metric> all = new ArrayList<>(requested);
        scenario.evaluation().sla().values().forEach(relation -> all.add(relation.metric()));
        scenario.evaluation().predict().values().forEach(prediction -> all.add(prediction.metric()));
        scenario.alerts().values().forEach(alert -> all.add(alert.if_().metric()));
        scenario.evaluation().charts().forEach(chart -> all.addAll(chart.metrics()));
        scenario.evaluation().answer().forEach(answer -> all.add(answer.metric()));
        return new RequestedMetrics(List.copyOf(all));
    }

    /** Returns whether a metric of this name is requested, of any owner. */
    boolean contains(String name) {
        return all.stream().anyMatch(metric -> metric.name().equals(name));
    }

    /** Returns whether a metric of a component, or of some of its hosts, is requested. */
    boolean contains(String component, String name) {
        return all.stream()
                .anyMatch(metric -> metric.name().equals(name)
                        && metric.selector()
                                .filter(selector -> selector.head().equals(component))
                                .isPresent());
    }
}
