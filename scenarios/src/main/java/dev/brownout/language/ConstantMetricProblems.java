package dev.brownout.language;

import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.runtime.ScenarioMetrics;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ScenarioException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Problems of metrics that are constant in every variant. */
final class ConstantMetricProblems {
    private ConstantMetricProblems() {}

    /**
     * Returns the problems of a scenario.
     *
     * @param reasons the reasons per variant and path, for the variants that were built without errors; an empty reason
     *     means that the metric varies
     */
    static Collection<Problem> problems(List<Variant> built, Map<Variant, Map<String, Sentence>> reasons) {
        Map<String, Problem> constant = new LinkedHashMap<>();
        Set<String> varying = new LinkedHashSet<>();
        for (Variant variant : built) {
            Map<String, Sentence> variantReasons = reasons.get(variant);
            (variantReasons == null ? ScenarioMetrics.constantMetrics(variant.scenario(), Map.of()) : variantReasons)
                    .forEach((path, reason) -> {
                        if (reason.isEmpty()) {
                            varying.add(path);
                        } else {
                            constant.putIfAbsent(
                                    path,
                                    variant.problem(ProblemKind.STILL_NUMBER, new ScenarioException(path, reason)));
                        }
                    });
        }
        constant.keySet().removeAll(varying);
        constant.keySet().removeIf(path -> isComparison(path, built));
        return constant.values();
    }

    /** Returns whether a path is a metric of the answer that is constant in the named variant and varies in another. */
    private static boolean isComparison(String path, List<Variant> built) {
        return built.stream()
                .flatMap(variant -> variant.scenario().evaluation().answer().stream())
                .filter(metric -> !metric.compared() && metric.path().equals(path))
                .anyMatch(metric -> built.stream()
                        .map(variant ->
                                ScenarioMetrics.constantMetrics(variant.scenario(), Map.of(path, metric.metric())))
                        .anyMatch(reasons -> Sentence.EMPTY.equals(reasons.get(path))));
    }
}
