package dev.brownout.importing.system;

import dev.brownout.importing.ImportResult;
import java.util.List;

/**
 * System derived from input files, and a summary of the input.
 *
 * @param summary lines on the input, without the gaps of the system
 */
public record SystemDescription(ImportedSystem system, List<String> summary) {
    /** Copies the list. */
    public SystemDescription {
        summary = List.copyOf(summary);
    }

    /** Returns the scenario of the system. */
    public ImportResult result() {
        return ScenarioWriter.write(system, summary);
    }
}
