package dev.brownout.export;

import dev.brownout.format.TextSanitizer;
import dev.brownout.summary.Block.Flow;
import dev.brownout.summary.Block.Flow.Arrow;
import dev.brownout.summary.Block.Flow.Box;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Call graph in a text format that other programs render. */
public enum CallGraphText {
    /** Mermaid, which many Markdown viewers render. */
    MERMAID("flowchart LR\n", "", "<br>") {
        @Override
        String box(String id, String label, boolean users) {
            return users ? id + "([\"" + label + "\"])" : id + "[\"" + label + "\"]";
        }

        @Override
        String arrow(String from, String to, String label) {
            return from + " -->|\"" + label + "\"| " + to;
        }

        @Override
        String opened(String id, String label) {
            return "subgraph " + id + "[\"" + label + "\"]";
        }

        @Override
        String closed() {
            return "end";
        }

        /** Escapes characters with a possible meaning by their number, as in Mermaid. */
        @Override
        String escape(int character) {
            boolean plain = Character.isLetterOrDigit(character) || " .,:%/()+*=?!'@_-".indexOf(character) >= 0;
            return plain ? Character.toString(character) : "#" + character + ";";
        }
    },
    /** Graphviz. */
    DOT("digraph scenario {\n  rankdir=LR;\n  node [shape=box];\n", "}\n", "\\n") {
        @Override
        String box(String id, String label, boolean users) {
            return id + " [" + (users ? "shape=oval, " : "") + "label=\"" + label + "\"];";
        }

        @Override
        String arrow(String from, String to, String label) {
            return from + " -> " + to + " [label=\"" + label + "\"];";
        }

        @Override
        String opened(String id, String label) {
            return "subgraph cluster_" + id + " { label=\"" + label + "\";";
        }

        @Override
        String closed() {
            return "}";
        }

        @Override
        String escape(int character) {
            return (character == '"' || character == '\\' ? "\\" : "") + Character.toString(character);
        }
    };

    private final String head;
    private final String tail;
    private final String newline;

    CallGraphText(String head, String tail, String newline) {
        this.head = head;
        this.tail = tail;
        this.newline = newline;
    }

    abstract String box(String id, String label, boolean users);

    abstract String arrow(String from, String to, String label);

    /** Returns the line that opens the group of a host. */
    abstract String opened(String id, String label);

    /** Returns the line that closes the group of a host. */
    abstract String closed();

    abstract String escape(int character);

    /** Formats a call graph. The text ends in {@code \n}. */
    public String of(Flow flow) {
        StringBuilder text = new StringBuilder(head);
        Map<String, List<Integer>> machines = new LinkedHashMap<>();
        for (int i = 0; i < flow.boxes().size(); i++) {
            String on = flow.boxes().get(i).on();
            if (on.isEmpty()) {
                line(text, box(flow, i));
            } else {
                machines.computeIfAbsent(on, machine -> new ArrayList<>()).add(i);
            }
        }
        int number = 0;
        for (Map.Entry<String, List<Integer>> machine : machines.entrySet()) {
            line(text, opened("m" + number++, label(machine.getKey())));
            machine.getValue().forEach(i -> line(text, "  " + box(flow, i)));
            line(text, closed());
        }
        for (Arrow arrow : flow.arrows()) {
            line(text, arrow(id(flow, arrow.from()), id(flow, arrow.to()), label(arrow.label())));
        }
        return text.append(tail).toString();
    }

    private String box(Flow flow, int number) {
        Box box = flow.boxes().get(number);
        String label = box.lines().stream().map(this::label).collect(Collectors.joining(newline));
        return box(id(flow, number), label, box.users());
    }

    private static void line(StringBuilder text, String line) {
        text.append("  ").append(line).append('\n');
    }

    /** Returns an identifier that is valid in both formats, independent of the name in the box. */
    private static String id(Flow flow, int number) {
        return (flow.boxes().get(number).users() ? "u" : "c") + number;
    }

    private String label(String words) {
        return TextSanitizer.replace(words)
                .replaceAll("\\s", " ")
                .codePoints()
                .mapToObj(this::escape)
                .collect(Collectors.joining());
    }
}
