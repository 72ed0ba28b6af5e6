package dev.brownout.importing.topology;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Number of calls to each part per user request. Each part calls every callee once. */
final class VisitCounts {
    private final DependencyGraph calls;
    private final Map<String, Double> visits = new LinkedHashMap<>();

    /** Computes the counts, with equal shares of the routes of user requests. */
    VisitCounts(DependencyGraph calls) {
        this.calls = calls;
        for (var way : calls.ways()) {
            way.forEach(name -> visits.merge(name, 1.0 / calls.ways().size(), Double::sum));
        }
        Map<String, Integer> waiting = new LinkedHashMap<>();
        calls.reached().forEach(part -> each(part, next -> waiting.merge(next, 1, Integer::sum)));
        Deque<SystemPart> ready = new ArrayDeque<>(calls.reached().stream()
                .filter(part -> !waiting.containsKey(part.name()))
                .toList());
        while (!ready.isEmpty()) {
            SystemPart part = ready.remove();
            each(part, next -> {
                visits.merge(next, visits.getOrDefault(part.name(), 0.0), Double::sum);
                if (waiting.merge(next, -1, Integer::sum) == 0) {
                    ready.add(calls.part(next));
                }
            });
        }
    }

    /** Returns the number of calls to a part per user request. */
    double of(SystemPart part) {
        return visits.getOrDefault(part.name(), 0.0);
    }

    private interface Next {
        void take(String name);
    }

    /**
     * Visits the parts to which a call of a part leads: callees, the source of a cache, and the consumers of a queue.
     */
    private void each(SystemPart part, Next next) {
        if (part.role() == Role.SERVER) {
            calls.callees(part).forEach(callee -> next.take(callee.name()));
        } else if (part.role() == Role.CACHE && calls.source(part) != null) {
            next.take(calls.source(part));
        } else if (part.role().carriesMessages()) {
            calls.reached().stream()
                    .filter(other -> part.name().equals(calls.consumed(other)))
                    .forEach(other -> next.take(other.name()));
        }
    }
}
