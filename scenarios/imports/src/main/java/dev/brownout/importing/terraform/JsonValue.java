package dev.brownout.importing.terraform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;

/** Value of a JSON document: an object, a list, a text, a number, true or false, or absent. */
final class JsonValue {
    /** Absent value. Values that are unknown before a plan is applied are absent too. */
    static final JsonValue ABSENT = new JsonValue(null);

    private static final int MOST_DEPTH = 100;

    private final Object value;
    private boolean read;

    private JsonValue(Object value) {
        this.value = value;
    }

    /**
     * Parses a document.
     *
     * @throws IOException if the text is not JSON, or nested too deeply
     */
    static JsonValue parse(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            if (parser.nextToken() == null) {
                return ABSENT;
            }
            Object value = read(parser, 0);
            if (parser.nextToken() != null) {
                throw new IOException("several documents");
            }
            return new JsonValue(value);
        }
    }

    private static Object read(JsonParser parser, int depth) throws IOException {
        if (depth > MOST_DEPTH) {
            throw new IOException("nested too deeply");
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, JsonValue> map = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                map.put(name, new JsonValue(read(parser, depth + 1)));
            }
            return map;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<JsonValue> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
                list.add(new JsonValue(read(parser, depth + 1)));
            }
            return list;
        }
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText();
    }

    /**
     * Returns whether there is a value. An empty text is none: a state has it for optional attributes that are not set.
     */
    boolean isPresent() {
        return value != null && !"".equals(value) && !(value instanceof List<?> list && list.isEmpty());
    }

    /**
     * Returns the value at a path of keys. The first item of a list stands for the list, as Terraform has a list for
     * each block.
     */
    JsonValue get(String... path) {
        JsonValue at = this;
        for (String key : path) {
            JsonValue map = at.value instanceof List<?> ? at.first() : at;
            at = map.value instanceof Map<?, ?> fields && fields.get(key) instanceof JsonValue inner ? inner : ABSENT;
        }
        return at;
    }

    private JsonValue first() {
        List<JsonValue> all = items();
        return all.isEmpty() ? ABSENT : all.get(0);
    }

    /** Returns the items of a list; empty if this is not a list. */
    List<JsonValue> items() {
        List<JsonValue> all = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> all.add((JsonValue) item));
        }
        return all;
    }

    /** Returns the fields of an object, in their order; empty if this is not an object. */
    Map<String, JsonValue> fields() {
        Map<String, JsonValue> all = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, field) -> all.put((String) key, (JsonValue) field));
        }
        return all;
    }

    /** Returns a text, or a number, true or false as text, and marks it as read; empty if this is none of them. */
    String text() {
        read |= this != ABSENT;
        return peekText();
    }

    /** Returns the text without marking it as read. */
    private String peekText() {
        return value instanceof String text ? text : "";
    }

    /** Marks all values below this one as read. */
    void markRead() {
        read |= this != ABSENT;
        items().forEach(JsonValue::markRead);
        fields().values().forEach(JsonValue::markRead);
    }

    /**
     * Calls the consumer for each text below this value that is not read, with the names of the fields that lead to it.
     *
     * @param path names of the outer fields, with dots
     */
    void unread(String path, BiConsumer<String, String> each) {
        if (value instanceof String text && !read) {
            each.accept(path, text);
        }
        items().forEach(item -> item.unread(path, each));
        fields().forEach((key, field) -> field.unread(path.isEmpty() ? key : path + "." + key, each));
    }

    /** Returns a number; empty if this is none. */
    OptionalDouble number() {
        return text().matches("-?\\d{1,15}(\\.\\d{1,9})?(E\\d)?")
                ? OptionalDouble.of(Double.parseDouble(text()))
                : OptionalDouble.empty();
    }

    /** Returns a whole number, or the usual one if there is none. */
    long integer(long usual) {
        return (long) number().orElse(usual);
    }

    /** Returns whether the value is true. */
    boolean isTrue() {
        return text().equals("true");
    }

    /** Calls the consumer for each text below this value, with the name of the field that contains it. */
    void texts(String name, BiConsumer<String, String> each) {
        if (value instanceof String text) {
            each.accept(name, text);
        }
        items().forEach(item -> item.texts(name, each));
        fields().forEach((key, field) -> field.texts(key, each));
    }
}
