package dev.brownout.experiment.capacity;

import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.ParameterGrid;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.sweep.Sweep;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The designs that a search tried. A design is a list of values, in the order of the settings.
 *
 * @param file scenario as written
 * @param variations varied settings
 * @param summaries results of the replications of each design, in the order of the search
 * @param level confidence level of each verdict on each assertion, such that all verdicts together have the requested
 *     confidence
 * @param done trials that ran to their end
 * @param complete whether the search ended without an interruption
 */
public record SearchResult(
        ScenarioFile file,
        List<Variation> variations,
        Map<List<Value>, ReplicationSummary> summaries,
        double level,
        List<Trial> done,
        boolean complete) {
    /** Copies the collections. */
    public SearchResult {
        variations = List.copyOf(variations);
        summaries = Collections.unmodifiableMap(new LinkedHashMap<>(summaries));
        done = List.copyOf(done);
    }

    /** Returns the verdicts on the assertions of a design that was tried, by name. */
    public Map<String, AssertionEstimate> sla(List<Value> design) {
        return summaries.get(design).sla(level);
    }

    /** Returns all designs tried as a sweep, with gaps at the points that were not tried. */
    public Sweep sweep() {
        List<Variation> testedVariations = new ArrayList<>();
        for (int i = 0; i < variations.size(); i++) {
            int index = i;
            List<Value> values = summaries.keySet().stream()
                    .map(design -> design.get(index))
                    .distinct()
                    .toList();
            Variation variation = new Variation(variations.get(i).path(), values);
            testedVariations.add(variation.growing());
        }
        ParameterGrid grid = new ParameterGrid(testedVariations);
        List<List<ReplicationSummary>> pointSummaries = grid.points().stream()
                .map(design ->
                        summaries.containsKey(design) ? List.of(summaries.get(design)) : List.<ReplicationSummary>of())
                .toList();
        return new Sweep(file, grid, pointSummaries, level, new LinkedHashMap<>(), done, complete);
    }
}
