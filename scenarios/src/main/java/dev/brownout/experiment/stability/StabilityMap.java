package dev.brownout.experiment.stability;

import dev.brownout.experiment.Trial;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Variation;
import java.util.List;

/**
 * Result of a stability experiment.
 *
 * @param file scenario as written
 * @param load first setting, usually the load, with its values
 * @param trigger setting that is the size of the trigger, with the values of the map
 * @param criterion definition of a recovery
 * @param settings settings of the statistics
 * @param rows results at each load, without the loads that were not reached
 * @param done trials that ran to their end
 * @param interrupted whether the experiment was stopped before its end
 */
public record StabilityMap(
        ScenarioFile file,
        Variation load,
        Variation trigger,
        RecoveryCriterion criterion,
        StabilitySettings settings,
        List<StabilityRow> rows,
        List<Trial> done,
        boolean interrupted) {
    /** Copies the lists. */
    public StabilityMap {
        rows = List.copyOf(rows);
        done = List.copyOf(done);
    }

    /** Returns whether a safe trigger was found at every load. */
    public boolean found() {
        return !interrupted && rows.stream().allMatch(row -> row.largestSafe().isPresent());
    }

    /** Returns the number of runs that were saved, as cells of the map and tests ended before their last run. */
    public long savedRuns() {
        return rows.stream()
                .flatMap(row -> row.cells().stream())
                .mapToLong(cell -> cell.test()
                        .map(test -> settings.testRuns() - test.runs())
                        .orElse(settings.mapRule().mostRuns() - cell.estimate().runs()))
                .sum();
    }
}
