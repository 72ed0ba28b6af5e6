package dev.brownout.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.io.FileFormat;
import dev.brownout.io.NewerFormatException;
import dev.brownout.result.RunResult;
import java.io.IOException;

/** Versions of the JSON formats that are read back, and their upgrade to the current version. */
public final class ResultVersions {
    /** File format of {@code result.json}. */
    public static final FileFormat RESULT = new FileFormat("result.json", RunResult.VERSION);
    /** File format of {@code run.json}, in which {@code version} is the version of the program. */
    public static final FileFormat FACTS = new FileFormat("run.json", 1);

    private ResultVersions() {}

    /**
     * Reads the format number of a file, and nothing else.
     *
     * @param key key of the number in the top-level object
     * @param unsaid default if the file has no number
     * @throws NewerFormatException if the file requires a newer program
     * @throws IOException if the bytes are not a JSON object, or the value is not a number
     */
    static int number(FileFormat format, String key, String unsaid, byte[] json) throws IOException {
        String number = unsaid;
        JsonLocation at = JsonLocation.NA;
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no object of JSON");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = key.equals(parser.currentName());
                parser.nextToken();
                if (wanted) {
                    number = parser.getText();
                    at = parser.currentTokenLocation();
                }
                parser.skipChildren();
            }
        }
        format.check(number, at.getLineNr(), at.getColumnNr());
        return Integer.parseInt(number);
    }

    /** Upgrades a {@code result.json} of an older program to the current version. Properties added since are empty. */
    static void upgrade(ObjectNode document, int from) {
        if (from < 2) {
            for (JsonNode variant : document.path("variants")) {
                put(variant, "edges", document.arrayNode());
                variant.path("timeline").forEach(happening -> put(happening, "data", document.objectNode()));
            }
        }
        for (JsonNode variant : document.path("variants")) {
            for (JsonNode fault : variant.path("faults")) {
                if (!fault.has("label")) {
                    put(fault, "label", fault.path("sentence"));
                }
            }
        }
        document.put("version", RunResult.VERSION);
    }

    private static void put(JsonNode object, String key, JsonNode value) {
        if (object instanceof ObjectNode fields) {
            fields.set(key, value);
        }
    }
}
