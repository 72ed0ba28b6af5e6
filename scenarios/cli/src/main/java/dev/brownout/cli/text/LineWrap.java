package dev.brownout.cli.text;

import dev.brownout.format.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/** Text in lines that fit a terminal. */
public final class LineWrap {
    public static final int WIDTH = 80;

    private LineWrap() {}

    /** The words of a text in lines of at most 80 columns, each behind an indent; none for a blank text. */
    public static List<String> wrap(String text, String indent) {
        return text.isBlank()
                ? new ArrayList<>()
                : new ArrayList<>(DisplayWidth.fill(text, WIDTH - indent.length()).stream()
                        .map(line -> indent + line)
                        .toList());
    }

    /** The same as an item of a list: a dash before it, and all lines but the first further in. */
    public static List<String> item(String text) {
        List<String> lines = wrap(text, "  ");
        if (!lines.isEmpty()) {
            lines.set(0, "- " + lines.get(0).substring(2));
        }
        return lines;
    }
}
