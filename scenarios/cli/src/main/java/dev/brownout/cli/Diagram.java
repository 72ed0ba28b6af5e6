package dev.brownout.cli;

import dev.brownout.analysis.Forecast;
import dev.brownout.analysis.Forecast.Calls;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.wording.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who calls whom in a scenario, and how often a second, as a text that other programs draw. */
enum Diagram {
    /** For Mermaid, which many places that show Markdown draw. */
    mermaid("flowchart LR\n", "", "<br>") {
        @Override
        String users(String id, String label) {
            return id + "([\"" + label + "\"])";
        }

        @Override
        String component(String id, String label) {
            return id + "[\"" + label + "\"]";
        }

        @Override
        String calls(String from, String to, String rate) {
            return from + " -->|\"" + rate + "\"| " + to;
        }
    },
    /** For Graphviz. */
    dot("digraph scenario {\n  rankdir=LR;\n  node [shape=box];\n", "}\n", "\\n") {
        @Override
        String users(String id, String label) {
            return id + " [shape=oval, label=\"" + label + "\"];";
        }

        @Override
        String component(String id, String label) {
            return id + " [label=\"" + label + "\"];";
        }

        @Override
        String calls(String from, String to, String rate) {
            return from + " -> " + to + " [label=\"" + rate + "\"];";
        }
    };

    private static final String USERS = "users of ";

    private final String head;
    private final String tail;
    private final String newline;

    Diagram(String head, String tail, String newline) {
        this.head = head;
        this.tail = tail;
        this.newline = newline;
    }

    /** The node of the users of a class of requests. */
    abstract String users(String id, String label);

    /** The node of a component. */
    abstract String component(String id, String label);

    /** The arrow between two nodes. */
    abstract String calls(String from, String to, String rate);

    /** The diagram of a variant. */
    String of(Scenario scenario) {
        Map<String, String> ids = ids(scenario);
        List<String> lines = new ArrayList<>();
        scenario.requests().keySet().forEach(name -> lines.add(users(ids.get(USERS + name), plain(name))));
        scenario.components()
                .forEach((name, entry) -> lines.add(component(ids.get(name), plain(label(name, entry, newline)))));
        for (Calls calls : Forecast.of(scenario).calls()) {
            String rate = Quantity.of(calls.perSecond(), "1/s");
            lines.add(calls(ids.get(from(calls)), ids.get(calls.callee()), rate));
        }
        StringBuilder text = new StringBuilder(head);
        lines.forEach(line -> text.append("  ").append(line).append('\n'));
        return text.append(tail).toString();
    }

    private static String from(Calls calls) {
        return calls.fromUsers() ? USERS + calls.caller() : calls.caller();
    }

    /** Names of nodes that both languages read, whatever the scenario calls its parts. */
    private static Map<String, String> ids(Scenario scenario) {
        Map<String, String> ids = new TreeMap<>();
        scenario.requests().keySet().forEach(request -> ids.put(USERS + request, "u" + ids.size()));
        scenario.components().keySet().forEach(component -> ids.put(component, "c" + ids.size()));
        return ids;
    }

    private static String label(String name, ComponentEntry entry, String newline) {
        String kind = entry.kind().equals(name) ? "" : newline + entry.kind();
        return name + kind + (entry.regions().isEmpty() ? "" : newline + "in " + String.join(", ", entry.regions()));
    }

    private static String plain(String text) {
        return text.replace("\"", "'");
    }
}
