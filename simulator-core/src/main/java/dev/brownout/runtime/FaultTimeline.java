package dev.brownout.runtime;

import dev.brownout.metrics.WindowResolver;
import dev.brownout.result.VariantResult.FaultSpan;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Begins and ends the faults of a scenario at their scheduled times. */
final class FaultTimeline {
    private final RunModel model;
    private final RunEnvironment run;
    private final List<FaultImpact> encounters = new ArrayList<>();

    FaultTimeline(RunModel model) {
        this.model = model;
        this.run = model.run();
        run.scenario.faults().forEach(fault -> encounters.add(new FaultImpact(model, fault)));
    }

    /** Returns the impact of each fault, in the order of the scenario. */
    List<FaultImpact> encounters() {
        return encounters;
    }

    /** Checks that every selector matches a target. Reports an error for each selector without a match. */
    void check(ScenarioErrors complaints) {
        for (int i = 0; i < run.scenario.faults().size(); i++) {
            FaultEntry fault = run.scenario.faults().get(i);
            ResolvedFaultTargets targets = new ResolvedFaultTargets(model, fault, "faults." + i);
            complaints.check(targets::check);
        }
    }

    void start() {
        model.failures().forEach(MachineFailures::start);
        for (int i = 0; i < run.scenario.faults().size(); i++) {
            FaultEntry fault = run.scenario.faults().get(i);
            ResolvedFaultTargets targets = new ResolvedFaultTargets(model, fault, "faults." + i);
            FaultImpact encounter = encounters.get(i);
            String component = fault.target()
                    .map(Selector::head)
                    .filter(name -> model.components().containsKey(name))
                    .orElse("");
            Map<String, Object> named = TimelineEvent.facts("fault", fault.name());
            run.simulation.scheduleAt(
                    fault.startAt(),
                    step -> {
                        run.chronicle.faultBegan(fault.name());
                        run.chronicle.note("fault-start", component, "", Sentence.of(fault.sentence()), named);
                        targets.resolve();
                        encounter.begin(targets);
                        fault.spec().begin(targets);
                        if (fault.durationNanos().isEmpty() && fault.spec().momentary()) {
                            fault.spec().end(targets);
                        }
                    },
                    0);
            fault.durationNanos()
                    .filter(d -> d < run.scenario.durationNanos() - fault.startAt())
                    .map(d -> fault.startAt() + d)
                    .ifPresent(end -> run.simulation.scheduleAt(
                            end,
                            step -> {
                                run.chronicle.note(
                                        "fault-end", component, "", Sentence.of("{} ends", fault.sentence()), named);
                                encounter.end();
                                fault.spec().end(targets);
                            },
                            0));
        }
    }

    List<FaultSpan> spans() {
        List<FaultSpan> spans = new ArrayList<>();
        for (FaultEntry fault : run.scenario.faults()) {
            WindowResolver.Bounds bounds = WindowResolver.bounds(fault, run.scenario.durationNanos());
            spans.add(new FaultSpan(
                    fault.name(),
                    fault.sentence(),
                    fault.label(),
                    fault.target().map(Selector::head).orElse(""),
                    bounds.fromNanos(),
                    bounds.toNanos()));
        }
        return spans;
    }
}
