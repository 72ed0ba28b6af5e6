package dev.brownout.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Text in lines that fit a terminal. */
final class LineWrap {
    static final int WIDTH = 80;

    private LineWrap() {}

    /** The words of a text in lines of at most 80 columns, each behind an indent; none for a blank text. */
    static List<String> wrap(String text, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        StringTokenizer words = new StringTokenizer(text);
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            if (!line.isEmpty() && indent.length() + line.length() + 1 + word.length() > WIDTH) {
                lines.add(indent + line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(indent + line);
        }
        return lines;
    }

    /** The same as an item of a list: a dash before it, and all lines but the first further in. */
    static List<String> item(String text) {
        List<String> lines = wrap(text, "  ");
        if (!lines.isEmpty()) {
            lines.set(0, "- " + lines.get(0).substring(2));
        }
        return lines;
    }
}
