package dev.brownout.cli;

import dev.brownout.analysis.Forecast;
import dev.brownout.analysis.Forecast.Calls;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.wording.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who calls whom in a scenario, and how often a second, as a text that other programs draw. */
enum Diagram {
    /** For Mermaid, which many places that show Markdown draw. */
    mermaid {
        @Override
        String of(Scenario scenario) {
            StringBuilder text = new StringBuilder("flowchart LR\n");
            Map<String, String> ids = ids(scenario);
            scenario.requests()
                    .keySet()
                    .forEach(request -> text.append("  ")
                            .append(ids.get(USERS + request))
                            .append("([\"")
                            .append(plain(request))
                            .append("\"])\n"));
            scenario.components()
                    .forEach((name, entry) -> text.append("  ")
                            .append(ids.get(name))
                            .append("[\"")
                            .append(plain(label(name, entry, "<br>")))
                            .append("\"]\n"));
            for (Calls calls : calls(scenario)) {
                text.append("  ")
                        .append(ids.get(from(calls)))
                        .append(" -->|\"")
                        .append(rate(calls))
                        .append("\"| ")
                        .append(ids.get(calls.callee()))
                        .append('\n');
            }
            return text.toString();
        }
    },
    /** For Graphviz. */
    dot {
        @Override
        String of(Scenario scenario) {
            StringBuilder text = new StringBuilder("digraph scenario {\n  rankdir=LR;\n  node [shape=box];\n");
            Map<String, String> ids = ids(scenario);
            scenario.requests()
                    .keySet()
                    .forEach(request -> text.append("  ")
                            .append(ids.get(USERS + request))
                            .append(" [shape=oval, label=\"")
                            .append(plain(request))
                            .append("\"];\n"));
            scenario.components()
                    .forEach((name, entry) -> text.append("  ")
                            .append(ids.get(name))
                            .append(" [label=\"")
                            .append(plain(label(name, entry, "\\n")))
                            .append("\"];\n"));
            for (Calls calls : calls(scenario)) {
                text.append("  ")
                        .append(ids.get(from(calls)))
                        .append(" -> ")
                        .append(ids.get(calls.callee()))
                        .append(" [label=\"")
                        .append(rate(calls))
                        .append("\"];\n");
            }
            return text.append("}\n").toString();
        }
    };

    private static final String USERS = "users of ";

    /** The diagram of a variant. */
    abstract String of(Scenario scenario);

    private static List<Calls> calls(Scenario scenario) {
        return Forecast.of(scenario).calls();
    }

    private static String from(Calls calls) {
        return calls.fromUsers() ? USERS + calls.caller() : calls.caller();
    }

    private static String rate(Calls calls) {
        return Quantity.of(calls.perSecond(), "1/s");
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
