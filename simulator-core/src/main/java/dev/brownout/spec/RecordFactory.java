package dev.brownout.spec;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Creates records from the values of their parameters, and reads these values, by reflection. */
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
     * @param values the values by the names of the record's parameters, as a scenario writes them; the parameters of a
     *     {@link ParameterGroup} record are among them
     * @throws IllegalArgumentException if the record rejects them
     */
    public static <R> R make(Class<R> type, Map<String, Object> values) {
        return make(type, SpecFields.of(type).fields().iterator(), values);
    }

    private static <R> R make(Class<R> type, Iterator<SpecField> fields, Map<String, Object> values) {
        List<Object> ordered = new ArrayList<>();
        for (RecordComponent component : SpecFields.declared(type)) {
            if (SpecFields.isGroup(component)) {
                ordered.add(make(component.getType(), fields, values));
            } else {
                Object value = values.get(fields.next().name());
                ordered.add(value == null ? nothing(component.getType()) : value);
            }
        }
        return inOrder(type, ordered);
    }

    /** Returns the value of a component without a given value: {@code null}, or the zero of a primitive type. */
    private static Object nothing(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    /**
     * Creates a record from the values of its components as declared, in their order.
     *
     * @throws IllegalArgumentException if the record rejects them
     */
    public static <R> R inOrder(Class<R> type, List<Object> values) {
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

    /** Returns the values of a record's parameters, in the order of {@link SpecFields#components}. */
    public static List<Object> values(Record record) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : SpecFields.declared(record.getClass())) {
            Object value = value(record, component);
            if (SpecFields.isGroup(component)) {
                values.addAll(values((Record) value));
            } else {
                values.add(value);
            }
        }
        return values;
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
