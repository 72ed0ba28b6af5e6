package dev.brownout.run;

import dev.brownout.measure.Span;
import dev.brownout.measure.Times;
import dev.brownout.reading.Meaning;
import dev.brownout.reading.Readings;
import dev.brownout.reading.ThinTails;
import dev.brownout.reading.Windows;
import dev.brownout.result.Analysis;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.sla.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a run shows that its author may not have meant: assertions on few samples, and what touched nothing. */
final class RunWarnings {
    private final Assembly assembly;
    private final Windows windows;
    private final Readings readings;

    RunWarnings(Assembly assembly, Windows windows, Readings readings) {
        this.assembly = assembly;
        this.windows = windows;
        this.readings = readings;
    }

    /**
     * What paper says, with these warnings behind its own.
     *
     * @param encounters whether faults met anything
     * @param complete whether the run reached its end; what one that did not has not touched, it might have
     */
    Analysis beside(Analysis paper, List<Encounter> encounters, boolean complete) {
        List<String> all = new ArrayList<>(paper.warnings());
        all.addAll(new ThinTails(assembly.measurements, windows, readings).warnings());
        if (complete) {
            encounters.forEach(encounter -> all.addAll(encounter.vain()));
            all.addAll(policies());
            all.addAll(silence());
        }
        return paper.withWarnings(all);
    }

    /** Policies that no call passed. */
    private List<String> policies() {
        Map<Guards.Stand, Long> passed = assembly.guards.passed();
        assembly.scenario.components().forEach((name, entry) -> {
            written(name, entry).forEach(stand -> passed.putIfAbsent(stand, 0L));
        });
        List<String> unused = new ArrayList<>();
        passed.forEach((stand, calls) -> {
            if (calls == 0) {
                unused.add("the " + stand.policy() + " of " + stand.where() + " saw no call");
            }
        });
        return unused;
    }

    private static List<Guards.Stand> written(String name, ComponentEntry entry) {
        List<Guards.Stand> stands = new ArrayList<>();
        entry.door().forEach(policy -> stands.add(Guards.Stand.of(name, name, policy)));
        entry.calls().policies().forEach(policy -> stands.add(Guards.Stand.of(name, name, policy)));
        return stands;
    }

    /** Assertions about a time in which no request begins: whatever they count, it is nothing. No data is a verdict. */
    private List<String> silence() {
        List<String> silent = new ArrayList<>();
        assembly.scenario.sla().forEach((name, relation) -> {
            boolean lasting = Meaning.ofFault(relation.metric().name())
                    || Meaning.money(relation.metric().name());
            List<Windows.Bounds> parts = windows.resolve(relation.window(), "sla." + name);
            if (!lasting && parts.stream().allMatch(part -> silent(name, relation, part))) {
                silent.add("'" + name + "' judges a time in which no request began: from "
                        + Times.text(parts.get(0).fromNanos()) + " to "
                        + Times.text(parts.get(parts.size() - 1).toNanos()));
            }
        });
        return silent;
    }

    private boolean silent(String name, Relation relation, Windows.Bounds part) {
        Span span = assembly.grid.span(part.fromNanos(), part.toNanos());
        return readings.begun(relation.metric(), span) == 0
                && !Double.isNaN(readings.of(relation.metric(), "sla." + name).value(span));
    }
}
