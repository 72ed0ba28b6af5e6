package dev.brownout.language;

import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The build errors of the variants of a scenario. An error of an assertion, a chart or a metric of the answer counts
 * only if every variant that must measure it has it: a variant without data for an assertion has the verdict "no data".
 */
final class VariantBuildErrors {
    private static final String CHARTS = "charts.";
    private static final String ASSERTIONS = "sla.";

    private final List<Variant> variants;
    private final Map<Problem, Set<String>> problems = new LinkedHashMap<>();
    private final Map<String, Map<String, Problem>> partial = new LinkedHashMap<>();

    VariantBuildErrors(List<Variant> variants) {
        this.variants = variants;
    }

    /** Adds a build error of a variant. */
    void add(Variant variant, ScenarioException error) {
        Problem problem = variant.problem(error);
        if (Variant.isShared(error) || error.path().startsWith(ASSERTIONS)) {
            partial.computeIfAbsent(error.path(), path -> new LinkedHashMap<>()).put(variant.name(), problem);
        } else {
            problems.computeIfAbsent(problem, p -> new LinkedHashSet<>()).add(variant.name());
        }
    }

    private boolean isError(String path) {
        return variants.stream()
                .filter(variant -> path.startsWith(ASSERTIONS) || variant.measures(path))
                .allMatch(variant -> partial.get(path).containsKey(variant.name())
                        && (path.startsWith(CHARTS) || !variant.isShortened()));
    }

    /** Returns the errors with the names of their variants. */
    Map<Problem, Set<String>> errors() {
        Map<Problem, Set<String>> errors = new LinkedHashMap<>(problems);
        partial.forEach((path, byVariant) -> {
            if (isError(path)) {
                byVariant.forEach((name, problem) -> errors.computeIfAbsent(problem, p -> new LinkedHashSet<>())
                        .add(name));
            }
        });
        return errors;
    }

    /** Returns warnings about assertions without data, with the names of their variants. */
    Map<Problem, Set<String>> warnings() {
        Map<Problem, Set<String>> warnings = new LinkedHashMap<>();
        partial.forEach((path, byVariant) -> {
            if (path.startsWith(ASSERTIONS) && !isError(path)) {
                byVariant.forEach(
                        (name, problem) -> warnings.computeIfAbsent(problem.withoutData(), p -> new LinkedHashSet<>())
                                .add(name));
            }
        });
        return warnings;
    }

    /** Returns the variants without the assertions for which they have no data. */
    List<Variant> applicable() {
        List<Variant> applicable = new ArrayList<>();
        for (Variant variant : variants) {
            Set<String> paths = new LinkedHashSet<>();
            partial.forEach((path, byVariant) -> {
                if (byVariant.containsKey(variant.name())) {
                    paths.add(path);
                }
            });
            applicable.add(variant.withoutData(paths));
        }
        return applicable;
    }
}
