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

/** The numbers of the formats in JSON that are read back, and how older ones become today's. */
public final class ResultVersions {
    /** {@code result.json}. */
    public static final FileFormat RESULT = new FileFormat("result.json", RunResult.VERSION);
    /** {@code run.json}, in which {@code version} is that of the program. */
    public static final FileFormat FACTS = new FileFormat("run.json", 1);

    private ResultVersions() {}

    /**
     * Reads the number of a file, and nothing else of it.
     *
     * @param key under which it stands in the outermost object
     * @param unsaid what it is where the file says none
     * @throws NewerFormatException if it is for a newer program
     * @throws IOException if the bytes are no JSON object, or what stands there is no number
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

    /** Makes a {@code result.json} of an older program one of today's, in which there is nothing of what came since. */
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
