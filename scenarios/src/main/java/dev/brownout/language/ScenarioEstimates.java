package dev.brownout.language;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.result.ScenarioExplanation;
import java.util.List;

/** The analytical estimates of a scenario. */
public final class ScenarioEstimates {
    private ScenarioEstimates() {}

    /** Returns the estimate of each variant, in the order of the file, without a run. */
    public static List<ScenarioExplanation> estimates(ScenarioFile file) {
        return file.variants().stream()
                .map(variant -> CapacityForecast.of(variant.scenario()).explanation(variant.name()))
                .toList();
    }
}
