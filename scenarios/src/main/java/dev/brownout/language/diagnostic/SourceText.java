package dev.brownout.language.diagnostic;

import java.util.List;

/**
 * A text that values were read from: a file, or an override on the command line.
 *
 * @param name what messages call it
 * @param lines its lines, without their ends
 */
public record SourceText(String name, List<String> lines) {
    /** Takes the list as it is now. */
    public SourceText {
        lines = List.copyOf(lines);
    }

    /** A whole text. */
    public static SourceText of(String name, String text) {
        return new SourceText(name, text.lines().toList());
    }

    /** A line by its number from 1; the empty text beyond the end. */
    public String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }
}
