package dev.brownout.reference;

import dev.brownout.fault.RandomFailureSpec;
import dev.brownout.instrument.InstrumentFactory;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.metrics.MetricDefinition;
import dev.brownout.reference.ManualPage.Measure;
import dev.brownout.scenario.AlertSpec;
import dev.brownout.scenario.JourneySpec;
import dev.brownout.spec.Doc;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.MetricRecords;
import dev.brownout.spi.RequiresParameter;
import dev.brownout.typetable.RecordField;
import dev.brownout.typetable.TypeTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The metrics of requests, of all components, and of some kinds only. */
final class Metrics {
    private final Map<String, Map<String, Measure>> owners = new LinkedHashMap<>();
    private final Map<String, String> examples = new LinkedHashMap<>();

    Metrics(Vocabulary vocabulary) {
        MetricDefinition.ofRequests()
                .forEach(m -> add("page", "of requests", new Measure(m.name(), m.unit(), m.sentence())));
        MetricDefinition.ofBusiness()
                .forEach(m -> add(
                        "page",
                        MetricDefinition.money(m.name()) ? "of requests, and of all" : "of requests",
                        new Measure(m.name(), m.unit(), m.sentence())));
        MetricDefinition.ofComponents()
                .forEach(m -> add("web", "of components and nodes", new Measure(m.name(), m.unit(), m.sentence())));
        measures(RandomFailureSpec.class).forEach(m -> add("prices", "of components with mtbf or needs", m));
        MetricDefinition.ofCosts()
                .forEach(m -> add("all", "of components, and of all", new Measure(m.name(), m.unit(), m.sentence())));
        for (Class<?> type : vocabulary.components()) {
            String kind = SpecFields.kind(type).orElseThrow();
            measures(type).forEach(m -> add(kind, (kind.matches("[aeiou].*") ? "of an " : "of a ") + kind, m));
        }
        measures(JourneySpec.class).forEach(m -> add("shopper", "of a journey", m));
        MetricDefinition.ofAlerts()
                .forEach(m -> add("burn", "of an alert", new Measure(m.name(), m.unit(), m.sentence())));
        measures(AlertSpec.class).forEach(m -> add("burn", "of an alert", m));
        for (Class<?> type : vocabulary.policies()) {
            String kind = SpecFields.kind(type).orElseThrow();
            measures(type).forEach(m -> add("web", "with " + kind, m));
        }
    }

    /** Returns a page for each name of a metric. */
    List<ManualPage> pages() {
        List<ManualPage> pages = new ArrayList<>();
        owners.forEach((name, measures) -> {
            Set<String> values = new LinkedHashSet<>();
            measures.values().forEach(measure -> values.add("a " + measure.values()));
            List<String> meanings = new ArrayList<>();
            measures.forEach((subject, measure) -> meanings.add(
                    subject + (values.size() == 1 ? "" : " (" + measure.values() + ")") + ": " + measure.sentence()));
            String example = MetricDefinition.ofFault(name)
                    ? "all." + name + "(outage)"
                    : name.equals("mttd") ? "burn.mttd(outage)" : examples.get(name);
            pages.add(new ManualPage(
                    ManualChapter.METRICS,
                    name,
                    ManualChapter.METRICS.one(),
                    "A" + String.join(" or ", values).substring(1) + ".",
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    meanings,
                    example));
        });
        return pages;
    }

    private void add(String owner, String subject, Measure measure) {
        examples.putIfAbsent(measure.name(), owner + "." + measure.name());
        owners.computeIfAbsent(measure.name(), name -> new LinkedHashMap<>()).putIfAbsent(subject, measure);
    }

    /** Returns the metrics that a kind of component, or a policy, has in addition to those of all kinds. */
    static List<Measure> measures(Class<?> type) {
        List<Measure> measures = new ArrayList<>();
        for (Class<? extends Record> record : MetricRecords.records(type)) {
            for (RecordField component : TypeTables.table(record).fields()) {
                Doc doc = component.annotation(Doc.class);
                measures.add(new Measure(
                        component.yamlName(),
                        InstrumentFactory.constructor(component)
                                .apply(new TimeGrid(1, 1, List.of()))
                                .unit(),
                        (doc == null ? "" : doc.value()) + level(component.type(), doc) + sections(record)));
            }
        }
        return measures;
    }

    /** Returns a sentence that distinguishes a level from a count, or an empty text if the description already does. */
    private static String level(Class<?> instrument, Doc doc) {
        boolean isPresent = doc != null && doc.value().contains("time-weighted");
        return instrument == TimeWeighted.class && !isPresent
                ? " A mean over time, not a count; '.max' is the maximum."
                : "";
    }

    private static String sections(Class<? extends Record> record) {
        RequiresParameter requirement = TypeTables.table(record).annotation(RequiresParameter.class);
        return requirement == null ? "" : " Only with '" + String.join("' or '", requirement.value()) + "'.";
    }
}
