package dev.brownout.importing.system;

import dev.brownout.importing.ImportResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * System derived from input files, and a summary of the input.
 *
 * @param summary lines on the input, without the gaps of the system
 * @param alternatives other systems that the same input allows, in order of preference, for the case that a run of this
 *     one does not agree with the input
 */
public record SystemDescription(ImportedSystem system, List<String> summary, List<SystemDescription> alternatives) {
    /** Copies the lists. */
    public SystemDescription {
        summary = List.copyOf(summary);
        alternatives = List.copyOf(alternatives);
    }

    /** Creates a description without alternatives. */
    public SystemDescription(ImportedSystem system, List<String> summary) {
        this(system, summary, List.of());
    }

    /** Returns this description and its alternatives with further lines at the beginning of their summaries. */
    public SystemDescription withSummary(List<String> first) {
        return new SystemDescription(
                system,
                Stream.concat(first.stream(), summary.stream()).toList(),
                alternatives.stream().map(one -> one.withSummary(first)).toList());
    }

    /** Returns the scenarios of the system and of its alternatives, with the gaps at the ends of their summaries. */
    public ImportResult result() {
        List<String> lines = new ArrayList<>(summary);
        lines.add(system.gaps().kind() + ":");
        system.gaps().sentences().forEach(gap -> lines.add("  - " + gap));
        return new ImportResult(
                ScenarioWriter.write(system),
                lines,
                alternatives.stream().map(SystemDescription::result).toList());
    }
}
