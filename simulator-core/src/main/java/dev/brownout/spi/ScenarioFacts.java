package dev.brownout.spi;

import dev.brownout.spec.RecordFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Facts of the scenario around a component or a policy, which decide whether a measured event can occur.
 *
 * @param recordTypes classes of the records that make up the scenario: its kinds, policies, verbs and steps, and nested
 *     ones
 * @param writes whether any step writes
 * @param changing whether any data changes: a step writes it, or a component has content that changes by itself. Stale
 *     copies can then occur in any component on the path of the response, not only in that component
 * @param failing whether hosts fail at random
 * @param places number of locations of the component, at least 1
 * @param durationNanos duration of the run, in nanoseconds
 */
public record ScenarioFacts(
        Set<Class<?>> recordTypes, boolean writes, boolean changing, boolean failing, int places, long durationNanos) {
    /** Returns a record and all records nested in it, itself first. */
    public static List<Record> nestedRecords(Record root) {
        List<Record> inside = new ArrayList<>();
        collect(root, inside);
        return inside;
    }

    private static void collect(Object value, List<Record> seen) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(inside -> collect(inside, seen));
        } else if (value instanceof Collection<?> all) {
            all.forEach(inside -> collect(inside, seen));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(inside -> collect(inside, seen));
        } else if (value instanceof Record record) {
            seen.add(record);
            RecordFactory.values(record).forEach(inside -> collect(inside, seen));
        }
    }

    /** Returns whether the scenario contains a record of a class or of a subtype. */
    public boolean contains(Class<?> type) {
        return recordTypes.stream().anyMatch(type::isAssignableFrom);
    }

    /** Returns whether anything can fail: by a fault of the timeline, or by a random host failure. */
    public boolean breaks() {
        return failing || contains(FaultSpec.class);
    }
}
