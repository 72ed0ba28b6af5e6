package dev.brownout.language.parse;

import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Creates records from the parsed values of their components, by reflection. */
public final class RecordFactory {
    private static final ClassValue<Constructor<?>> CONSTRUCTORS = new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> type) {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return constructor;
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    };

    private RecordFactory() {}

    /**
     * Creates a record from named values.
     *
     * @param values the values by the names of the record's parameters, as a scenario writes them
     * @throws IllegalArgumentException if the record rejects them
     */
    public static <R> R make(Class<R> type, Map<String, Object> values) {
        List<RecordComponent> components = SpecFields.components(type.asSubclass(Record.class));
        List<SpecField> fields = SpecFields.of(type).fields();
        List<Object> ordered = new ArrayList<>();
        for (int i = 0; i < components.size(); i++) {
            Object value = values.get(fields.get(i).name());
            ordered.add(value == null ? nothing(components.get(i).getType()) : value);
        }
        return inOrder(type, ordered);
    }

    /** Returns the value of a component without a given value: {@code null}, or the zero of a primitive type. */
    private static Object nothing(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    /**
     * Creates a record from the values of its components in their order.
     *
     * @throws IllegalArgumentException if the record rejects them
     */
    static <R> R inOrder(Class<R> type, List<Object> values) {
        try {
            return type.cast(CONSTRUCTORS.get(type).newInstance(values.toArray()));
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException ours) {
                throw ours;
            }
            throw new IllegalStateException("cannot make " + type.getName(), refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the value of one component of a record. */
    public static Object value(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
