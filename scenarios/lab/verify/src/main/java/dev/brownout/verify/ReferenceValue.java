package dev.brownout.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reference value from {@code truths.jsonl}.
 *
 * @param id unique name: family, model and measure, separated by dots
 * @param expected a number, a boolean or a text; a list is the text of its JSON array
 * @param tolerance share of the number for {@link Kind#REL}, {@link Kind#UPPER}, {@link Kind#LOWER} and for lists; else
 *     in the unit of the value
 * @param kind criterion of agreement
 * @param unit {@code ms}, {@code s}, {@code 1/s}, {@code km}, or empty
 * @param requests number of requests after the warm-up for which the tolerance is meant; 0 if not specified
 * @param model parameters of the model as text
 * @param note description of the number
 * @param source origin of the value, such as a paper or a table
 */
public record ReferenceValue(
        String id,
        Object expected,
        double tolerance,
        Kind kind,
        String unit,
        long requests,
        String model,
        String note,
        String source) {

    /** Criterion of agreement between expected and simulated value. */
    public enum Kind {
        /** Agreement within a share of the number. */
        REL,
        /** Agreement within an absolute distance. */
        ABS,
        /** Equality. */
        EXACT,
        /** Equality of booleans. */
        BOOL,
        /** Upper bound, exceeded by the tolerance at most. */
        UPPER,
        /** Lower bound, undercut by the tolerance at most. */
        LOWER
    }

    /**
     * Writes numbers with the fewest digits that identify them, on every JDK. Before JDK 19, Java itself sometimes
     * writes one digit more.
     */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private static final Pattern APPROXIMATE = Pattern.compile("(?i)approx|mean-field|mean field");

    private static final List<ReferenceValue> ALL = List.copyOf(read());

    /** Returns all reference values, in the order of the file. */
    public static List<ReferenceValue> all() {
        return ALL;
    }

    private static List<ReferenceValue> read() {
        List<ReferenceValue> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                ReferenceValue.class.getResourceAsStream("truths.jsonl"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(of(JSON.readTree(line)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static ReferenceValue of(JsonNode row) throws JsonProcessingException {
        JsonNode expected = row.get("expected");
        Object value = expected.isNumber()
                ? (Object) expected.doubleValue()
                : expected.isBoolean()
                        ? (Object) expected.booleanValue()
                        : expected.isTextual() ? expected.asText() : JSON.writeValueAsString(expected);
        return new ReferenceValue(
                row.get("id").asText(),
                value,
                row.path("tol").asDouble(),
                Kind.valueOf(row.get("kind").asText().toUpperCase(java.util.Locale.ROOT)),
                row.path("unit").asText(""),
                row.path("n").asLong(),
                parameters(row.path("params")),
                row.path("note").asText(""),
                row.path("src").asText(""));
    }

    private static String parameters(JsonNode params) throws JsonProcessingException {
        List<String> parameters = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : params.properties()) {
            JsonNode value = field.getValue();
            parameters.add(
                    field.getKey() + "=" + (value.isTextual() ? value.asText() : JSON.writeValueAsString(value)));
        }
        return String.join("; ", parameters);
    }

    /**
     * Returns whether the value is an approximation with a known small error, which the tolerance covers. Read from the
     * note.
     */
    public boolean approximate() {
        return APPROXIMATE.matcher(note).find();
    }

    /**
     * Returns the expected number, in nanoseconds if it is a time. Throws a ClassCastException if it is not a number.
     */
    public double number() {
        return (Double) expected * scale();
    }

    /** Returns the expected numbers of a list, in nanoseconds if they are times. */
    List<Double> numbers() {
        String list = (String) expected;
        return Arrays.stream(list.substring(1, list.length() - 1).split(","))
                .map(number -> Double.parseDouble(number) * scale())
                .toList();
    }

    /** Returns the tolerance as an absolute distance, in nanoseconds if the value is a time. */
    public double absoluteTolerance() {
        boolean relative = kind == Kind.REL || kind == Kind.UPPER || kind == Kind.LOWER;
        return tolerance * (relative ? Math.abs(number()) : scale());
    }

    /**
     * Returns the factor from the unit of the value to the unit in which models measure: nanoseconds per ms or s, else
     * 1.
     */
    public double scale() {
        return switch (unit) {
            case "ms" -> 1e6;
            case "s" -> 1e9;
            default -> 1;
        };
    }
}
