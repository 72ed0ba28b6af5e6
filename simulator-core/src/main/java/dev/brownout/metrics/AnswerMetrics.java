package dev.brownout.metrics;

import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.scenario.Scenario;
import dev.brownout.sla.AnswerMetric;
import dev.brownout.spi.ScenarioException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Measures the metrics of a scenario's answer. A metric that a variant lacks has no value in it. */
public final class AnswerMetrics {
    private final RunMeasurements run;
    private final Scenario scenario;
    private final WindowResolver windows;
    private final MetricResolver readings;

    /** Creates a measurement of the answer of a run. */
    public AnswerMetrics(RunMeasurements run, WindowResolver windows, MetricResolver readings) {
        this.run = run;
        this.scenario = run.scenario();
        this.windows = windows;
        this.readings = readings;
    }

    /**
     * Rejects metrics and windows that do not exist in this variant.
     *
     * @param complaints runs the check of each metric and collects its exceptions
     */
    public void check(Consumer<Runnable> complaints) {
        scenario.evaluation().answer().stream()
                .filter(metric -> !metric.compared())
                .forEach(metric -> complaints.accept(() -> {
                    reader(metric);
                    bounds(metric);
                }));
    }

    /** Returns the values of the metrics that exist in this variant, by their expressions. */
    public Map<String, Measure> values() {
        Map<String, Measure> values = new LinkedHashMap<>();
        scenario.evaluation()
                .answer()
                .forEach(metric -> measureIfDefined(metric).ifPresent(m -> values.put(metric.text(), m)));
        return values;
    }

    private Optional<Measure> measureIfDefined(AnswerMetric metric) {
        try {
            return Optional.of(measure(metric));
        } catch (ScenarioException e) {
            return Optional.empty();
        }
    }

    private Measure measure(AnswerMetric answer) {
        MetricReader reading = reader(answer);
        WindowResolver.Bounds bounds = bounds(answer);
        return new Measure(reading.value(run.grid().span(bounds.fromNanos(), bounds.toNanos())), reading.unit(), "");
    }

    private MetricReader reader(AnswerMetric answer) {
        if (MetricDefinition.recovers(answer.metric().name())) {
            windows.fault(answer.metric().fault().orElse(WindowResolver.FAULT), answer.path());
        }
        return readings.of(answer.metric(), answer.path());
    }

    private WindowResolver.Bounds bounds(AnswerMetric answer) {
        return windows.resolve(answer.window(), answer.path()).get(0);
    }
}
