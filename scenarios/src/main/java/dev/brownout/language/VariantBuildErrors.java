package dev.brownout.language;

import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.sla.Metric;
import dev.brownout.sla.Relation;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The build errors of the variants of a scenario. An error of an assertion, a chart or a metric of the answer counts
 * only if every variant that must measure the same has it: a variant without data for an assertion has the verdict "no
 * data".
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

    /** Returns whether a problem of a variant is an error: no variant that must measure the same has data for it. */
    private boolean isError(String path, String variantName) {
        Variant failed = variants.stream()
                .filter(variant -> variant.name().equals(variantName))
                .findFirst()
                .orElseThrow();
        return variants.stream()
                .filter(variant -> path.startsWith(ASSERTIONS)
                        ? metric(path, variant).equals(metric(path, failed))
                        : variant.measures(path))
                .allMatch(variant -> partial.get(path).containsKey(variant.name())
                        && (path.startsWith(CHARTS) || !variant.isShortened()));
    }

    /** Returns the metric of an assertion of a variant. */
    private static Optional<Metric> metric(String path, Variant variant) {
        return Optional.ofNullable(variant.scenario().evaluation().sla().get(path.substring(ASSERTIONS.length())))
                .map(Relation::metric);
    }

    /** Returns the errors with the names of their variants. */
    Map<Problem, Set<String>> errors() {
        Map<Problem, Set<String>> errors = new LinkedHashMap<>(problems);
        partial.forEach((path, byVariant) -> byVariant.forEach((name, problem) -> {
            if (isError(path, name)) {
                errors.computeIfAbsent(problem, p -> new LinkedHashSet<>()).add(name);
            }
        }));
        return errors;
    }

    /** Returns warnings about assertions without data, with the names of their variants. */
    Map<Problem, Set<String>> warnings() {
        Map<Problem, Set<String>> warnings = new LinkedHashMap<>();
        partial.forEach((path, byVariant) -> byVariant.forEach((name, problem) -> {
            if (path.startsWith(ASSERTIONS) && !isError(path, name)) {
                warnings.computeIfAbsent(problem.withoutData(), p -> new LinkedHashSet<>())
                        .add(name);
            }
        }));
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
