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
    /** For each endpoint, the called endpoints with the locations of the calls. */
    private final Map<String, Map<String, SourceLocation>> calls = new LinkedHashMap<>();

    private final Set<String> visited = new LinkedHashSet<>();
    private final Set<String> reported = new LinkedHashSet<>();
    private final ProblemCollector findings;

    private EndpointCycles(ProblemCollector findings) {
        this.findings = findings;
    }

    /** Reports cycles of endpoints, each at the call that closes it, and one cycle for each called endpoint. */
    static void reportCycles(Entries root, ProblemCollector findings) {
        if (!(root.get(DeclaredNames.COMPONENTS) instanceof Entries components)) {
            return;
        }
        EndpointCycles cycles = new EndpointCycles(findings);
        components.entries().forEach((name, entry) -> {
            if (entry.value() instanceof Entries component && component.get("endpoints") instanceof Entries endpoints) {
                endpoints.entries().forEach((endpoint, entries) -> cycles.add(name + "/" + endpoint, entries.value()));
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

    private void add(String name, Node endpoint) {
        Map<String, SourceLocation> targets = new LinkedHashMap<>();
        collectTargets(endpoint, targets);
        calls.put(name, targets);
    }

    /** Adds the calls of the endpoints of a component that it passes on to a component behind it. */
    private void passOn(String name, String backend, Entry backendEntry) {
        for (String endpoint : List.copyOf(calls.keySet())) {
            if (endpoint.startsWith(backend + "/") && !backend.equals(name)) {
                String called = name + endpoint.substring(backend.length());
                calls.computeIfAbsent(called, added -> new LinkedHashMap<>()).put(endpoint, backendEntry.key());
            }
        }
    }

    private static void collectTargets(Node node, Map<String, SourceLocation> targets) {
        if (node instanceof Items list) {
            list.items().forEach(item -> collectTargets(item, targets));
        } else if (node instanceof Entries map) {
            map.entries().forEach((key, entry) -> {
                if (key.equals("call") && entry.value() instanceof Text target) {
                    targets.putIfAbsent(target.value(), target.location());
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
                        calls.get(path.get(path.size() - 1)).get(next),
                        "this call closes a cycle of calls: {}",
                        String.join(" -> ", cycle));
            } else {
                enter(next, path, pendingCalls);
            }
        }
    }

    private void enter(String endpoint, List<String> path, Deque<Iterator<String>> pendingCalls) {
        if (calls.containsKey(endpoint) && visited.add(endpoint)) {
            path.add(endpoint);
            pendingCalls.push(calls.get(endpoint).keySet().iterator());
        }
    }
}
