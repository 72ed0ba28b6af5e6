package dev.brownout.testing;

import dev.brownout.experiment.ExperimentArm;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.InvalidValueException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scenario under test: its variants, ready to run.
 *
 * @param name name of the scenario in reports
 * @param title title of the scenario
 * @param arms one entry for each variant, in the order of the file
 * @param lines line of each assertion in the file, by its name; empty for a scenario built in code
 */
record ResultSubject(String name, String title, List<ExperimentArm> arms, Map<String, Integer> lines) {
    /** Creates a subject from the variants of a scenario file. */
    static ResultSubject of(ScenarioFile file) {
        Map<String, Integer> lines = new TreeMap<>();
        for (ScenarioFile.Variant variant : file.variants()) {
            variant.scenario()
                    .evaluation()
                    .sla()
                    .keySet()
                    .forEach(name -> lines.putIfAbsent(name, variant.line("sla." + name)));
        }
        return new ResultSubject(
                file.name(),
                file.title(),
                file.variants().stream()
                        .map(variant -> new ExperimentArm(variant.scenario(), file.setup(variant)))
                        .toList(),
                lines);
    }

    static ResultSubject of(Scenario scenario, Overrides overrides) {
        if (!overrides.equals(Overrides.NONE)) {
            throw new IllegalArgumentException("a scenario built in code has no settings to override; build another");
        }
        return new ResultSubject(
                "scenario", scenario.title(), List.of(new ExperimentArm(scenario, Run.Setup.of("base"))), Map.of());
    }

    List<String> variants() {
        return arms.stream().map(ExperimentArm::name).toList();
    }

    SimulatedRun run(String variant, int replications, double confidence) {
        ExperimentArm arm = arms.stream()
                .filter(candidate -> candidate.name().equals(variant))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidValueException(SpellingSuggestion.unknown("variant", variant, variants())));
        return new SimulatedRun(this, arm, replications, confidence);
    }
}
