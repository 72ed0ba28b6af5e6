package dev.brownout.importing.system;

import dev.brownout.format.TextSanitizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Text of a YAML file with the origin of each value as a comment at the end of its line, or above it if the line is too
 * long. Lines have at most 118 columns, unless a word is longer.
 */
final class CommentedYaml {
    private static final int WIDTH = 118;
    private static final int INDENT = 2;

    private final StringBuilder out = new StringBuilder();
    private final Deque<Integer> opened = new ArrayDeque<>();
    private int depth;
    private String item = "";

    /** Writes {@code key: value} and the origin as a comment; no comment if the origin is empty. */
    CommentedYaml value(String key, String value, String origin) {
        String head = indent(depth) + item + key + ":";
        int inner = depth + (item.isEmpty() ? 1 : 2);
        item = "";
        String comment = origin.isEmpty() ? "" : "   # " + singleLine(origin);
        if (head.length() + 1 + value.length() + comment.length() <= WIDTH) {
            return line(head + " " + value + comment);
        }
        if (!origin.isEmpty()) {
            remark(origin);
        }
        if (head.length() + 1 + value.length() <= WIDTH) {
            return line(head + " " + value);
        }
        // A list in brackets spans lines by itself; in a folded block it would be a text.
        line(head + (value.startsWith("[") ? "" : " >-"));
        for (String part : wrapped(value, WIDTH - INDENT * inner)) {
            line(indent(inner) + part);
        }
        return this;
    }

    /** Begins a map or a list below a key. {@link #close} ends it. */
    CommentedYaml open(String key, String remark) {
        line(indent(depth) + item + key + ":" + (remark.isEmpty() ? "" : "   # " + singleLine(remark)));
        opened.push(depth);
        depth += item.isEmpty() ? 1 : 2;
        item = "";
        return this;
    }

    /** Ends the innermost open map or list. */
    CommentedYaml close() {
        depth = opened.pop();
        return this;
    }

    /** Makes the next output an item of a list. */
    CommentedYaml item() {
        item = "- ";
        return this;
    }

    /** Writes a list item with a single value. */
    CommentedYaml item(String value, String origin) {
        String line = indent(depth) + "- " + value;
        String comment = origin.isEmpty() ? "" : "   # " + singleLine(origin);
        if (line.length() + comment.length() > WIDTH) {
            remark(origin);
            comment = "";
        }
        return line(line + comment);
    }

    /** Writes a comment on separate lines. */
    CommentedYaml remark(String text) {
        for (String part : wrapped(singleLine(text), WIDTH - INDENT * depth - 2)) {
            line(indent(depth) + "# " + part);
        }
        return this;
    }

    /** Writes an empty line. */
    CommentedYaml blank() {
        return line("");
    }

    /** Returns the complete text. */
    String text() {
        return out.toString();
    }

    /** Returns a text on one line, without control characters. */
    static String singleLine(String text) {
        return TextSanitizer.escape(text.replace('\n', ' ').replace('\t', ' '));
    }

    private CommentedYaml line(String text) {
        out.append(text).append('\n');
        return this;
    }

    private static String indent(int depth) {
        return " ".repeat(INDENT * depth);
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
