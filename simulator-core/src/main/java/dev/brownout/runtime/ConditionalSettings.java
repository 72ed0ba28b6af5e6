package dev.brownout.runtime;

import dev.brownout.instrument.TimeFormat;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.RecordFactory;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.SettingEffects;
import dev.brownout.spi.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Declares the settings that have an effect only with certain steps or a longer run. */
final class ConditionalSettings {
    private final SettingEffects effects;

    ConditionalSettings(SettingEffects effects) {
        this.effects = effects;
    }

    void declare(Scenario scenario) {
        endpoints(scenario, targets(scenario));
        returns(scenario);
        failures(scenario);
    }

    /** Declares the settings of failures and repairs, which need random failures. */
    private void failures(Scenario scenario) {
        scenario.components()
                .forEach((name, entry) -> entry.failures()
                        .ifPresent(failures -> List.of("mttr", "repair_crews", "fails_by")
                                .forEach(setting -> effects.unless(
                                        entry.failsAtRandom(),
                                        "components." + name + "." + setting,
                                        Sentence.of(
                                                "{} has no random failures; add, for example, mtbf: 2000h", name)))));
    }

    private static List<Step.Target> targets(Scenario scenario) {
        List<Step.Target> targets = new ArrayList<>();
        for (Record record : ScenarioFacts.nestedRecords(scenario)) {
            if (record instanceof Step step) {
                Step.targetOf(step).ifPresent(targets::add);
            }
        }
        return targets;
    }

    /**
     * Declares endpoints and classes of queries, which only steps call. A step can call them through other components,
     * such as a load balancer, so that a step of any component with the name counts.
     */
    private void endpoints(Scenario scenario, List<Step.Target> targets) {
        Set<String> called = targets.stream().map(Step.Target::endpoint).collect(Collectors.toCollection(TreeSet::new));
        scenario.components().forEach((name, entry) -> {
            endpoints(name, "endpoints", "call", entry.spec(), called);
            endpoints(name, "queries", "read", entry.spec(), called);
        });
    }

    private void endpoints(String component, String parameter, String verb, ComponentSpec spec, Set<String> called) {
        int index = SpecFields.of(spec.getClass()).names().indexOf(parameter);
        if (index >= 0 && RecordFactory.values((Record) spec).get(index) instanceof Map<?, ?> parts) {
            parts.keySet()
                    .forEach(part -> effects.unlessHere(
                            called.contains((String) part),
                            "components." + component + "." + parameter + "." + part,
                            Sentence.of("no step calls it; add, for example, {}: {}/{}", verb, component, part)));
        }
    }

    /** Declares the returns of users, the first of which must be before the end of the run. */
    private void returns(Scenario scenario) {
        scenario.workload()
                .journeys()
                .forEach((name, journey) -> journey.returns().ifPresent(rule -> {
                    String path = "journeys." + name + ".returns.";
                    effects.unless(
                            rule.after().quantile(0) < scenario.durationNanos(),
                            path + "after",
                            Sentence.of(
                                    "the run ends after {}, before any user returns; use a longer run or "
                                            + "shorter absences",
                                    TimeFormat.text(scenario.durationNanos())));
                    if (rule.left().isPresent()) {
                        effects.unless(
                                journey.leaves().isPresent(),
                                path + "left",
                                Sentence.of("no user leaves a visit early; add 'leaves'"));
                    }
                }));
    }
}
