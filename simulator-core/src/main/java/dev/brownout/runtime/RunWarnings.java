package dev.brownout.runtime;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.TimeFormat;
import dev.brownout.metrics.LimitWarnings;
import dev.brownout.metrics.MetricDefinition;
import dev.brownout.metrics.MetricResolver;
import dev.brownout.metrics.RunMeasurements;
import dev.brownout.metrics.SampleSizeWarnings;
import dev.brownout.metrics.WindowResolver;
import dev.brownout.result.Analysis;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Relation;
import dev.brownout.spi.component.ConnectionHandling;
import dev.brownout.spi.component.HostProvisioning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Warnings about a run: limits that bind, assertions on few samples, retries that add no load, faults that affected no
 * traffic, policies that saw no call, and assertions about windows without requests.
 */
final class RunWarnings {
    private final RunModel model;
    private final RunEnvironment run;
    private final RunMeasurements measurements;
    private final WindowResolver windows;
    private final MetricResolver readings;
    /** Components with callers that check their health; {@code null} until a fault needs them. */
    private Set<String> checkedCallees;

    RunWarnings(RunModel model, RunMeasurements measurements, WindowResolver windows, MetricResolver readings) {
        this.model = model;
        this.run = model.run();
        this.measurements = measurements;
        this.windows = windows;
        this.readings = readings;
    }

    /**
     * Returns the analytical estimate with the warnings of the run: binding limits before its own warnings, others
     * after.
     *
     * @param analysis the analytical estimate
     * @param encounters impact of each fault
     * @param complete whether the run reached its end; an incomplete run gives no warnings about missing traffic
     */
    Analysis withRunWarnings(Analysis analysis, List<FaultImpact> encounters, boolean complete) {
        List<Sentence> all = new ArrayList<>(new LimitWarnings(measurements, readings).warnings(analysis.warnings()));
        all.addAll(analysis.warnings());
        all.addAll(new SampleSizeWarnings(measurements, windows, readings).warnings());
        all.addAll(freeRetries());
        if (complete) {
            encounters.forEach(encounter -> all.addAll(encounter.noEffectWarning(this::checkedCallees)));
            all.addAll(policies());
            all.addAll(silence());
        }
        return analysis.withWarnings(all);
    }

    private Set<String> checkedCallees() {
        if (checkedCallees == null) {
            Map<String, ComponentEntry> components = run.scenario.components();
            checkedCallees = CapacityForecast.of(run.scenario).calls().stream()
                    .filter(calls -> !calls.fromUsers())
                    .filter(calls -> ConnectionHandling.of(
                                    components.get(calls.caller()).spec())
                            .checksHealth())
                    .map(CapacityForecast.Calls::callee)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        return checkedCallees;
    }

    /** Returns warnings about retries to components that no load can overload. */
    private List<Sentence> freeRetries() {
        if (model.filters().callsByPolicy().keySet().stream()
                .noneMatch(position -> position.policy().equals("retry"))) {
            return List.of();
        }
        List<Sentence> free = new ArrayList<>();
        run.scenario.components().forEach((name, entry) -> {
            if (HostProvisioning.of(entry.spec()).acceptsAnyLoad()
                    && entry.inboundPolicies().isEmpty()
                    && retries(name) > 0) {
                free.add(Sentence.of("retries cannot overload {}: it is external and has no limit of calls", name));
            }
        });
        return free;
    }

    private long retries(String callee) {
        CellRange whole = run.grid.span(0, run.simulation.now());
        return model.calls().counts().values().stream()
                .filter(callees -> callees.containsKey(callee))
                .mapToLong(callees -> callees.get(callee).retries().total(whole))
                .sum();
    }

    /** Returns warnings about policies that no call passed. */
    private List<Sentence> policies() {
        Map<FilterRegistry.Stand, Long> passed = model.filters().callsByPolicy();
        run.scenario.components().forEach((name, entry) -> {
            written(name, entry).forEach(position -> passed.putIfAbsent(position, 0L));
        });
        List<Sentence> unusedPolicies = new ArrayList<>();
        passed.forEach((position, calls) -> {
            if (calls == 0) {
                unusedPolicies.add(Sentence.of("the {} of {} handled no call", position.policy(), position.place()));
            }
        });
        return unusedPolicies;
    }

    private static List<FilterRegistry.Stand> written(String name, ComponentEntry entry) {
        List<FilterRegistry.Stand> positions = new ArrayList<>();
        entry.inboundPolicies().forEach(policy -> positions.add(FilterRegistry.Stand.of(name, name, policy)));
        entry.calls().policies().forEach(policy -> positions.add(FilterRegistry.Stand.of(name, name, policy)));
        return positions;
    }

    /**
     * Returns warnings about assertions on windows in which no request began. An assertion without data is left out,
     * because that is a verdict of its own.
     */
    private List<Sentence> silence() {
        List<Sentence> silent = new ArrayList<>();
        run.scenario.evaluation().sla().forEach((name, relation) -> {
            boolean permanent = MetricDefinition.ofFault(relation.metric().name())
                    || MetricDefinition.money(relation.metric().name());
            List<WindowResolver.Bounds> parts = windows.resolve(relation.window(), "sla." + name);
            if (!permanent && parts.stream().allMatch(part -> isSilent(name, relation, part))) {
                silent.add(Sentence.of(
                        "'{}' covers a time without requests: from {} to {}",
                        name,
                        TimeFormat.text(parts.get(0).fromNanos()),
                        TimeFormat.text(parts.get(parts.size() - 1).toNanos())));
            }
        });
        return silent;
    }

    private boolean isSilent(String name, Relation relation, WindowResolver.Bounds part) {
        CellRange span = run.grid.span(part.fromNanos(), part.toNanos());
        return readings.startedRequests(relation.metric(), span) == 0
                && !Double.isNaN(readings.of(relation.metric(), "sla." + name).value(span));
    }
}
