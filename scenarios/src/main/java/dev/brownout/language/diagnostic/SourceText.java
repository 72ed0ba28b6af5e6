package dev.brownout.language.diagnostic;

import java.util.List;

/**
 * A text from which values are read: a file, or an override on the command line.
 *
 * @param name its name in messages
 * @param lines its lines, without line ends
 */
public record SourceText(String name, List<String> lines) {
    /** Copies the list. */
    public SourceText {
        lines = List.copyOf(lines);
    }

    /** Returns the source with a whole text. */
    public static SourceText of(String name, String text) {
        return new SourceText(name, text.lines().toList());
    }

    /** Returns a line by its number from 1; an empty text out of range. */
    public String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }
}
