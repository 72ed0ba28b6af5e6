package dev.brownout.importing.recognition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Beginning of an input, decompressed.
 *
 * @param text the first characters; text that is not UTF-8 has replacement characters
 * @param binary whether the input is not text
 * @param jsonFields paths of the fields of the first JSON value, up to four levels deep, with dots; elements of arrays
 *     have the path of their array; fields before an error or the end of the head; empty if the text is not JSON
 * @param yamlKeys keys of the lines that begin with a YAML key; empty if the text is JSON or XML
 */
public record InputHead(String text, boolean binary, Set<String> jsonFields, Set<String> yamlKeys) {
    private static final int BYTES = 1 << 16;
    private static final int DEPTH = 4;
    /** Lines that a GitHub workflow writes before the output of a command. An IPv6 address can begin with :: too. */
    private static final Pattern WORKFLOW_LINES =
            Pattern.compile("\\A(?:(?:\\[command\\]|::[a-z-]+(?: [^\\n]*)?::)[^\\n]*\\n)+");

    private static final Pattern KEY =
            Pattern.compile("(?m)^[\"']?([A-Za-z_][A-Za-z0-9_.$-]*)[\"']?[ \\t]*:(?=[ \\t\\r\\n]|$)");

    /**
     * Reads the beginning of a source. The source is closed.
     *
     * @throws ImportException if it cannot be read
     */
    static InputHead of(ImportSource source) throws ImportException {
        try (InputStream in = source.unpacked()) {
            byte[] bytes = in.readNBytes(BYTES);
            return of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw ImportException.unreadable(source.name(), failed);
        }
    }

    /** Returns the head of an input with this text. */
    static InputHead of(String text) {
        return new InputHead(WORKFLOW_LINES.matcher(text).replaceFirst(""));
    }

    private InputHead(String text) {
        this(
                text,
                text.indexOf('\0') >= 0,
                isJson(text) ? fields(text) : Set.of(),
                isPlain(text) ? keys(text) : Set.of());
    }

    private static boolean isJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") && !start.startsWith("{{")
                || start.startsWith("[") && start.substring(1).stripLeading().matches("(?s)[{\\[\"\\]].*");
    }

    private static boolean isPlain(String text) {
        return !isJson(text) && !text.stripLeading().startsWith("<");
    }

    private static Set<String> keys(String text) {
        Set<String> keys = new TreeSet<>();
        KEY.matcher(text).results().map(result -> result.group(1)).forEach(keys::add);
        return keys;
    }

    private static Set<String> fields(String text) {
        Set<String> fields = new TreeSet<>();
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            if (parser.nextToken() != null) {
                collect(parser, "", 0, fields);
            }
        } catch (IOException end) {
            return fields;
        }
        return fields;
    }

    private static void collect(JsonParser parser, String path, int depth, Set<String> fields) throws IOException {
        if (depth == DEPTH) {
            parser.skipChildren();
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                collect(parser, path, depth, fields);
            }
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = path.isEmpty() ? parser.currentName() : path + "." + parser.currentName();
                fields.add(field);
                parser.nextToken();
                collect(parser, field, depth + 1, fields);
            }
        }
    }

    /** Returns whether the text is neither JSON nor XML. */
    public boolean isPlain() {
        return isPlain(text);
    }

    /**
     * Returns whether the text is neither JSON nor XML, and a part of it matches. {@code ^} and {@code $} match at
     * lines.
     */
    public boolean has(String pattern) {
        return isPlain()
                && Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).find();
    }

    /** Returns whether the text has one of some JSON fields. */
    public boolean hasField(String... fields) {
        return !Collections.disjoint(jsonFields, Set.of(fields));
    }

    /** Returns whether a line begins with one of some YAML keys. */
    public boolean hasKey(String... keys) {
        return !Collections.disjoint(yamlKeys, Set.of(keys));
    }

    /** Returns the complete lines of the head, without empty ones. */
    public List<String> lines() {
        List<String> lines =
                new ArrayList<>(text.lines().filter(line -> !line.isBlank()).toList());
        boolean torn = text.length() >= BYTES / 4 && !text.endsWith("\n") && lines.size() > 1;
        return torn ? lines.subList(0, lines.size() - 1) : lines;
    }
}
