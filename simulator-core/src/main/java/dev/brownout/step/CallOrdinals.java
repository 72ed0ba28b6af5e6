package dev.brownout.step;

import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Ordinals of the calls that a request makes, so that no component gets two calls with the same identity. A call counts
 * for its target and for all components to which the target may forward it: a read of a database after a read of a
 * cache in front of it is the second call that may reach the database.
 */
final class CallOrdinals {
    private final ComponentContext context;
    private final Map<String, Integer> calls = new TreeMap<>();

    CallOrdinals(ComponentContext context) {
        this.context = context;
    }

    /** Counts {@code times} calls to a component, and returns the ordinal of the first one. */
    int next(String component, int times) {
        Set<String> receivers = context.workload().receivers(component);
        int first = receivers.stream()
                .mapToInt(receiver -> calls.getOrDefault(receiver, 0))
                .max()
                .orElse(0);
        receivers.forEach(receiver -> calls.put(receiver, first + times));
        return first;
    }

    /** Returns whether a step from here on may send a call to a component that an earlier call may have reached. */
    boolean reachedBy(List<Step> steps) {
        return context.workload().mayReach(steps, calls::containsKey);
    }

    /** Returns the calls of all components so far. */
    Map<String, Integer> callCounts() {
        return new TreeMap<>(calls);
    }

    /** Continues with the calls of an alternative: those given, and no others. */
    void restart(Map<String, Integer> counted) {
        calls.clear();
        calls.putAll(counted);
    }

    /** Adds calls of an alternative. Of each component, the larger number counts. */
    void merge(Map<String, Integer> counted) {
        counted.forEach((component, number) -> calls.merge(component, number, Math::max));
    }
}
