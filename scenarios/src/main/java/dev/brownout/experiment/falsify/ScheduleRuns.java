package dev.brownout.experiment.falsify;

import dev.brownout.experiment.DesignRuns;
import dev.brownout.experiment.DesignRuns.Design;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.RunSummary;
import dev.brownout.experiment.ScenarioSource;
import dev.brownout.experiment.Trial;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.parse.Sha256;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs of schedules. Each replication has the same random numbers in all schedules. */
final class ScheduleRuns {
    private static final int NAME_DIGITS = 16;

    private final Experiment experiment;
    private final ScheduleText text;
    private final List<Variation> variations;
    private final DesignRuns runs;
    private final Map<String, Optional<Design>> designs = new LinkedHashMap<>();

    /** Thrown when the execution was stopped. */
    static final class StoppedSearchException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    ScheduleRuns(Experiment experiment, ScheduleText text, List<Variation> variations, Execution execution) {
        this.experiment = experiment;
        this.text = text;
        this.variations = List.copyOf(variations);
        this.runs = new DesignRuns(experiment, execution);
    }

    /**
     * Runs schedules until each has a number of replications. Schedules that the scenario does not accept have none.
     *
     * @throws StoppedSearchException if the execution was stopped
     */
    void replicate(String label, List<InjectionSchedule> schedules, int target) {
        List<Design> selected = new ArrayList<>();
        schedules.forEach(schedule -> design(schedule).ifPresent(selected::add));
        if (!runs.replicate(label, selected, target)) {
            throw new StoppedSearchException();
        }
    }

    /** Returns whether the scenario accepts a schedule. */
    boolean accepts(InjectionSchedule schedule) {
        return design(schedule).isPresent();
    }

    private Optional<Design> design(InjectionSchedule schedule) {
        return designs.computeIfAbsent(schedule.toString(), key -> {
            String name = schedule.toString().isEmpty()
                    ? "unchanged"
                    : "schedule-" + Sha256.hex(key).substring(0, NAME_DIGITS);
            try {
                ScenarioSource source =
                        experiment.source().withText(text.with(schedule.faults(), new LinkedHashMap<>()));
                return Optional.of(runs.design(name, source, changes(schedule)));
            } catch (ExperimentException refused) {
                return Optional.empty();
            }
        });
    }

    private Overrides changes(InjectionSchedule schedule) {
        Overrides changes = experiment.changes();
        for (Variation variation : variations) {
            Variation.Value value = schedule.settings().get(variation.path());
            changes = value == null ? changes : variation.addTo(changes, value.text());
        }
        return changes;
    }

    /** Returns the number of replications of a schedule so far. */
    int size(InjectionSchedule schedule) {
        return design(schedule).map(design -> design.summary().size()).orElse(0);
    }

    /** Returns whether the first replication of a schedule violates an assertion; false if it has not run. */
    boolean firstViolates(InjectionSchedule schedule, String assertion) {
        return observations(schedule).stream().limit(1).anyMatch(run -> violates(run, assertion));
    }

    /** Returns the number of replications of a schedule that violate an assertion. */
    int violations(InjectionSchedule schedule, String assertion) {
        return (int) observations(schedule).stream()
                .filter(run -> violates(run, assertion))
                .count();
    }

    /** Returns the result of an assertion in the first replication of a schedule. */
    SlaResult first(InjectionSchedule schedule, String assertion) {
        return observations(schedule).get(0).sla().get(assertion);
    }

    private List<RunSummary> observations(InjectionSchedule schedule) {
        return design(schedule).map(design -> design.summary().observations()).orElse(List.of());
    }

    /** Returns whether a run violates an assertion. An assertion without data or undecided is not violated. */
    private static boolean violates(RunSummary run, String assertion) {
        return !run.complete() || run.sla().get(assertion).verdict() == Verdict.FAIL;
    }

    /** Returns the digest of the scenario with a schedule. */
    String digest(InjectionSchedule schedule) {
        return design(schedule).orElseThrow().file().digest();
    }

    /** Returns the settings of the scenario with a schedule. */
    Map<String, String> settings(InjectionSchedule schedule) {
        Map<String, String> settings = new LinkedHashMap<>();
        design(schedule)
                .orElseThrow()
                .file()
                .variants()
                .get(0)
                .settings()
                .forEach(setting -> settings.put(setting.path(), setting.value()));
        return settings;
    }

    /** Returns the trials that have ended. */
    List<Trial> done() {
        return runs.done();
    }
}
