package dev.brownout.reading;

import dev.brownout.measure.Ratio;
import dev.brownout.random.KeyNames;
import dev.brownout.result.Showing;
import dev.brownout.sla.Metric;
import dev.brownout.wiring.ScenarioException;
import java.util.List;
import java.util.Map;

/**
 * Reads the one measure of single keys.
 *
 * @param names the keys that have names
 * @param watched the requests for some of them, by their numbers: good ones and all
 */
record KeyReadings(KeyNames names, Map<Integer, Ratio> watched) {
    /** The measure of the key that the parts of a selector name. */
    Reading of(Metric metric, List<String> parts, String path) {
        Ratio ratio = parts.isEmpty() ? null : watched.get(id(parts.get(0), path));
        if (ratio == null
                || parts.size() > 1
                || metric.stat().isPresent()
                || !metric.name().equals("availability")) {
            throw new ScenarioException(path, "a key has one metric: key/NAME.availability");
        }
        Showing showing = RequestMetric.of("availability").meaning().showing();
        return new WindowReading("ratio", false, true, showing, span -> ratio.value(span, ""));
    }

    private int id(String name, String path) {
        try {
            return names.id(name);
        } catch (IllegalArgumentException e) {
            throw new ScenarioException(path, e.getMessage());
        }
    }
}
