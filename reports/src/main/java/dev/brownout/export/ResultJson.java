package dev.brownout.export;

import dev.brownout.io.FileFormat;
import dev.brownout.result.RunResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON form of results: sorted keys, {@code \n} as line end, shortest exact numbers. Equal results yield equal bytes.
 * {@link ResultJsonReader} reads it.
 */
public final class ResultJson {
    /** File format of {@code result.json}. */
    public static final FileFormat FORMAT = new FileFormat("result.json", 1);

    private ResultJson() {}

    /** Writes a result as {@code result.json}, in UTF-8. */
    public static byte[] write(RunResult result) {
        return document(ResultDocument.of(result), FORMAT);
    }

    /** Writes the facts of a run as {@code run.json}, in UTF-8, with the names of its output files. */
    static byte[] write(RunFacts facts, List<String> outputs) {
        Map<String, Object> document = PlainJson.properties(facts);
        document.put("format", RunFacts.FORMAT.version());
        document.put("outputs", outputs);
        return PlainJson.bytes(document);
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
        return PlainJson.bytes(plain);
    }

    /** Writes a record as JSON, in UTF-8, with the version of its format under {@code version}. */
    static byte[] document(Record plain, FileFormat format) {
        Map<String, Object> document = PlainJson.properties(plain);
        document.put("version", format.version());
        return PlainJson.bytes(document);
    }

    /** Returns the JSON Schema (draft 07) of {@code result.json}. */
    public static String schema() {
        try (InputStream file = ResultJson.class.getResourceAsStream("result.schema.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema of results cannot be read", e);
        }
    }
}
