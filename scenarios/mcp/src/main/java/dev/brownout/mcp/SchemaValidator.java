package dev.brownout.mcp;

import dev.brownout.language.diagnostic.QuotedText;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Validator of arguments against the part of JSON Schema that {@link InputSchema} writes. It names each invalid
 * argument, with a suggestion for a misspelled one.
 */
final class SchemaValidator implements JsonSchemaValidator {
    static final String ARRAY = "array";
    static final String BOOLEAN = "boolean";
    static final String INTEGER = "integer";
    static final String OBJECT = "object";
    static final String STRING = "string";

    private static final int MOST_PROBLEMS = 5;
    private static final int MOST_NAME = 60;

    @Override
    public ValidationResponse validate(Map<String, Object> schema, Object content) {
        List<String> problems = new ArrayList<>();
        check("", schema, content, problems);
        return problems.isEmpty()
                ? ValidationResponse.asValid(null)
                : ValidationResponse.asInvalid(
                        String.join("; ", problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS))));
    }

    private static void check(String path, Map<?, ?> schema, Object value, List<String> problems) {
        Object type = schema.get("type");
        if (!isA(type, value)) {
            problems.add("'" + path + "' is not " + words(type));
        } else if (value instanceof Map<?, ?> object) {
            checkObject(path, schema, object, problems);
        } else if (value instanceof List<?> list) {
            if (schema.get("maxItems") instanceof Integer most && list.size() > most) {
                problems.add("'" + path + "' has at most " + most + " items, not " + list.size());
            }
            if (schema.get("items") instanceof Map<?, ?> items) {
                list.forEach(item -> check(path, items, item, problems));
            }
        } else if (value instanceof String text) {
            checkText(path, schema, text, problems);
        } else if (value instanceof Number number) {
            checkRange(path, schema, number.longValue(), problems);
        }
    }

    private static boolean isA(Object type, Object value) {
        return switch (String.valueOf(type)) {
            case OBJECT -> value instanceof Map;
            case ARRAY -> value instanceof List;
            case STRING -> value instanceof String;
            case INTEGER -> value instanceof Integer || value instanceof Long;
            case BOOLEAN -> value instanceof Boolean;
            default -> throw new IllegalArgumentException(String.valueOf(type));
        };
    }

    private static String words(Object type) {
        return switch (String.valueOf(type)) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case INTEGER -> "a whole number";
            case BOOLEAN -> "true or false";
            default -> "a text";
        };
    }

    private static void checkObject(String path, Map<?, ?> schema, Map<?, ?> object, List<String> problems) {
        Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> declared ? declared : Map.of();
        if (schema.get("required") instanceof List<?> required) {
            required.stream()
                    .filter(name -> !object.containsKey(name))
                    .forEach(name -> problems.add("'" + childPath(path, name) + "' is missing"));
        }
        if (schema.get("maxProperties") instanceof Integer most && object.size() > most) {
            problems.add("'" + path + "' has at most " + most + " entries, not " + object.size());
        }
        object.forEach((name, value) -> {
            if (properties.get(name) instanceof Map<?, ?> declared) {
                check(childPath(path, name), declared, value, problems);
            } else if (schema.get("additionalProperties") instanceof Map<?, ?> other) {
                check(childPath(path, name), other, value, problems);
            } else {
                List<String> known =
                        properties.keySet().stream().map(String::valueOf).toList();
                problems.add(QuotedText.message(
                        SpellingSuggestion.unknown("argument", childPath(path, name), prefixed(path, known))));
            }
        });
    }

    private static String childPath(String path, Object name) {
        String text = String.valueOf(name);
        String brief = text.length() > MOST_NAME ? text.substring(0, MOST_NAME) + "…" : text;
        return path.isEmpty() ? brief : path + "." + brief;
    }

    private static List<String> prefixed(String path, List<String> names) {
        return names.stream().map(name -> childPath(path, name)).toList();
    }

    private static void checkText(String path, Map<?, ?> schema, String text, List<String> problems) {
        if (schema.get("maxLength") instanceof Integer most && text.length() > most) {
            problems.add("'" + path + "' has at most " + most + " characters, not " + text.length());
        }
        if (schema.get("enum") instanceof List<?> choices && !choices.contains(text)) {
            List<String> known = choices.stream().map(String::valueOf).toList();
            problems.add(QuotedText.message(SpellingSuggestion.unknown(path, text, known)));
        }
    }

    private static void checkRange(String path, Map<?, ?> schema, long number, List<String> problems) {
        boolean small = schema.get("minimum") instanceof Long least && number < least;
        boolean large = schema.get("maximum") instanceof Long most && number > most;
        if (small || large) {
            problems.add("'" + path + "' is from " + schema.get("minimum") + " to " + schema.get("maximum") + ", not "
                    + number);
        }
    }
}
