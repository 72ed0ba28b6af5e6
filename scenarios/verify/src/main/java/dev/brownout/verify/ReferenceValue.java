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
 * A known answer, as it stands in {@code truths.jsonl}.
 *
 * @param id its name: family, model and measure with dots between them
 * @param expected a number, a truth value or a text
 * @param tolerance for {@link Kind#REL} a share of the number, else in its unit
 * @param unit {@code ms}, {@code s}, {@code 1/s}, {@code km}, or empty
 * @param requests how many requests after the warm-up the tolerance is meant for; 0 where the row does not say
 * @param model the model and its parameters in words
 * @param note what the number is
 * @param source who says so
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

    /** What agreement means. */
    public enum Kind {
        /** Within a share of the number. */
        REL,
        /** Within a distance. */
        ABS,
        /** The same. */
        EXACT,
        /** The same truth value. */
        BOOL,
        /** Not above, but for the tolerance. */
        UPPER,
        /** Not below, but for the tolerance. */
        LOWER
    }

    /** Numbers have as few digits as tell them apart, on each JDK; before 19 Java itself has one more now and then. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private static final Pattern APPROXIMATE = Pattern.compile("(?i)approx|mean-field|mean field");

    /** All rows, in the order of the file. */
    public static List<ReferenceValue> all() {
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
                words(row.path("params")),
                row.path("note").asText(""),
                row.path("src").asText(""));
    }

    private static String words(JsonNode params) throws JsonProcessingException {
        List<String> words = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : params.properties()) {
            JsonNode value = field.getValue();
            words.add(field.getKey() + "=" + (value.isTextual() ? value.asText() : JSON.writeValueAsString(value)));
        }
        return String.join("; ", words);
    }

    /** Whether its number is a formula that is known to be off by a little, which its tolerance covers. */
    public boolean approximate() {
        return APPROXIMATE.matcher(note).find();
    }

    /** The expected number; nanoseconds where it is a time. Throws a ClassCastException where it is no number. */
    public double number() {
        return (Double) expected * scale();
    }

    /** The expected numbers of a row that has several; nanoseconds where they are times. */
    List<Double> numbers() {
        String list = (String) expected;
        return Arrays.stream(list.substring(1, list.length() - 1).split(","))
                .map(number -> Double.parseDouble(number) * scale())
                .toList();
    }

    /** How far a measured value may be away; nanoseconds where it is a time. */
    public double room() {
        boolean share = kind == Kind.REL || kind == Kind.UPPER || kind == Kind.LOWER;
        return tolerance * (share ? Math.abs(number()) : scale());
    }

    /** How many of the units in which models measure make one of the row's. */
    public double scale() {
        return switch (unit) {
            case "ms" -> 1e6;
            case "s" -> 1e9;
            default -> 1;
        };
    }
}
