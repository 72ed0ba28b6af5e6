package dev.brownout.runtime;

import dev.brownout.instrument.TimeGrid;
import dev.brownout.network.CallCounts;
import dev.brownout.network.CallerCounters;
import dev.brownout.network.Edge;
import dev.brownout.network.Network;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The edges of a run, and the counts of calls by caller and callee. */
final class CallCountTable {
    private final TimeGrid grid;
    /** Context names of the request classes, in their order. */
    private final List<String> requestCallers;

    private final Map<Edge, String> edges = new LinkedHashMap<>();
    private final SortedMap<String, SortedMap<String, CallCounts>> counts = new TreeMap<>();
    /** Components with deliveries, which are not calls. */
    private final Set<String> sources = new TreeSet<>();

    CallCountTable(Scenario scenario, TimeGrid grid) {
        this.grid = grid;
        this.requestCallers = scenario.workload().requests().keySet().stream()
                .map(KeySpaces.REQUESTS::concat)
                .toList();
    }

    void add(Edge edge, String callee) {
        edges.put(edge, callee);
    }

    /** Returns the name of the called component for each edge. */
    Map<Edge, String> edges() {
        return edges;
    }

    /** Returns the counts by caller and callee. Request classes are callers under their context names. */
    SortedMap<String, SortedMap<String, CallCounts>> counts() {
        return counts;
    }

    /** Returns the counters of the calls to a component. Calls of users have one counter per request class. */
    CallerCounters callers(String callee) {
        return new CallerCounters() {
            @Override
            public int number(String caller) {
                return caller.equals(Network.USERS) ? requestCallers.size() : 1;
            }

            @Override
            public CallCounts of(String caller, int index) {
                return count(caller.equals(Network.USERS) ? requestCallers.get(index) : caller, callee);
            }
        };
    }

    /**
     * Returns the counter of deliveries from a component to a consumer. The consumer sends no calls for them, and the
     * component makes no calls itself.
     */
    CallCounts deliveries(String source, String consumer) {
        sources.add(source);
        return count(source, consumer);
    }

    /** Returns whether the counts of a component are deliveries. */
    boolean delivers(String component) {
        return sources.contains(component);
    }

    private CallCounts count(String caller, String callee) {
        return counts.computeIfAbsent(caller, name -> new TreeMap<>())
                .computeIfAbsent(callee, name -> new CallCounts(grid));
    }
}
