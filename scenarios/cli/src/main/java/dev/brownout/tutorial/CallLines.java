package dev.brownout.tutorial;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.capacity.CapacityForecast.Calls;
import dev.brownout.format.QuantityFormat;
import dev.brownout.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Text form of the call graph of a scenario without faults, with calls per second: {@code page -60/s-> web -120/s->
 * db}.
 */
public final class CallLines {
    private static final String ARROW = "->";
    /** Regular expression of an arrow with the rate of its calls. */
    private static final String RATE = " -[^ ]+->";

    private final Map<String, List<Calls>> calls = new LinkedHashMap<>();
    private final TreeSet<String> drawn = new TreeSet<>();
    private final List<String> lines = new ArrayList<>();

    private CallLines() {}

    /** Returns the call paths of a scenario's requests as lines. The calls of a component are listed once. */
    public static List<String> lines(Scenario scenario) {
        CallLines topology = new CallLines();
        List<Calls> users = new ArrayList<>();
        for (Calls each : CapacityForecast.of(scenario).calls()) {
            if (each.fromUsers()) {
                users.add(each);
            } else {
                topology.calls
                        .computeIfAbsent(each.caller(), caller -> new ArrayList<>())
                        .add(each);
            }
        }
        scenario.workload()
                .requests()
                .keySet()
                .forEach(request -> users.stream()
                        .filter(each -> each.caller().equals(request))
                        .forEach(topology::addLine));
        return List.copyOf(topology.lines);
    }

    /** Returns call paths with the rate of their first call only. */
    static List<String> withoutInnerRates(List<String> lines) {
        return lines.stream()
                .map(line -> {
                    int first = line.indexOf(ARROW) + ARROW.length();
                    return line.substring(0, first) + line.substring(first).replaceAll(RATE, " ->");
                })
                .toList();
    }

    /**
     * Adds a line from a caller to the end of its call path, or to a component with calls that an earlier line
     * contains. Branches follow as separate lines.
     */
    private void addLine(Calls first) {
        StringBuilder line = new StringBuilder(first.caller());
        List<Calls> branches = new ArrayList<>();
        Calls next = first;
        while (next != null) {
            line.append(" -")
                    .append(QuantityFormat.format(next.perSecond(), "1/s"))
                    .append("-> ")
                    .append(next.callee());
            List<Calls> downstream =
                    drawn.add(next.callee()) ? calls.getOrDefault(next.callee(), List.of()) : List.of();
            next = downstream.isEmpty() ? null : downstream.get(0);
            branches.addAll(downstream.subList(Math.min(1, downstream.size()), downstream.size()));
        }
        lines.add(line.toString());
        branches.forEach(this::addLine);
    }
}
