package dev.brownout.spi;

import dev.brownout.spec.SpecFields;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands around a component or a policy, as far as it decides whether something measured there can ever happen.
 *
 * @param said the records of which the scenario is made: its kinds, policies, verbs and steps, and what is inside them
 * @param writes whether any step writes
 * @param changing whether any data changes: a step writes it, or a component has content that changes by itself. A copy
 *     of it can be old in any component that the answer passes, not only in the one that says so
 * @param failing whether machines fail by chance
 * @param places the number of places in which the component stands, at least 1
 * @param durationNanos length of the run
 */
public record ScenarioFacts(
        Set<Class<?>> said, boolean writes, boolean changing, boolean failing, int places, long durationNanos) {
    /** The records inside a record, itself first. */
    public static List<Record> inside(Record whole) {
        List<Record> inside = new ArrayList<>();
        look(whole, inside);
        return inside;
    }

    private static void look(Object value, List<Record> seen) {
        if (value instanceof Optional<?> some) {
            some.ifPresent(inside -> look(inside, seen));
        } else if (value instanceof Collection<?> all) {
            all.forEach(inside -> look(inside, seen));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(inside -> look(inside, seen));
        } else if (value instanceof Record record) {
            seen.add(record);
            for (RecordComponent part : SpecFields.components(record.getClass())) {
                look(value(record, part), seen);
            }
        }
    }

    private static Object value(Record record, RecordComponent part) {
        try {
            part.getAccessor().setAccessible(true);
            return part.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether the scenario says something of that class, or of one below it, anywhere. */
    public boolean says(Class<?> what) {
        return said.stream().anyMatch(what::isAssignableFrom);
    }

    /** Whether anything breaks: a fault of the timeline, or a machine by chance. */
    public boolean breaks() {
        return failing || says(FaultSpec.class);
    }
}
