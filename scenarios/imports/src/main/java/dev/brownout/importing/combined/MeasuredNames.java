package dev.brownout.importing.combined;

import dev.brownout.importing.calibrate.MeasuredLog;
import dev.brownout.importing.system.ImportedActivity;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedStep;
import dev.brownout.importing.system.ImportedStep.Alternative;
import dev.brownout.importing.system.ImportedStep.Call;
import dev.brownout.importing.system.ImportedStep.Choice;
import dev.brownout.importing.system.ImportedStep.Parallel;
import dev.brownout.importing.system.ImportedSystem;
import dev.brownout.importing.system.ImportedSystem.FailureRate;
import dev.brownout.importing.system.ImportedSystem.MeasuredFigure;
import dev.brownout.importing.system.ImportedSystem.MeasuredPercentile;
import dev.brownout.importing.system.ImportedSystem.Measurements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Names of measured requests and components beside the components of a configuration, which keep their names. */
final class MeasuredNames {
    private final Set<String> usedNames = new TreeSet<>();
    private final Map<String, String> requests = new LinkedHashMap<>();
    private final Map<String, String> components = new LinkedHashMap<>();
    private final ImportedSystem measured;

    /**
     * Finds other names for those that the configuration has already.
     *
     * @param site components of the configuration
     * @param measured requests with their load and times; its first component is not in the combined scenario
     */
    MeasuredNames(ImportedSystem site, ImportedSystem measured) {
        this.measured = measured;
        site.components().forEach(component -> usedNames.add(component.name()));
        Set<String> own = new TreeSet<>();
        measured.requests().forEach(request -> own.add(request.name()));
        for (ImportedActivity request : measured.requests()) {
            boolean free = !usedNames.contains(request.name());
            String name = free ? request.name() : request.name() + MeasuredLog.SUFFIX;
            for (int i = 2; !free && (usedNames.contains(name) || own.contains(name)); i++) {
                name = request.name() + MeasuredLog.SUFFIX + "-" + i;
            }
            own.add(name);
            requests.put(request.name(), name);
        }
        usedNames.addAll(own);
        List<ImportedComponent> others =
                measured.components().subList(1, measured.components().size());
        for (ImportedComponent component : others) {
            String name = component.name();
            for (int i = 2; !usedNames.add(name); i++) {
                name = component.name() + "-" + i;
            }
            components.put(component.name(), name);
        }
    }

    /** Returns the name of a request type. */
    String request(String name) {
        return requests.getOrDefault(name, name);
    }

    private String component(String name) {
        return components.getOrDefault(name, name);
    }

    /** Returns the measured system with these names. */
    ImportedSystem system() {
        List<ImportedComponent> renamed = measured.components().stream()
                .map(component ->
                        component.with(component(component.name()), component.settings(), component.endpoints()))
                .toList();
        return new ImportedSystem(
                measured.header(),
                measured.settings(),
                renamed,
                measured.notes(),
                measured.requests().stream()
                        .map(request -> new ImportedActivity(
                                request(request.name()), request.label(), request.settings(), steps(request.steps())))
                        .toList(),
                measurements(measured.measurements()),
                measured.gaps());
    }

    private List<ImportedStep> steps(List<ImportedStep> steps) {
        return steps.stream().map(this::step).toList();
    }

    private ImportedStep step(ImportedStep step) {
        if (step instanceof Call call) {
            return new Call(
                    call.verb(), component(call.target()), call.times(), call.share(), call.policies(), call.origin());
        }
        if (step instanceof Parallel parallel) {
            return new Parallel(steps(parallel.calls()), parallel.origin());
        }
        if (step instanceof Choice choice) {
            return new Choice(
                    choice.alternatives().stream()
                            .map(one -> new Alternative(one.millionths(), steps(one.steps())))
                            .toList(),
                    choice.origin());
        }
        return step;
    }

    private Measurements measurements(Measurements all) {
        return new Measurements(
                all.failures().stream()
                        .map(failed -> new FailureRate(
                                component(failed.component()),
                                failed.percent(),
                                component(failed.name()),
                                failed.origin()))
                        .toList(),
                all.remark(),
                all.percentiles().stream()
                        .map(figure -> new MeasuredPercentile(
                                request(figure.request()),
                                figure.statistic(),
                                figure.nanos(),
                                figure.tolerance(),
                                figure.origin()))
                        .toList(),
                all.figures().stream()
                        .map(figure -> new MeasuredFigure(
                                request(component(figure.subject())),
                                figure.metric(),
                                figure.value(),
                                figure.tolerance(),
                                figure.origin()))
                        .toList());
    }
}
