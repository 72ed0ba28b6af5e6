package dev.brownout.metrics;

import dev.brownout.instrument.Ratio;
import dev.brownout.result.DisplayHints;
import dev.brownout.spi.ScenarioException;
import java.util.Map;

/**
 * Reads the one measure of single keys.
 *
 * @param watched the requests for the keys that have names: good ones and all
 */
record KeyMetrics(Map<String, Ratio> watched) {
    /** How many of the requests for a key went well. */
    MetricReader of(String key, String path) {
        Ratio ratio = watched.get(key);
        if (ratio == null) {
            throw new ScenarioException(path, "no key is called " + key);
        }
        DisplayHints showing = RequestMetric.of("availability").meaning().showing();
        return new WindowMetricReader("ratio", false, true, showing, span -> ratio.value(span, ""))
                .ranging(span -> ratio.range(span, ""));
    }
}
