package dev.brownout.importing;

import java.util.List;

/**
 * Scenario generated from data of a real system.
 *
 * @param scenario text of the scenario file
 * @param summary what was read and which information is missing, as lines for display
 */
public record ImportResult(String scenario, List<String> summary) {
    /** Copies the list. */
    public ImportResult {
        summary = List.copyOf(summary);
    }
}
