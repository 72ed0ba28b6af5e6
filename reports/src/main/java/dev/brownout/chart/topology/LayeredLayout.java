package dev.brownout.chart.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Layered layout of a call graph. Callers are in columns before their callees, except for calls in cycles. Within a
 * column, components are near those they are connected with. After K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual
 * understanding of hierarchical system structures" (1981): the longest path determines the column, and sweeps of the
 * mean position of the neighbours determine the order.
 */
final class LayeredLayout {
    private static final int SWEEPS = 8;

    private final Map<String, Set<String>> callees = new LinkedHashMap<>();
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final Set<String> sources;

    private LayeredLayout(List<Call> calls, Set<String> sources) {
        this.sources = sources;
        for (Call call : calls) {
            callees.computeIfAbsent(call.from(), c -> new HashSet<>());
            callees.computeIfAbsent(call.to(), c -> new HashSet<>());
            if (!call.from().equals(call.to()) && !reaches(call.to(), call.from())) {
                callees.get(call.from()).add(call.to());
            }
        }
    }

    /** A call from one component to another. */
    record Call(String from, String to) {}

    /**
     * Returns the columns from left to right, each from top to bottom.
     *
     * @param calls calls between components; of the calls in a cycle, the later ones lead back
     * @param sources origins of calls; other components without a caller, such as consumers, are placed after those
     *     callees that sources reach
     */
    static List<List<String>> of(List<Call> calls, Set<String> sources) {
        return new LayeredLayout(calls, sources).ordered();
    }

    private boolean reaches(String from, String to) {
        return from.equals(to) || callees.getOrDefault(from, Set.of()).stream().anyMatch(next -> reaches(next, to));
    }

    private List<List<String>> ordered() {
        callees.keySet().forEach(this::consume);
        callees.keySet().forEach(name -> columns.put(name, column(name)));
        int count =
                columns.values().stream().mapToInt(column -> column + 1).max().orElse(0);
        List<List<String>> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int column = i;
            layers.add(new ArrayList<>(columns.keySet().stream()
                    .filter(name -> columns.get(name) == column)
                    .sorted()
                    .toList()));
        }
        layers.removeIf(List::isEmpty);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int i = 0; i < layers.size(); i++) {
                List<String> layer = layers.get(sweep % 2 == 0 ? i : layers.size() - 1 - i);
                Map<String, Double> at = places(layers);
                layer.sort(Comparator.comparingDouble((String name) -> mean(name, at))
                        .thenComparing(Comparator.naturalOrder()));
            }
        }
        return layers;
    }

    /**
     * Moves a consumer after its callees. A consumer has no caller, but calls a component that users reach. It stays
     * before its other callees.
     */
    private void consume(String name) {
        boolean called = callees.values().stream().anyMatch(those -> those.contains(name));
        if (called || sources.contains(name)) {
            return;
        }
        for (String callee : List.copyOf(callees.get(name))) {
            boolean reached = sources.stream().anyMatch(source -> reaches(source, callee));
            callees.get(name).remove(callee);
            boolean other = reaches(name, callee);
            callees.get(reached && !other ? callee : name).add(reached && !other ? name : callee);
        }
    }

    /** Returns the column: the length of the longest path to the component. */
    private int column(String name) {
        int most = -1;
        for (Map.Entry<String, Set<String>> caller : callees.entrySet()) {
            if (caller.getValue().contains(name)) {
                most = Math.max(most, column(caller.getKey()));
            }
        }
        return most + 1;
    }

    /** Returns the position of each component in its column, from 0 to 1. */
    private static Map<String, Double> places(List<List<String>> layers) {
        Map<String, Double> at = new LinkedHashMap<>();
        for (List<String> layer : layers) {
            for (int i = 0; i < layer.size(); i++) {
                at.put(layer.get(i), (i + 0.5) / layer.size());
            }
        }
        return at;
    }

    private double mean(String name, Map<String, Double> at) {
        double sum = 0;
        int count = 0;
        for (Map.Entry<String, Set<String>> one : callees.entrySet()) {
            for (String callee : one.getValue()) {
                String other = one.getKey().equals(name) ? callee : callee.equals(name) ? one.getKey() : "";
                if (!other.isEmpty()) {
                    sum += at.get(other);
                    count++;
                }
            }
        }
        return count == 0 ? at.get(name) : sum / count;
    }
}
