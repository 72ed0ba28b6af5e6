package dev.brownout.experiment;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The designs that a search tried: values of some settings, in the order of the settings.
 *
 * @param file the scenario as it is written
 * @param variations what was varied
 * @param summaries what the replications of each design showed, in the order in which they were tried
 * @param level confidence of each verdict on each assertion, with which all of them are right together as often as was
 *     asked
 * @param done the trials that came to their end
 */
public record SearchResult(
        ScenarioFile file,
        List<Variation> variations,
        Map<List<Value>, ReplicationSummary> summaries,
        double level,
        List<Trial> done) {
    /** Takes the lists as they are now. */
    public SearchResult {
        variations = List.copyOf(variations);
        summaries = Collections.unmodifiableMap(new LinkedHashMap<>(summaries));
        done = List.copyOf(done);
    }

    /** The verdicts on the assertions of a design that was tried, by name. */
    public Map<String, AssertionEstimate> sla(List<Value> design) {
        return summaries.get(design).sla(level);
    }

    /** All that was tried, as a sweep that has holes where nothing was. */
    public Sweep sweep() {
        List<Variation> there = new ArrayList<>();
        for (int i = 0; i < variations.size(); i++) {
            int which = i;
            List<Value> values = summaries.keySet().stream()
                    .map(design -> design.get(which))
                    .distinct()
                    .toList();
            Variation all = new Variation(variations.get(i).path(), values);
            there.add(all.growing());
        }
        ParameterGrid lattice = new ParameterGrid(there);
        List<List<ReplicationSummary>> all = lattice.points().stream()
                .map(design ->
                        summaries.containsKey(design) ? List.of(summaries.get(design)) : List.<ReplicationSummary>of())
                .toList();
        return new Sweep(file, lattice, all, level, new LinkedHashMap<>(), done);
    }
}
