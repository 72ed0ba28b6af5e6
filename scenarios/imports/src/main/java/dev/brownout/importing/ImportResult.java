package dev.brownout.importing;

import java.util.List;

/**
 * Scenario generated from data of a real system.
 *
 * @param scenario text of the scenario file
 * @param summary amount of data read, and the missing information, as lines for display
 * @param alternatives other scenarios of the same data, in order of preference, for the case that a run of this one
 *     does not agree with the data
 */
public record ImportResult(String scenario, List<String> summary, List<ImportResult> alternatives) {
    /** Copies the lists. */
    public ImportResult {
        summary = List.copyOf(summary);
        alternatives = List.copyOf(alternatives);
    }

    /** Creates a result without alternatives. */
    public ImportResult(String scenario, List<String> summary) {
        this(scenario, summary, List.of());
    }
}
