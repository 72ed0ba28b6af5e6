package dev.brownout.spec;

import dev.brownout.typetable.RecordField;
import dev.brownout.typetable.TypeTables;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Creates records from the values of their parameters, and reads these values. */
public final class RecordFactory {
    private RecordFactory() {}

    /**
     * Creates a record from named values.
     *
     * @param values the values by the names of the record's parameters, as a scenario writes them; the parameters of a
     *     {@link ParameterGroup} record are among them
     * @throws IllegalArgumentException if the record rejects them
     */
    public static <R> R create(Class<R> type, Map<String, Object> values) {
        return create(type, SpecFields.of(type).fields().iterator(), values);
    }

    private static <R> R create(Class<R> type, Iterator<SpecField> fields, Map<String, Object> values) {
        List<Object> ordered = new ArrayList<>();
        for (RecordField component : TypeTables.table(type).fields()) {
            if (SpecFields.isGroup(component)) {
                ordered.add(create(component.type(), fields, values));
            } else {
                Object value = values.get(fields.next().name());
                ordered.add(value == null ? defaultValue(component.type()) : value);
            }
        }
        return inOrder(type, ordered);
    }

    /** Returns the value of a component without a given value: {@code null}, or the zero of a primitive type. */
    private static Object defaultValue(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    /**
     * Creates a record from the values of its components as declared, in their order.
     *
     * @throws IllegalArgumentException if the record rejects them
     */
    public static <R> R inOrder(Class<R> type, List<Object> values) {
        return type.cast(TypeTables.table(type).create(values.toArray()));
    }

    /** Returns the values of a record's parameters, in the order of {@link SpecFields#components}. */
    public static List<Object> values(Record record) {
        List<Object> values = new ArrayList<>();
        for (RecordField component : TypeTables.table(record.getClass()).fields()) {
            Object value = component.value(record);
            if (SpecFields.isGroup(component)) {
                values.addAll(values((Record) value));
            } else {
                values.add(value);
            }
        }
        return values;
    }
}
