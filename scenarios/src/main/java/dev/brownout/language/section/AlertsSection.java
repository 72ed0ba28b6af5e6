package dev.brownout.language.section;

import dev.brownout.language.binding.BindingPath;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.scenario.AlertSpec;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.SortedMap;

/** Section {@code alerts}: the conditions that a monitor checks during the run. */
final class AlertsSection extends NamedSection<AlertSpec> {
    static final AlertsSection SECTION = new AlertsSection();

    private AlertsSection() {
        super(DeclaredNames.ALERTS, "alert", "Alerts by name: condition and evaluation interval.", """
                alerts:
                  burn: { if: page.error_rate > 1.44%, over: [1h, 5m], every: 10s }
                  busy: { if: web.utilization > 90%, every: 1m, for: 5m }
                """);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        return new SectionShape.NamedMapShape(SectionShape.Of.record(AlertSpec.class));
    }

    @Override
    public List<String> notes() {
        return List.of(
                "An alert evaluates ended requests: a hanging request is no error before its timeout.",
                "Metrics of requests: shares and counts (error_rate, availability, failed, "
                        + "throughput). Metrics of components and their nodes: also levels (utilization, "
                        + "queue, healthy), with their current value if 'over' is omitted.",
                "A window that is longer than the elapsed run begins at the start of the run.",
                "Without completed requests in a window, an alert does not fire, and a firing alert resolves.");
    }

    @Override
    AlertSpec read(String name, Entry entry, Source source) {
        requireUniqueAcross(
                List.of(DeclaredNames.COMPONENTS, DeclaredNames.REQUESTS, DeclaredNames.JOURNEYS), name, entry, source);
        BindingPath path = new BindingPath(name() + "." + name, Sentence.of("alert '{}'", name), "alert", entry.key());
        return map(entry, path, source.findings())
                .map(m -> source.binder().record(AlertSpec.class, m, path))
                .orElse(null);
    }

    @Override
    void check(ParsedSections parts, Source source) {
        SortedMap<String, AlertSpec> alerts = parts.of(this);
        if (alerts != null && !alerts.isEmpty()) {
            ReferenceChecks checks = new ReferenceChecks(parts, source);
            alerts.forEach((name, alert) -> checks.alert(name, alert));
        }
    }
}
