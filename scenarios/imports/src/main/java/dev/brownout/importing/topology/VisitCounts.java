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
        for (var path : calls.requestRoutes()) {
            double share = 1.0 / calls.requestRoutes().size();
            path.forEach(name -> visits.merge(name, share, Double::sum));
            path.subList(0, path.size() - 1).forEach(name -> forwarded.merge(name, share, Double::sum));
        }
        Map<String, Integer> waiting = new LinkedHashMap<>();
        calls.reachableParts()
                .forEach(part -> visitCallees(part, (next, number) -> waiting.merge(next, 1, Integer::sum)));
        Deque<SystemPart> ready = new ArrayDeque<>(calls.reachableParts().stream()
                .filter(part -> !waiting.containsKey(part.name()))
                .toList());
        while (!ready.isEmpty()) {
            SystemPart part = ready.remove();
            double own = visits.getOrDefault(part.name(), 0.0) - forwarded.getOrDefault(part.name(), 0.0);
            visitCallees(part, (next, number) -> {
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
        void accept(String name, double number);
    }

    /**
     * Visits the parts to which a call of a part leads, with the number of calls: callees, the pools of a balancer, the
     * targets of a traffic split, the source of a cache, and the consumers of a queue.
     */
    private void visitCallees(SystemPart part, Next next) {
        switch (part.role()) {
            case SERVER -> calls.callees(part).forEach(callee -> next.accept(callee.name(), 1));
            case SPLIT -> calls.shares(part).forEach((target, percent) -> next.accept(target, percent / 100));
            case BALANCER -> {
                Map<String, Long> pools = calls.pools(part);
                double all = 0;
                for (var pool : pools.entrySet()) {
                    all += nodes(pool);
                }
                for (var pool : pools.entrySet()) {
                    next.accept(pool.getKey(), nodes(pool) / all);
                }
            }
            case CACHE -> {
                if (calls.source(part) != null) {
                    next.accept(calls.source(part), 1);
                }
            }
            case QUEUE, TOPIC ->
                calls.reachableParts().stream()
                        .filter(other -> part.name().equals(calls.consumed(other)))
                        .forEach(other -> next.accept(other.name(), 1));
            default -> {}
        }
    }

    private double nodes(Map.Entry<String, Long> pool) {
        return (double) calls.part(pool.getKey()).nodes() * pool.getValue();
    }
}
