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
        Map<String, Double> forwarded = new LinkedHashMap<>();
        for (var way : calls.ways()) {
            double share = 1.0 / calls.ways().size();
            way.forEach(name -> visits.merge(name, share, Double::sum));
            way.subList(0, way.size() - 1).forEach(name -> forwarded.merge(name, share, Double::sum));
        }
        Map<String, Integer> waiting = new LinkedHashMap<>();
        calls.reached().forEach(part -> each(part, (next, number) -> waiting.merge(next, 1, Integer::sum)));
        Deque<SystemPart> ready = new ArrayDeque<>(calls.reached().stream()
                .filter(part -> !waiting.containsKey(part.name()))
                .toList());
        while (!ready.isEmpty()) {
            SystemPart part = ready.remove();
            double own = visits.getOrDefault(part.name(), 0.0) - forwarded.getOrDefault(part.name(), 0.0);
            each(part, (next, number) -> {
                visits.merge(next, own * number, Double::sum);
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
        void take(String name, double number);
    }

    /**
     * Visits the parts to which a call of a part leads, with the number of calls: callees, the pools of a balancer, the
     * targets of a traffic split, the source of a cache, and the consumers of a queue.
     */
    private void each(SystemPart part, Next next) {
        switch (part.role()) {
            case SERVER -> calls.callees(part).forEach(callee -> next.take(callee.name(), 1));
            case SPLIT -> calls.shares(part).forEach((target, percent) -> next.take(target, percent / 100));
            case BALANCER -> {
                Map<String, Long> pools = calls.pools(part);
                double all = 0;
                for (var pool : pools.entrySet()) {
                    all += nodes(pool);
                }
                for (var pool : pools.entrySet()) {
                    next.take(pool.getKey(), nodes(pool) / all);
                }
            }
            case CACHE -> {
                if (calls.source(part) != null) {
                    next.take(calls.source(part), 1);
                }
            }
            case QUEUE, TOPIC ->
                calls.reached().stream()
                        .filter(other -> part.name().equals(calls.consumed(other)))
                        .forEach(other -> next.take(other.name(), 1));
            default -> {}
        }
    }

    private double nodes(Map.Entry<String, Long> pool) {
        return (double) calls.part(pool.getKey()).nodes() * pool.getValue();
    }
}
