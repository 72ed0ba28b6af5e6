package dev.brownout.spec;

import java.util.List;

/**
 * Lines of a file that a scenario names, without blank lines.
 *
 * @param lines content of each line: a number in the unit of the argument
 * @param <T> Double
 */
public record RecordedText<T>(List<T> lines) {
    /** Copies the list. */
    public RecordedText {
        lines = List.copyOf(lines);
    }
}
