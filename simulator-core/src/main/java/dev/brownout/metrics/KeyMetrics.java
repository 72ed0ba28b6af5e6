package dev.brownout.metrics;

import dev.brownout.instrument.Ratio;
import dev.brownout.result.DisplayHints;
import dev.brownout.spi.ScenarioException;
import java.util.Map;

/**
 * Metrics of single keys. Availability is the only one.
 *
 * @param watched share of good requests by key name, for the keys that have names
 */
record KeyMetrics(Map<String, Ratio> watched) {
    /**
     * Returns a reader of the share of good requests for a key.
     *
     * @param path configuration path of the reference to the metric, for messages
     * @throws ScenarioException if no key has this name
     */
    MetricReader of(String key, String path) {
        Ratio ratio = watched.get(key);
        if (ratio == null) {
            throw new ScenarioException(path, "no key is named {}", key);
        }
        DisplayHints showing = RequestMetric.of("availability").meaning().showing();
        return new WindowMetricReader("ratio", false, true, showing, span -> ratio.value(span, ""))
                .ranging(span -> ratio.range(span, ""));
    }
}
