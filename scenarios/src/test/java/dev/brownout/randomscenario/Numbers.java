package dev.brownout.randomscenario;

import dev.brownout.catalog.Catalog;
import dev.brownout.fault.RandomFailureSpec;
import dev.brownout.metrics.MetricDefinition;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.runtime.ScenarioMetrics;
import dev.brownout.scenario.AlertSpec;
import dev.brownout.scenario.JourneySpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Metric;
import dev.brownout.spec.Selector;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.MetricRecords;
import dev.brownout.typetable.RecordField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Catalog of the metrics that can be asserted, identified as {@code cache.hits}: by the kind, policy or group that
 * declares them.
 */
final class Numbers {
    private static final String REQUESTS = "requests.";
    private static final String JOURNEYS = "journeys.";
    private static final String ALERTS = "alerts.";
    private static final String COMPONENTS = "components.";

    private Numbers() {}

    /** Returns all metrics of the catalog. */
    static TreeSet<String> known() {
        TreeSet<String> known = new TreeSet<>();
        MetricDefinition.ofRequests().forEach(m -> known.add(REQUESTS + m.name()));
        MetricDefinition.ofComponents().forEach(m -> known.add(COMPONENTS + m.name()));
        measure(RandomFailureSpec.class).forEach(name -> known.add(COMPONENTS + name));
        Stream.concat(Catalog.components().stream(), PolicyTexts.types().stream())
                .forEach(type -> measure(type).forEach(name -> known.add(kind(type) + "." + name)));
        measure(JourneySpec.class).forEach(name -> known.add(JOURNEYS + name));
        measure(AlertSpec.class).forEach(name -> known.add(ALERTS + name));
        return known;
    }

    /** Returns the metrics of a scenario, each with its name in the catalog. */
    static Map<Metric, String> metrics(Scenario scenario) {
        Map<Metric, String> numbers = new LinkedHashMap<>();
        List<String> requests = new ArrayList<>(scenario.workload().requests().keySet());
        requests.add("all");
        for (String request : requests) {
            MetricDefinition.ofRequests().stream()
                    .filter(m -> !MetricDefinition.ofFault(m.name())
                            || !scenario.faults().isEmpty())
                    .forEach(m -> numbers.put(
                            MetricDefinition.ofFault(m.name())
                                    ? ofFault(request, m.name(), scenario)
                                    : metric(request, m.name()),
                            REQUESTS + m.name()));
            policies(request, numbers);
        }
        scenario.components().forEach((name, entry) -> {
            MetricDefinition.ofComponents().forEach(m -> numbers.put(metric(name, m.name()), COMPONENTS + m.name()));
            measure(RandomFailureSpec.class).forEach(m -> numbers.put(metric(name, m), COMPONENTS + m));
            policies(name, numbers);
            measure(entry.spec().getClass()).forEach(m -> numbers.put(metric(name, m), entry.kind() + "." + m));
        });
        scenario.workload()
                .journeys()
                .keySet()
                .forEach(name -> measure(JourneySpec.class).forEach(m -> numbers.put(metric(name, m), JOURNEYS + m)));
        scenario.alerts()
                .keySet()
                .forEach(name -> measure(AlertSpec.class).forEach(m -> numbers.put(metric(name, m), ALERTS + m)));
        return numbers;
    }

    private static void policies(String owner, Map<Metric, String> numbers) {
        for (Class<? extends FilterSpec> policy : PolicyTexts.types()) {
            measure(policy).forEach(m -> numbers.put(metric(owner, m), kind(policy) + "." + m));
        }
    }

    private static Metric metric(String owner, String name) {
        return new Metric(Optional.of(new Selector(owner, List.of())), name, Optional.empty(), Optional.empty());
    }

    private static Metric ofFault(String request, String name, Scenario scenario) {
        Optional<String> fault = Optional.of(scenario.faults().get(0).name());
        return new Metric(Optional.of(new Selector(request, List.of())), name, fault, Optional.empty());
    }

    private static String kind(Class<?> type) {
        return SpecFields.kind(type).orElseThrow();
    }

    private static List<String> measure(Class<?> type) {
        return MetricRecords.metrics(type).map(RecordField::yamlName).toList();
    }

    /**
     * Runs a scenario and reads all its metrics.
     *
     * @return the catalog names of the metrics that changed
     * @throws AssertionError if a metric changed that is declared constant
     */
    static TreeSet<String> changedMetrics(Scenario scenario, Run.Progress progress) {
        Map<Metric, String> all = metrics(scenario);
        Map<String, Metric> requested = new LinkedHashMap<>();
        all.keySet().forEach(metric -> requested.put(metric.toString(), metric));
        Map<String, Sentence> constant = ScenarioMetrics.constantMetrics(scenario, requested);
        List<Metric> existing = all.keySet().stream()
                .filter(metric -> constant.containsKey(metric.toString()))
                .toList();
        VariantResult result = Run.execute(scenario, Run.Setup.of("numbers").withMetrics(existing), progress);
        TreeSet<String> moved = new TreeSet<>();
        for (Metric metric : existing) {
            double value = result.evaluation().asked().get(metric.toString()).value();
            double resting = metric.name().equals("retry_amplification") ? 1 : 0;
            if (!Double.isNaN(value) && value != resting) {
                moved.add(all.get(metric));
                if (!constant.get(metric.toString()).isEmpty()) {
                    throw new AssertionError(constant.get(metric.toString()) + "; but it is " + value);
                }
            }
        }
        return moved;
    }
}
