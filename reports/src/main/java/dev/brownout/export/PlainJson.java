package dev.brownout.export;

import dev.brownout.export.PropertyRules.RecordProperty;
import dev.brownout.json.JsonBuilder;
import dev.brownout.sentence.Sentence;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writer of plain data as JSON: records by their {@link PropertyRules}, maps, collections, arrays, strings, numbers and
 * booleans. Keys are sorted. Numbers that are not finite are {@code null}.
 */
final class PlainJson {
    private final JsonBuilder json = JsonBuilder.indented();
    private final Map<Class<?>, List<RecordProperty>> properties = new HashMap<>();

    private PlainJson() {}

    /** Returns a record or map as indented JSON in UTF-8, with {@code \n} as line end. */
    static byte[] bytes(Object plain) {
        PlainJson writer = new PlainJson();
        writer.write(plain);
        return writer.json.text().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the properties of a record by their names. The map can be modified. */
    static SortedMap<String, Object> properties(Record record) {
        SortedMap<String, Object> values = new TreeMap<>();
        for (RecordProperty property : PropertyRules.properties(record.getClass())) {
            Object value = property.value().apply(record);
            if (!property.optional() || !isEmpty(value)) {
                values.put(property.name(), value);
            }
        }
        return values;
    }

    private void write(Object value) {
        if (value instanceof Sentence message) {
            json.value(message.toString());
        } else if (value instanceof Record record) {
            writeRecord(record);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map);
        } else if (value instanceof String text) {
            json.value(text);
        } else if (value instanceof Long || value instanceof Integer) {
            json.value(((Number) value).longValue());
        } else if (value instanceof Double number) {
            json.value(number.doubleValue());
        } else if (value instanceof Enum<?> constant) {
            json.value(PropertyRules.name(constant));
        } else if (value == null || value instanceof Boolean) {
            json.literal(String.valueOf(value));
        } else {
            json.beginArray();
            writeItems(value);
            json.endArray();
        }
    }

    private void writeRecord(Record record) {
        json.beginObject();
        for (RecordProperty property : properties.computeIfAbsent(record.getClass(), PropertyRules::properties)) {
            Object value = property.value().apply(record);
            if (!property.optional() || !isEmpty(value)) {
                json.name(property.name());
                write(value);
            }
        }
        json.endObject();
    }

    private void writeMap(Map<?, ?> map) {
        json.beginObject();
        for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
            json.name((String) entry.getKey());
            write(entry.getValue());
        }
        json.endObject();
    }

    private void writeItems(Object items) {
        if (items instanceof double[] values) {
            for (double value : values) {
                json.value(value);
            }
        } else if (items instanceof long[] values) {
            for (long value : values) {
                json.value(value);
            }
        } else if (items instanceof int[] values) {
            for (int value : values) {
                json.value(value);
            }
        } else if (items instanceof Object[] values) {
            Arrays.asList(values).forEach(this::write);
        } else if (items instanceof Collection<?> values) {
            values.forEach(this::write);
        } else {
            throw new IllegalArgumentException("not plain data: " + items.getClass());
        }
    }

    private static boolean isEmpty(Object value) {
        if (value instanceof Collection<?> items) {
            return items.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty();
        }
        if (value instanceof long[] values) {
            return values.length == 0;
        }
        return value == null || value.equals("") || value.equals(0L) || value.equals(0.0);
    }
}
