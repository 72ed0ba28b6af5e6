package dev.brownout.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Arguments of a call of a tool. They are valid for its schema.
 *
 * @param values values by the names of the arguments, as read from JSON
 */
record ToolArguments(Map<String, Object> values) {
    /** Copies the reference, with an empty map in place of missing arguments. */
    ToolArguments {
        values = values == null ? Map.of() : values;
    }

    /** Returns a text; empty if the argument is missing or blank. */
    Optional<String> text(String name) {
        return Optional.ofNullable((String) values.get(name)).filter(text -> !text.isBlank());
    }

    /** Returns the texts of a list; an empty list if the argument is missing. */
    List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }

    /** Returns a whole number; empty if the argument is missing. */
    Optional<Long> integer(String name) {
        return Optional.ofNullable((Number) values.get(name)).map(Number::longValue);
    }

    /** Returns a whole number; a default if the argument is missing. */
    int integer(String name, int otherwise) {
        return integer(name).map(Long::intValue).orElse(otherwise);
    }

    /** Returns a truth value; false if the argument is missing. */
    boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** Returns the arguments in an object; none if the argument is missing. */
    ToolArguments object(String name) {
        Map<String, Object> nested = new LinkedHashMap<>();
        if (values.get(name) instanceof Map<?, ?> object) {
            object.forEach((key, value) -> nested.put((String) key, value));
        }
        return new ToolArguments(nested);
    }
}
