package dev.brownout.reading;

import dev.brownout.measure.Ratio;
import dev.brownout.random.KeyNames;
import dev.brownout.result.Showing;
import dev.brownout.wiring.ScenarioException;
import java.util.Map;

/**
 * Reads the one measure of single keys.
 *
 * @param names the keys that have names
 * @param watched the requests for some of them, by their numbers: good ones and all
 */
record KeyReadings(KeyNames names, Map<Integer, Ratio> watched) {
    /** How many of the requests for a key went well. */
    Reading of(String key, String path) {
        Ratio ratio = watched.get(id(key, path));
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
