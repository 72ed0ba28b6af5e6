package dev.brownout.language;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.result.Analysis;
import dev.brownout.result.VariantResult;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Warnings of the analytical model about a scenario. A warning names its variants unless it applies to all of them. */
public final class ForecastWarnings {
    private final ScenarioFile file;
    private final Map<Problem, Set<String>> warnings = new LinkedHashMap<>();

    private ForecastWarnings(ScenarioFile file) {
        this.file = file;
    }

    /** Returns the warnings without a run. */
    public static List<Problem> warnings(ScenarioFile file) {
        ForecastWarnings all = new ForecastWarnings(file);
        for (Variant variant : file.variants()) {
            all.add(variant.name(), CapacityForecast.of(variant.scenario()).analysis());
        }
        return file.namedByVariant(all.warnings);
    }

    /** Returns the warnings with those of the runs. */
    public static List<Problem> warnings(ScenarioFile file, List<VariantResult> results) {
        ForecastWarnings all = new ForecastWarnings(file);
        results.forEach(result -> all.add(result.name(), result.analysis()));
        return file.namedByVariant(all.warnings);
    }

    private void add(String variant, Analysis analysis) {
        analysis.warnings()
                .forEach(warning -> warnings.computeIfAbsent(file.warning(warning), w -> new LinkedHashSet<>())
                        .add(variant));
    }
}
