package dev.brownout.experiment;

import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.spec.ScenarioException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is kept of one run of a case when the run itself is let go.
 *
 * @param complete whether it reached its end; a run that did not holds no assertion
 * @param sla the verdicts by the names of the assertions
 * @param numbers the numbers looked at, by name
 */
public record Observation(boolean complete, Map<String, SlaResult> sla, Map<String, Measure> numbers) {
    /** Takes the maps as they are now. */
    public Observation {
        sla = Collections.unmodifiableMap(new LinkedHashMap<>(sla));
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /**
     * What there is to keep of a run.
     *
     * @param names numbers to look at beside the usual ones
     * @throws ScenarioException if the run has no number of a name
     */
    public static Observation of(VariantResult result, List<String> names) {
        Map<String, Measure> all = Numbers.of(result);
        Map<String, Measure> kept = new LinkedHashMap<>();
        Numbers.usual(result).forEach(name -> kept.put(name, all.get(name)));
        for (String name : names) {
            if (!all.containsKey(name)) {
                throw new ScenarioException(
                        "metric", "the result has no number '" + name + "'", name, List.copyOf(all.keySet()));
            }
            kept.put(name, all.get(name));
        }
        return new Observation(result.complete(), result.sla(), kept);
    }
}
