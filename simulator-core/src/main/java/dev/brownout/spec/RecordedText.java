package dev.brownout.spec;

import java.util.List;

/**
 * Lines of a file that a scenario names, without blank lines.
 *
 * @param lines content of each line: a number in the unit of the argument, or a text
 * @param sizes sizes in bytes from the column of the {@link SizeColumn} next to it, one for each line; empty without
 *     such a column
 * @param <T> Double or String
 */
public record RecordedText<T>(List<T> lines, List<Integer> sizes) {
    /** Copies the lists. */
    public RecordedText {
        lines = List.copyOf(lines);
        sizes = List.copyOf(sizes);
    }

    /** Creates lines of one column. */
    public RecordedText(List<T> lines) {
        this(lines, List.of());
    }
}
