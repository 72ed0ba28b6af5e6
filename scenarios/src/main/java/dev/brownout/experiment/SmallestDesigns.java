package dev.brownout.experiment;

import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The smallest designs that hold every assertion.
 *
 * @param tried all designs that were tried
 * @param designs those that hold and that no smaller one makes needless; the best first where something was minimised
 * @param tooExpensive those that hold everything but what the scenario asserts of their cost
 * @param minimised the metric by which they are in order; empty for none
 * @param interrupted whether the search was stopped before its end
 */
public record SmallestDesigns(
        SearchResult tried,
        List<List<Value>> designs,
        List<List<Value>> tooExpensive,
        Optional<String> minimised,
        boolean interrupted)
        implements CapacityResult {
    /** Takes the lists as they are now. */
    public SmallestDesigns {
        designs = List.copyOf(designs);
        tooExpensive = List.copyOf(tooExpensive);
    }

    @Override
    public boolean found() {
        return !designs.isEmpty();
    }

    /** The first of the designs: the value of each setting, by its path; empty where none was found. */
    public Map<String, Value> best() {
        Map<String, Value> best = new LinkedHashMap<>();
        if (found()) {
            List<Variation> settings = tried.variations();
            for (int i = 0; i < settings.size(); i++) {
                best.put(settings.get(i).path(), designs.get(0).get(i));
            }
        }
        return best;
    }
}
