package dev.brownout.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON Schema of the arguments of a tool. Other arguments than the declared ones are invalid. */
final class InputSchema {
    /** Maximum length of a text that is not a scenario or a file, in characters. */
    static final int MOST_CHARACTERS = 1_000;

    private static final int MOST_ITEMS = 100;

    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    /** Adds a short text. */
    InputSchema text(String name, String description) {
        return text(name, description, MOST_CHARACTERS);
    }

    /** Adds a text. */
    InputSchema text(String name, String description, int mostCharacters) {
        properties.put(name, described(SchemaValidator.STRING, description, "maxLength", mostCharacters));
        return this;
    }

    /** Adds a text of a list of texts. */
    InputSchema choice(String name, String description, List<String> choices) {
        properties.put(name, described(SchemaValidator.STRING, description, "enum", choices));
        return this;
    }

    /** Adds a list of short texts. */
    InputSchema texts(String name, String description) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("type", SchemaValidator.STRING);
        item.put("maxLength", MOST_CHARACTERS);
        properties.put(name, described(SchemaValidator.ARRAY, description, "items", item, "maxItems", MOST_ITEMS));
        return this;
    }

    /** Adds texts by their names, such as files by their paths. */
    InputSchema textsByName(String name, String description) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("type", SchemaValidator.STRING);
        properties.put(
                name,
                described(
                        SchemaValidator.OBJECT,
                        description,
                        "additionalProperties",
                        value,
                        "maxProperties",
                        MOST_ITEMS));
        return this;
    }

    /** Adds a whole number. */
    InputSchema integer(String name, String description, long minimum, long maximum) {
        properties.put(name, described(SchemaValidator.INTEGER, description, "minimum", minimum, "maximum", maximum));
        return this;
    }

    /** Adds a truth value. */
    InputSchema flag(String name, String description) {
        properties.put(name, described(SchemaValidator.BOOLEAN, description));
        return this;
    }

    /** Adds an object with arguments of its own. */
    InputSchema object(String name, String description, InputSchema arguments) {
        Map<String, Object> nested = described(SchemaValidator.OBJECT, description);
        nested.putAll(arguments.json());
        properties.put(name, nested);
        return this;
    }

    /** Makes an argument mandatory. */
    InputSchema requires(String name) {
        required.add(name);
        return this;
    }

    private static Map<String, Object> described(String type, String description, Object... more) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put("description", description);
        for (int i = 0; i < more.length; i += 2) {
            schema.put((String) more[i], more[i + 1]);
        }
        return schema;
    }

    /** Returns the schema as plain data. */
    Map<String, Object> json() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", SchemaValidator.OBJECT);
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }
}
