package dev.brownout.wiring;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands around a component or a policy, as far as it decides whether something measured there can ever happen.
 *
 * @param said the records of which the scenario is made: its kinds, policies, verbs and steps, and what is inside them
 * @param failing whether machines fail by chance
 * @param places the number of places in which the component stands, at least 1
 * @param durationNanos length of the run
 */
public record Surroundings(Set<Class<?>> said, boolean failing, int places, long durationNanos) {
    /** The records inside a record, its own class first. */
    public static Set<Class<?>> said(Record whole) {
        Set<Class<?>> said = new LinkedHashSet<>();
        look(whole, said);
        return said;
    }

    private static void look(Object value, Set<Class<?>> said) {
        if (value instanceof Optional<?> some) {
            some.ifPresent(inside -> look(inside, said));
        } else if (value instanceof Collection<?> all) {
            all.forEach(inside -> look(inside, said));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(inside -> look(inside, said));
        } else if (value instanceof Record record) {
            said.add(record.getClass());
            for (RecordComponent part : record.getClass().getRecordComponents()) {
                look(value(record, part), said);
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

    /** Whether any step writes. */
    public boolean writes() {
        return says(Step.Write.class);
    }

    /** Whether anything breaks: a fault of the timeline, or a machine by chance. */
    public boolean breaks() {
        return failing || says(FaultSpec.class);
    }
}
