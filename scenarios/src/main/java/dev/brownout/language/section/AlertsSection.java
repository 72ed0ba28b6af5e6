package dev.brownout.language.section;

import dev.brownout.language.binding.BindingPath;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.scenario.AlertSpec;
import java.util.List;
import java.util.SortedMap;

/** Section {@code alerts}: the conditions that a monitor checks during the run. */
final class AlertsSection extends NamedSection<AlertSpec> {
    static final AlertsSection SECTION = new AlertsSection();

    private AlertsSection() {
        super(DeclaredNames.ALERTS, "alert", "What a monitor watches for, by name, and how often it looks.", """
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
                "An alert sees what has ended when it looks: a request that hangs is no error before its timeout.",
                "Of requests it reads shares and counts (error_rate, availability, failed, throughput), of components"
                        + " and their machines also levels (utilization, queue, healthy), which it looks at as they"
                        + " stand where 'over' is left out.",
                "Before the run is as long as a window, the window reaches back to its start.",
                "While nothing has ended in a window, an alert sees nothing, and does not fire; one that fires"
                        + " resolves.");
    }

    @Override
    AlertSpec read(String name, Entry entry, Source source) {
        requireUniqueAcross(
                List.of(DeclaredNames.COMPONENTS, DeclaredNames.REQUESTS, DeclaredNames.JOURNEYS), name, entry, source);
        BindingPath where = new BindingPath(name() + "." + name, "alert '" + name + "'", "alert", entry.key());
        return map(entry, where, source.findings())
                .map(m -> source.binder().record(AlertSpec.class, m, where))
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
