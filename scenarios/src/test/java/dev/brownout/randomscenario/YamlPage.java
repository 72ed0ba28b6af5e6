package dev.brownout.randomscenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * YAML text of a tree of maps, lists and texts, in block or flow style, with or without quotes. It maps positions in
 * the text to parts of the tree.
 */
final class YamlPage {
    private final Chance spelling;
    private final StringBuilder text = new StringBuilder();
    private final List<Mark> marks = new ArrayList<>();
    private int line = 1;
    private int lineStart;

    /**
     * Position at which a part of the tree begins.
     *
     * @param path keys and indices from the root to the part
     */
    record Mark(int line, int column, List<Object> path) {}

    private YamlPage(Chance spelling) {
        this.spelling = spelling;
    }

    /** Writes a tree with random spelling. */
    static YamlPage of(Map<String, Object> root, Chance spelling) {
        YamlPage page = new YamlPage(spelling);
        page.map(root, 0, List.of());
        return page;
    }

    /** Writes a tree in plain block style. */
    static String blockStyle(Map<String, Object> root) {
        YamlPage page = new YamlPage(null);
        page.map(root, 0, List.of());
        return page.text();
    }

    private boolean odd(int percent) {
        return spelling != null && spelling.percent(percent);
    }

    /** Returns the YAML text. */
    String text() {
        return text.toString();
    }

    /**
     * Returns the path of the part at a position, or of the last one that begins before it. The root is returned if
     * there is none.
     */
    List<Object> pathAt(int atLine, int column) {
        List<Object> found = List.of();
        for (Mark mark : marks) {
            if (mark.line < atLine || mark.line == atLine && mark.column <= column) {
                found = mark.path;
            }
        }
        return found;
    }

    private void map(Map<String, Object> map, int indent, List<Object> path) {
        for (Map.Entry<String, Object> entry : map.entrySet()) {
            text.append(" ".repeat(indent));
            List<Object> own = with(path, entry.getKey());
            mark(own);
            text.append(scalar(entry.getKey(), false)).append(':');
            value(entry.getValue(), indent, own);
        }
    }

    private void value(Object value, int indent, List<Object> path) {
        if (value instanceof String plain) {
            text.append(' ');
            text.append(scalar(plain, false));
            newLine();
        } else if (isBlank(value) || flows(value) && odd(40)) {
            text.append(' ');
            flow(value, path);
            newLine();
        } else {
            newLine();
            if (value instanceof Map<?, ?> map) {
                map(entries(map), indent + 2, path);
            } else {
                list((List<?>) value, indent + 2, path);
            }
        }
    }

    private void list(List<?> list, int indent, List<Object> path) {
        for (int i = 0; i < list.size(); i++) {
            List<Object> own = with(path, i);
            text.append(" ".repeat(indent)).append("- ");
            mark(own);
            Object item = list.get(i);
            if (item instanceof String plain) {
                text.append(scalar(plain, false));
                newLine();
            } else if (isBlank(item) || flows(item)) {
                flow(item, own);
                newLine();
            } else {
                // The first entry follows the dash, further entries are on lines below it.
                Map<String, Object> map = entries((Map<?, ?>) item);
                YamlPage inner = new YamlPage(spelling);
                inner.map(map, indent + 2, own);
                int cut = indent + 2;
                for (Mark mark : inner.marks) {
                    marks.add(new Mark(line + mark.line - 1, mark.column, mark.path));
                }
                text.append(inner.text.substring(cut));
                line += inner.line - 1;
                lineStart = text.length();
            }
        }
    }

    private void flow(Object value, List<Object> path) {
        if (value instanceof String plain) {
            text.append(scalar(plain, true));
            return;
        }
        boolean map = value instanceof Map<?, ?>;
        text.append(map ? "{" : "[");
        String gap = map ? " " : "";
        int i = 0;
        for (Map.Entry<Object, Object> part : parts(value).entrySet()) {
            text.append(i++ == 0 ? gap : ", ");
            List<Object> own = with(path, part.getKey());
            mark(own);
            if (map) {
                text.append(scalar((String) part.getKey(), true)).append(": ");
            }
            flow(part.getValue(), own);
        }
        text.append(i == 0 ? "" : gap).append(map ? "}" : "]");
    }

    private static Map<Object, Object> parts(Object value) {
        Map<Object, Object> parts = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            parts.putAll(map);
        } else {
            List<?> list = (List<?>) value;
            for (int i = 0; i < list.size(); i++) {
                parts.put(i, list.get(i));
            }
        }
        return parts;
    }

    /** Returns whether a value has few enough parts for one line. */
    private static boolean flows(Object value) {
        return leaves(value) <= 6;
    }

    private static int leaves(Object value) {
        return value instanceof String
                ? 1
                : 1 + parts(value).values().stream().mapToInt(YamlPage::leaves).sum();
    }

    private static boolean isBlank(Object value) {
        return !(value instanceof String) && parts(value).isEmpty();
    }

    private void mark(List<Object> path) {
        marks.add(new Mark(line, text.length() - lineStart + 1, path));
    }

    private void newLine() {
        if (odd(2)) {
            text.append("   # as people do");
        }
        text.append(odd(2) ? "\r\n" : "\n");
        line++;
        lineStart = text.length();
    }

    private String scalar(String value, boolean inFlow) {
        boolean needed = value.isEmpty()
                || value.contains(": ")
                || value.contains(" #")
                || "*&!|>'\"%@`{}[],?-#:".indexOf(value.charAt(0)) >= 0
                || value.endsWith(":")
                || inFlow && value.matches(".*[,\\[\\]{}:].*");
        int quotes = needed || odd(3) ? spelling == null ? 0 : spelling.nextInt(2) : 2;
        return switch (quotes) {
            case 0 -> "\"" + value + "\"";
            case 1 -> "'" + value.replace("'", "''") + "'";
            default -> value;
        };
    }

    private static List<Object> with(List<Object> path, Object last) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(last);
        return longer;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> entries(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
