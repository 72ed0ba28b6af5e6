package dev.brownout.experiment.capacity;

import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The smallest designs that meet every assertion.
 *
 * @param searchResult all designs that were tried
 * @param designs designs that meet every assertion and are not larger than another such design; the best first if a
 *     metric is minimized
 * @param tooExpensive designs that meet every assertion except those about cost
 * @param minimised metric by which the designs are sorted; empty for none
 * @param interrupted whether the search was stopped before its end
 */
public record SmallestDesigns(
        SearchResult searchResult,
        List<List<Value>> designs,
        List<List<Value>> tooExpensive,
        Optional<String> minimised,
        boolean interrupted)
        implements CapacityResult {
    /** Copies the lists. */
    public SmallestDesigns {
        designs = List.copyOf(designs);
        tooExpensive = List.copyOf(tooExpensive);
    }

    @Override
    public boolean found() {
        return !designs.isEmpty();
    }

    /** Returns the first design, as the value of each setting by its path; empty if no design was found. */
    public Map<String, Value> best() {
        Map<String, Value> best = new LinkedHashMap<>();
        if (found()) {
            List<Variation> settings = searchResult.variations();
            for (int i = 0; i < settings.size(); i++) {
                best.put(settings.get(i).path(), designs.get(0).get(i));
            }
        }
        return best;
    }
}
