package dev.brownout.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.io.FileFormat;
import dev.brownout.io.NewerFormatException;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.ScenarioAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON serialization of results: sorted keys, {@code \n} as line end, shortest exact numbers. Equal results yield equal
 * bytes.
 */
public final class ResultJson {

    private static final ObjectMapper MAPPER = mapper();
    private static final int FIRST_BYTES = 8192;

    private ResultJson() {}

    /**
     * Top-level structure of {@code result.json}, with the properties of the scenario in one object.
     *
     * @param version version of the format
     * @param answer answer to the question; {@code null} if there is none
     * @param scenario scenario that was run
     * @param variants variants in the order of the file
     */
    private record Document(int version, Answer answer, Scenario scenario, List<VariantResult> variants) {

        /**
         * Scenario of the run.
         *
         * @param title title
         * @param name short name
         * @param digest SHA-256 of the resolved scenario, in hexadecimal digits
         * @param question question that the scenario asks; may be empty
         * @param lesson lesson of the scenario; may be empty
         * @param charts requested charts
         */
        record Scenario(
                String title, String name, String digest, String question, String lesson, List<String> charts) {}

        /**
         * Answer to the question of the scenario.
         *
         * @param template text with metrics in braces; empty if the scenario writes none
         * @param text text with the measured values; empty if a variant did not reach its end
         * @param spans parts of that text
         */
        record Answer(String template, String text, List<ScenarioAnswer.Span> spans) {}

        static Document of(RunResult result) {
            Answer answer = ScenarioAnswer.of(result)
                    .map(one -> new Answer(result.answer(), one.text(), one.spans()))
                    .orElse(result.answer().isEmpty() ? null : new Answer(result.answer(), "", List.of()));
            Scenario scenario = new Scenario(
                    result.scenario(),
                    result.name(),
                    result.digest(),
                    result.question(),
                    result.lesson(),
                    result.charts());
            return new Document(result.version(), answer, scenario, result.variants());
        }

        RunResult result() {
            return new RunResult(
                    version,
                    scenario.title(),
                    scenario.name(),
                    scenario.digest(),
                    scenario.question(),
                    answer == null ? "" : answer.template(),
                    scenario.lesson(),
                    scenario.charts(),
                    variants);
        }
    }

    /** Writes a result as {@code result.json}, in UTF-8. */
    public static byte[] write(RunResult result) {
        ObjectNode document = MAPPER.valueToTree(Document.of(result));
        DeclarationOrder.note(document);
        return bytes(document);
    }

    /** Writes the facts of a run as {@code run.json}, in UTF-8, with the names of its output files. */
    static byte[] write(RunFacts facts, List<String> outputs) {
        ObjectNode document = MAPPER.valueToTree(facts);
        document.put("format", ResultVersions.FACTS.newest());
        outputs.forEach(document.putArray("outputs")::add);
        return bytes(document);
    }

    /** Creates plain data from alternating names and values. */
    static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** Writes plain data as JSON with the same conventions, in UTF-8. */
    static byte[] document(Object plain) {
        return bytes(MAPPER.valueToTree(plain));
    }

    /** Writes plain data as JSON, in UTF-8, with its format number under {@code version}. */
    static byte[] document(Object plain, FileFormat format) {
        ObjectNode document = MAPPER.valueToTree(plain);
        document.put("version", format.newest());
        return bytes(document);
    }

    /**
     * Reads plain data.
     *
     * @throws IOException if the bytes are malformed
     */
    static <T> T plain(byte[] json, Class<T> type) throws IOException {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException torn) {
            throw new IOException("it is incomplete, or not a result", torn);
        }
    }

    /**
     * Returns the names of the output files listed in a {@code run.json}; none if it has no list.
     *
     * @throws NewerFormatException if the file requires a newer program
     * @throws IOException if the bytes are malformed
     */
    static List<String> outputs(byte[] facts) throws IOException {
        ResultVersions.number(ResultVersions.FACTS, "format", "1", facts);
        List<String> names = new ArrayList<>();
        MAPPER.readTree(facts).path("outputs").forEach(name -> names.add(name.asText()));
        return names;
    }

    /**
     * Reads a {@code result.json}. An older version is upgraded to the current one.
     *
     * @throws NewerFormatException if the file requires a newer program
     * @throws IOException if the bytes are not a result
     */
    public static RunResult read(byte[] json) throws IOException {
        int number = version(json);
        ObjectNode document = (ObjectNode) DeclarationOrder.restore(MAPPER.readTree(json));
        ResultVersions.upgrade(document, number);
        return MAPPER.treeToValue(document, Document.class).result();
    }

    /**
     * Returns the version of a {@code result.json} without reading the rest of it.
     *
     * @throws NewerFormatException if the file requires a newer program
     * @throws IOException if the bytes are not a result
     */
    public static int version(byte[] json) throws IOException {
        return ResultVersions.number(ResultVersions.RESULT, "version", "", json);
    }

    /** Returns the JSON Schema (draft 07) of {@code result.json}. */
    public static String schema() {
        try (InputStream file = ResultJson.class.getResourceAsStream("result.schema.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema of results cannot be read", e);
        }
    }

    private static byte[] bytes(Object value) {
        try {
            ByteArrayOutputStream json = new ByteArrayOutputStream(FIRST_BYTES);
            MAPPER.writeValue(new OutputStreamWriter(json, StandardCharsets.UTF_8), value);
            json.write('\n');
            return json.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("a result cannot be written as JSON", e);
        }
    }

    private static ObjectMapper mapper() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        ObjectMapper mapper = JsonMapper.builder()
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .propertyNamingStrategy(new JacksonMixIns.Names())
                .defaultPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines))
                .addModule(DoubleFormat.module())
                .build();
        JacksonMixIns.register(mapper);
        return mapper;
    }
}
