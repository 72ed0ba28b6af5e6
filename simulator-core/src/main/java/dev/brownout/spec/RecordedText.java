package dev.brownout.spec;

import java.util.List;

/**
 * The lines of a file that a scenario names, blank ones left out.
 *
 * @param lines what stands on each: a number of the argument's unit, or a text
 * @param sizes the bytes that the {@link SizeColumn} beside it says; empty without one, else as many as there are lines
 * @param <T> Double or String
 */
public record RecordedText<T>(List<T> lines, List<Integer> sizes) {
    /** Takes the lists as they are now. */
    public RecordedText {
        lines = List.copyOf(lines);
        sizes = List.copyOf(sizes);
    }

    /** Lines of one column. */
    public RecordedText(List<T> lines) {
        this(lines, List.of());
    }
}
