package dev.brownout.testing;

import dev.brownout.language.Nearest;
import dev.brownout.language.Overrides;
import dev.brownout.language.ScenarioFile;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.run.Run;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.ScenarioException;
import java.util.List;

/**
 * What a test is about: the variants of a scenario, ready to run.
 *
 * @param name what reports call it
 * @param title its title
 * @param cases one for each variant, in the file's order
 */
record Subject(String name, String title, List<Case> cases) {
    /** One variant, with what a run needs to know of it. */
    record Case(String variant, Scenario scenario, List<Setting> settings, List<String> breaks, boolean first) {}

    static Subject of(ScenarioFile file) {
        ScenarioFile.Variant first = file.variants().get(0);
        return new Subject(
                file.name(),
                file.title(),
                file.variants().stream()
                        .map(v -> new Case(v.name(), possible(v), v.settings(), v.breaks(), v == first))
                        .toList());
    }

    static Subject of(Scenario scenario, Overrides overrides) {
        if (!overrides.equals(Overrides.NONE)) {
            throw new IllegalArgumentException("a scenario built in code has no settings to override; build another");
        }
        return new Subject(
                "scenario", scenario.title(), List.of(new Case("base", scenario, List.of(), List.of(), true)));
    }

    private static Scenario possible(ScenarioFile.Variant variant) {
        try {
            Run.check(variant.scenario());
        } catch (ScenarioException impossible) {
            throw new IllegalArgumentException(variant.problem(impossible).render(), impossible);
        }
        return variant.scenario();
    }

    List<String> variants() {
        return cases.stream().map(Case::variant).toList();
    }

    RunResult run(String variant, int replications, double confidence) {
        Case wanted = cases.stream()
                .filter(c -> c.variant().equals(variant))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Nearest.unknown("variant", variant, variants())));
        return new RunResult(this, wanted, replications, confidence);
    }
}
