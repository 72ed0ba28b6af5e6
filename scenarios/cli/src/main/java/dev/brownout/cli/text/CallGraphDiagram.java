package dev.brownout.cli.text;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.capacity.CapacityForecast.Calls;
import dev.brownout.export.CallGraphText;
import dev.brownout.format.QuantityFormat;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.summary.Block.Flow;
import dev.brownout.summary.Block.Flow.Arrow;
import dev.brownout.summary.Block.Flow.Box;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Diagram of the calls between the components of a scenario, with their rates per second, in the notation of a drawing
 * program.
 */
public enum CallGraphDiagram {
    /** Notation of Mermaid, which many Markdown viewers draw. */
    mermaid(CallGraphText.MERMAID),
    /** Notation of Graphviz. */
    dot(CallGraphText.DOT);

    private static final String USERS = "users of ";

    private final CallGraphText form;

    CallGraphDiagram(CallGraphText form) {
        this.form = form;
    }

    /** Returns the diagram of a variant. */
    public String of(Scenario scenario) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<Box> boxes = new ArrayList<>();
        for (String request : scenario.workload().requests().keySet()) {
            numbers.put(USERS + request, boxes.size());
            boxes.add(new Box(true, List.of(request)));
        }
        Set<String> shared = scenario.components().values().stream()
                .flatMap(entry -> entry.host().stream())
                .collect(Collectors.toSet());
        scenario.components().forEach((name, entry) -> {
            if (!shared.contains(name)) {
                numbers.put(name, boxes.size());
                String on = entry.host()
                        .map(host -> String.join(
                                ", ", lines(host, scenario.components().get(host))))
                        .orElse("");
                boxes.add(new Box(false, lines(name, entry), on));
            }
        });
        List<Arrow> arrows = new ArrayList<>();
        for (Calls calls : CapacityForecast.of(scenario).calls()) {
            String from = calls.fromUsers() ? USERS + calls.caller() : calls.caller();
            String rate = QuantityFormat.format(calls.perSecond(), "1/s");
            arrows.add(new Arrow(numbers.get(from), numbers.get(calls.callee()), rate));
        }
        return form.of(new Flow(boxes, arrows));
    }

    private static List<String> lines(String name, ComponentEntry entry) {
        List<String> lines = new ArrayList<>(List.of(name));
        if (!entry.kind().equals(name)) {
            lines.add(entry.kind());
        }
        if (!entry.regions().isEmpty()) {
            lines.add("in " + String.join(", ", entry.regions()));
        }
        return lines;
    }
}
