package dev.brownout.chart.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Layers of a call graph, each in its order. Callers are in layers before their callees, except for calls in cycles. A
 * call over several layers has a free slot in each layer that it passes. After K. Sugiyama, S. Tagawa, M. Toda,
 * "Methods for visual understanding of hierarchical system structures" (1981): the longest path determines the layer,
 * and sweeps of the mean position of the neighbours determine the order.
 */
final class LayeredOrder {
    private static final int SWEEPS = 12;

    private final Map<String, Set<String>> callees = new LinkedHashMap<>();
    private final Map<String, Integer> levels = new HashMap<>();
    private final Set<String> sources;
    private final List<List<Slot>> layers = new ArrayList<>();
    private final List<Path> paths = new ArrayList<>();

    private LayeredOrder(List<Call> calls, Set<String> sources) {
        this.sources = sources;
        for (Call call : calls) {
            callees.computeIfAbsent(call.from(), c -> new LinkedHashSet<>());
            callees.computeIfAbsent(call.to(), c -> new LinkedHashSet<>());
            if (!call.from().equals(call.to()) && !reaches(call.to(), call.from(), new HashSet<>())) {
                callees.get(call.from()).add(call.to());
            }
        }
        List.copyOf(callees.keySet()).forEach(this::moveConsumer);
        callees.keySet().forEach(this::level);
        int count = levels.values().stream().mapToInt(level -> level + 1).max().orElse(0);
        for (int i = 0; i < count; i++) {
            layers.add(new ArrayList<>());
        }
        callees.keySet().stream()
                .sorted()
                .forEach(name -> layers.get(levels.get(name)).add(new Slot(name, name)));
        calls.forEach(this::addPath);
        order();
    }

    /** A call from one component to another. */
    record Call(String from, String to) {}

    /**
     * Position in a layer.
     *
     * @param id unique name of the slot
     * @param box component in the slot; empty for a slot that only a call passes
     */
    record Slot(String id, String box) {}

    /** Slots of a call from its caller to its callee, one per layer. */
    record Path(Call call, List<Slot> slots) {}

    /**
     * Returns the layers and paths of a call graph.
     *
     * @param calls calls between components; of the calls in a cycle, the later ones lead back
     * @param sources origins of calls; other components without a caller, such as consumers, are placed after those
     *     callees that sources reach
     */
    static LayeredOrder of(List<Call> calls, Set<String> sources) {
        return new LayeredOrder(calls, sources);
    }

    /** Returns the layers from first to last, each in its order. */
    List<List<Slot>> layers() {
        return layers;
    }

    /** Returns the path of each call. */
    List<Path> paths() {
        return paths;
    }

    private boolean reaches(String from, String to, Set<String> seen) {
        return from.equals(to)
                || seen.add(from)
                        && callees.getOrDefault(from, Set.of()).stream().anyMatch(next -> reaches(next, to, seen));
    }

    /**
     * Moves a consumer after its callees. A consumer has no caller, but calls a component that users reach. It stays
     * before its other callees.
     */
    private void moveConsumer(String name) {
        boolean called = callees.values().stream().anyMatch(those -> those.contains(name));
        if (called || sources.contains(name)) {
            return;
        }
        for (String callee : List.copyOf(callees.get(name))) {
            boolean reached = sources.stream().anyMatch(source -> reaches(source, callee, new HashSet<>()));
            callees.get(name).remove(callee);
            boolean other = reaches(name, callee, new HashSet<>());
            callees.get(reached && !other ? callee : name).add(reached && !other ? name : callee);
        }
    }

    /** Returns the layer of a component: the length of the longest path to it. */
    private int level(String name) {
        Integer known = levels.get(name);
        if (known != null) {
            return known;
        }
        int most = -1;
        for (Map.Entry<String, Set<String>> caller : callees.entrySet()) {
            if (caller.getValue().contains(name)) {
                most = Math.max(most, level(caller.getKey()));
            }
        }
        levels.put(name, most + 1);
        return most + 1;
    }

    private void addPath(Call call) {
        int from = levels.get(call.from());
        int to = levels.get(call.to());
        List<Slot> slots = new ArrayList<>(List.of(new Slot(call.from(), call.from())));
        int step = to > from ? 1 : -1;
        for (int level = from + step; from != to && level != to; level += step) {
            Slot free = new Slot(call.from() + " > " + call.to() + " " + level, "");
            layers.get(level).add(free);
            slots.add(free);
        }
        slots.add(new Slot(call.to(), call.to()));
        paths.add(new Path(call, slots));
    }

    private void order() {
        List<List<Slot>> best = copy();
        long fewest = crossings();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            for (int i = 0; i < layers.size(); i++) {
                List<Slot> layer = layers.get(sweep % 2 == 0 ? i : layers.size() - 1 - i);
                Map<Slot, Double> position = places();
                Map<Slot, Double> means = new HashMap<>();
                layer.forEach(slot -> means.put(slot, mean(slot, position)));
                layer.sort(Comparator.comparingDouble((Slot slot) -> means.get(slot)));
            }
            if (crossings() < fewest) {
                fewest = crossings();
                best = copy();
            }
        }
        layers.clear();
        layers.addAll(best);
    }

    private List<List<Slot>> copy() {
        List<List<Slot>> copy = new ArrayList<>();
        layers.forEach(layer -> copy.add(new ArrayList<>(layer)));
        return copy;
    }

    /** Returns the position of each slot in its layer, from 0 to 1. */
    private Map<Slot, Double> places() {
        Map<Slot, Double> position = new HashMap<>();
        for (List<Slot> layer : layers) {
            for (int i = 0; i < layer.size(); i++) {
                position.put(layer.get(i), (i + 0.5) / layer.size());
            }
        }
        return position;
    }

    /** Returns the mean position of the neighbours of a slot; its own position if it has none. */
    double mean(Slot slot, Map<Slot, Double> position) {
        double sum = 0;
        int count = 0;
        for (Path path : paths) {
            int index = path.slots().indexOf(slot);
            for (int next : index < 0 ? new int[0] : new int[] {index - 1, index + 1}) {
                if (next >= 0 && next < path.slots().size()) {
                    sum += position.get(path.slots().get(next));
                    count++;
                }
            }
        }
        return count == 0 ? position.get(slot) : sum / count;
    }

    /** Returns the number of pairs of calls that cross between two neighbouring layers. */
    private long crossings() {
        Map<Slot, Double> position = places();
        long count = 0;
        for (int level = 0; level + 1 < layers.size(); level++) {
            List<double[]> edges = new ArrayList<>();
            Set<Slot> local = new HashSet<>(layers.get(level));
            Set<Slot> next = new HashSet<>(layers.get(level + 1));
            for (Path path : paths) {
                for (int i = 0; i + 1 < path.slots().size(); i++) {
                    Slot one = path.slots().get(i);
                    Slot two = path.slots().get(i + 1);
                    if (local.contains(one) && next.contains(two)) {
                        edges.add(new double[] {position.get(one), position.get(two)});
                    } else if (local.contains(two) && next.contains(one)) {
                        edges.add(new double[] {position.get(two), position.get(one)});
                    }
                }
            }
            for (double[] one : edges) {
                count += edges.stream()
                        .filter(other -> one[0] < other[0] && one[1] > other[1])
                        .count();
            }
        }
        return count;
    }
}
