package dev.brownout.terminal;

import dev.brownout.format.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/** Line wrapping for terminals. */
public final class LineWrap {
    private LineWrap() {}

    /** Wraps a text to lines of the width of the terminal, each with an indent. Returns no lines for a blank text. */
    public static List<String> wrap(String text, String indent) {
        return text.isBlank()
                ? new ArrayList<>()
                : new ArrayList<>(DisplayWidth.fill(text, TerminalWidth.current() - indent.length()).stream()
                        .map(line -> indent + line)
                        .toList());
    }

    /** Wraps a text as a list item: the first line begins with a dash, further lines are indented. */
    public static List<String> item(String text) {
        List<String> lines = wrap(text, "  ");
        if (!lines.isEmpty()) {
            lines.set(0, "- " + lines.get(0).substring(2));
        }
        return lines;
    }
}
