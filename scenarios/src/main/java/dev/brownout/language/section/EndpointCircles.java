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
final class EndpointCircles {
    private final Map<String, SourceLocation> places = new LinkedHashMap<>();
    private final Map<String, Set<String>> calls = new LinkedHashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private final ProblemCollector findings;

    private EndpointCircles(ProblemCollector findings) {
        this.findings = findings;
    }

    /** Reports cycles of endpoints, each at the name of one of its endpoints. */
    static void refuse(Entries root, ProblemCollector findings) {
        if (!(root.get(DeclaredNames.COMPONENTS) instanceof Entries components)) {
            return;
        }
        EndpointCircles circles = new EndpointCircles(findings);
        components.entries().forEach((name, entry) -> {
            if (entry.value() instanceof Entries component && component.get("endpoints") instanceof Entries endpoints) {
                endpoints.entries().forEach((endpoint, own) -> circles.add(name + "/" + endpoint, own));
            }
        });
        circles.calls.keySet().forEach(circles::follow);
    }

    private void add(String name, Entry endpoint) {
        Set<String> called = new LinkedHashSet<>();
        called(endpoint.value(), called);
        places.put(name, endpoint.key());
        calls.put(name, called);
    }

    private static void called(Node node, Set<String> called) {
        if (node instanceof Items list) {
            list.items().forEach(item -> called(item, called));
        } else if (node instanceof Entries map) {
            map.entries().forEach((key, entry) -> {
                if (key.equals("call") && entry.value() instanceof Text target) {
                    called.add(target.value());
                } else {
                    called(entry.value(), called);
                }
            });
        }
    }

    /** Visits all endpoints that are reachable from an endpoint and have not been visited yet. */
    private void follow(String first) {
        List<String> way = new ArrayList<>();
        Deque<Iterator<String>> left = new ArrayDeque<>();
        enter(first, way, left);
        while (!left.isEmpty()) {
            if (!left.peek().hasNext()) {
                left.pop();
                way.remove(way.size() - 1);
                continue;
            }
            String next = left.peek().next();
            if (way.contains(next)) {
                List<String> round = new ArrayList<>(way.subList(way.indexOf(next), way.size()));
                round.add(next);
                findings.error(
                        places.get(next),
                        "the calls of this endpoint never end, as they go round in a circle: "
                                + String.join(" -> ", round));
            } else {
                enter(next, way, left);
            }
        }
    }

    private void enter(String endpoint, List<String> way, Deque<Iterator<String>> left) {
        if (calls.containsKey(endpoint) && seen.add(endpoint)) {
            way.add(endpoint);
            left.push(calls.get(endpoint).iterator());
        }
    }
}
