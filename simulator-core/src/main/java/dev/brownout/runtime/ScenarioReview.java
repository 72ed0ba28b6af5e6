package dev.brownout.runtime;

import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ConditionalEffect;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Review of a valid scenario.
 *
 * @param constantMetrics the reasons why metrics of assertions, predictions, alerts, charts or the answer are constant,
 *     as returned by {@link ScenarioMetrics#constantMetrics}
 * @param settingEffects the effects of settings that have one under a condition only, by path
 */
public record ScenarioReview(Map<String, Sentence> constantMetrics, Map<String, ConditionalEffect> settingEffects) {
    /** Copies the maps. */
    public ScenarioReview {
        constantMetrics = Collections.unmodifiableMap(new LinkedHashMap<>(constantMetrics));
        settingEffects = Collections.unmodifiableMap(new LinkedHashMap<>(settingEffects));
    }
}
