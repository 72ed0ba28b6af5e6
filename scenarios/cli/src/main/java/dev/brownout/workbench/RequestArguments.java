package dev.brownout.workbench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Arguments of a call, a JSON array from a page, or properties of a JSON object. */
final class RequestArguments {
    private static final int MOST_NESTING = 20;
    private static final int MOST_NAMES = 1_000;
    private static final int MOST_CHARACTERS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_NESTING)
                    .build())
            .build());

    private final JsonNode values;

    /** Signals that a request has no valid arguments. */
    static final class InvalidArgumentException extends Exception {
        private static final long serialVersionUID = 1;

        InvalidArgumentException(String message) {
            super(message);
        }
    }

    private RequestArguments(JsonNode values) {
        this.values = values;
    }

    /**
     * Reads the body of a request.
     *
     * @throws InvalidArgumentException if it is no JSON array or object, or has deep nesting
     */
    static RequestArguments of(byte[] body) throws InvalidArgumentException {
        try {
            JsonNode values = JSON.readTree(body);
            if (values == null || !values.isContainerNode()) {
                throw new InvalidArgumentException("expected a JSON array of arguments");
            }
            return new RequestArguments(values);
        } catch (JsonProcessingException invalid) {
            throw new InvalidArgumentException("the request is no valid JSON, or has deep nesting");
        } catch (IOException impossible) {
            throw new InvalidArgumentException("the request is no valid JSON in UTF-8");
        }
    }

    private JsonNode argumentAt(int index) {
        return values.path(index);
    }

    /** Returns a text. */
    String text(int index) throws InvalidArgumentException {
        return text(argumentAt(index), "argument " + (index + 1));
    }

    /** Returns a text of limited length; a default for a missing one. */
    String name(int index, String otherwise) throws InvalidArgumentException {
        return isAbsent(argumentAt(index)) ? otherwise : limited(text(index));
    }

    /** Returns the text of a property. */
    String text(String property) throws InvalidArgumentException {
        return text(values.path(property), property);
    }

    /** Returns the number of a property. */
    double number(String property) throws InvalidArgumentException {
        JsonNode value = values.path(property);
        if (!value.isNumber()) {
            throw new InvalidArgumentException(property + " is no number");
        }
        return value.doubleValue();
    }

    /** Returns the number of a property; a default for a missing one. */
    double number(String property, double otherwise) throws InvalidArgumentException {
        return isAbsent(values.path(property)) ? otherwise : number(property);
    }

    /** Returns the text or number of a property as text of limited length; a default for a missing one. */
    String name(String property, String otherwise) throws InvalidArgumentException {
        JsonNode value = values.path(property);
        return isAbsent(value) ? otherwise : limited(value.isNumber() ? value.asText() : text(value, property));
    }

    /** Returns the texts of a property; none if it is missing. */
    List<String> names(String property) throws InvalidArgumentException {
        JsonNode list = values.path(property);
        if (!isAbsent(list) && !list.isArray() || list.size() > MOST_NAMES) {
            throw new InvalidArgumentException(property + " is no list of at most " + MOST_NAMES + " texts");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode name : list) {
            names.add(limited(text(name, property)));
        }
        return names;
    }

    /** Returns an object of options; an empty one if it is missing. */
    RequestArguments options(int index) throws InvalidArgumentException {
        JsonNode options = argumentAt(index);
        if (!isAbsent(options) && !options.isObject()) {
            throw new InvalidArgumentException("argument " + (index + 1) + " is no object");
        }
        return new RequestArguments(options);
    }

    /** Returns the contents of files by their paths. */
    Map<String, byte[]> files(int index) throws InvalidArgumentException {
        return files(argumentAt(index));
    }

    /** Returns the contents of the files of a property by their paths. */
    Map<String, byte[]> files(String property) throws InvalidArgumentException {
        return files(values.path(property));
    }

    private static Map<String, byte[]> files(JsonNode object) throws InvalidArgumentException {
        if (!isAbsent(object) && !object.isObject() || object.size() > MOST_NAMES) {
            throw new InvalidArgumentException("files is no object of at most " + MOST_NAMES + " texts");
        }
        Map<String, byte[]> files = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            files.put(limited(entry.getKey()), text(entry.getValue(), "a file").getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static String text(JsonNode value, String name) throws InvalidArgumentException {
        if (!value.isTextual()) {
            throw new InvalidArgumentException(name + " is no text");
        }
        return value.textValue();
    }

    private static String limited(String name) throws InvalidArgumentException {
        if (name.length() > MOST_CHARACTERS) {
            throw new InvalidArgumentException("a name has at most " + MOST_CHARACTERS + " characters");
        }
        return name;
    }
}
