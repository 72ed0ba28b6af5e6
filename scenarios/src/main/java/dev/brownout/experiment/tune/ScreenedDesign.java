package dev.brownout.experiment.tune;

import dev.brownout.language.overlay.Variation.Value;
import java.util.List;

/**
 * A design of the search, which has no verdict.
 *
 * @param values one value per setting
 * @param replications number of replications
 * @param margin smallest margin of the assertions: mean minus two standard errors; the value itself for one replication
 */
public record ScreenedDesign(List<Value> values, int replications, double margin) {
    /** Copies the list. */
    public ScreenedDesign {
        values = List.copyOf(values);
    }
}
