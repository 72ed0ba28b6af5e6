package dev.brownout.language.section;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Detects call cycles of endpoints, direct or through other endpoints. A request to such an endpoint would never end.
 */
final class EndpointCycles {
    private final Map<String, SourceLocation> locations = new LinkedHashMap<>();
    private final Map<String, Set<String>> calls = new LinkedHashMap<>();
    private final Set<String> visited = new LinkedHashSet<>();
    private final Set<String> reported = new LinkedHashSet<>();
    private final ProblemCollector findings;

    private EndpointCycles(ProblemCollector findings) {
        this.findings = findings;
    }

    /** Reports cycles of endpoints, each at the name of one of its endpoints, and one cycle for each name. */
    static void reportCycles(Entries root, ProblemCollector findings) {
        if (!(root.get(DeclaredNames.COMPONENTS) instanceof Entries components)) {
            return;
        }
        EndpointCycles cycles = new EndpointCycles(findings);
        components.entries().forEach((name, entry) -> {
            if (entry.value() instanceof Entries component && component.get("endpoints") instanceof Entries endpoints) {
                endpoints
                        .entries()
                        .forEach((endpoint, endpointEntry) -> cycles.add(name + "/" + endpoint, endpointEntry));
            }
        });
        components.entries().forEach((name, entry) -> {
            if (entry.value() instanceof Entries component
                    && component.get(DeclaredNames.BACKENDS) instanceof Entries backends) {
                backends.entries().forEach((backend, backendEntry) -> cycles.passOn(name, backend, backendEntry));
            }
        });
        cycles.calls.keySet().forEach(cycles::findCycles);
    }

    private void add(String name, Entry endpoint) {
        Set<String> targets = new LinkedHashSet<>();
        collectTargets(endpoint.value(), targets);
        locations.put(name, endpoint.key());
        calls.put(name, targets);
    }

    /** Adds the calls of the endpoints of a component that it passes on to a component behind it. */
    private void passOn(String name, String backend, Entry backendEntry) {
        for (String endpoint : List.copyOf(calls.keySet())) {
            if (endpoint.startsWith(backend + "/") && !backend.equals(name)) {
                String called = name + endpoint.substring(backend.length());
                locations.putIfAbsent(called, backendEntry.key());
                calls.computeIfAbsent(called, added -> new LinkedHashSet<>()).add(endpoint);
            }
        }
    }

    private static void collectTargets(Node node, Set<String> targets) {
        if (node instanceof Items list) {
            list.items().forEach(item -> collectTargets(item, targets));
        } else if (node instanceof Entries map) {
            map.entries().forEach((key, entry) -> {
                if (key.equals("call") && entry.value() instanceof Text target) {
                    targets.add(target.value());
                } else {
                    collectTargets(entry.value(), targets);
                }
            });
        }
    }

    /** Visits all endpoints that are reachable from an endpoint and have not been visited yet. */
    private void findCycles(String start) {
        List<String> path = new ArrayList<>();
        Deque<Iterator<String>> pendingCalls = new ArrayDeque<>();
        enter(start, path, pendingCalls);
        while (!pendingCalls.isEmpty()) {
            if (!pendingCalls.peek().hasNext()) {
                pendingCalls.pop();
                path.remove(path.size() - 1);
                continue;
            }
            String next = pendingCalls.peek().next();
            if (path.contains(next)) {
                if (!reported.add(next)) {
                    continue;
                }
                List<String> cycle = new ArrayList<>(path.subList(path.indexOf(next), path.size()));
                cycle.add(next);
                findings.error(
                        locations.get(next), "the calls of this endpoint form a cycle: {}", String.join(" -> ", cycle));
            } else {
                enter(next, path, pendingCalls);
            }
        }
    }

    private void enter(String endpoint, List<String> path, Deque<Iterator<String>> pendingCalls) {
        if (calls.containsKey(endpoint) && visited.add(endpoint)) {
            path.add(endpoint);
            pendingCalls.push(calls.get(endpoint).iterator());
        }
    }
}
