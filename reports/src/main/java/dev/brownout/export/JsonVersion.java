package dev.brownout.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.brownout.io.FileFormat;
import dev.brownout.io.NewerFormatException;
import java.io.IOException;

/** Check of the version of a JSON file before the rest of it is read. */
final class JsonVersion {
    private JsonVersion() {}

    /**
     * Checks that this program can read a file.
     *
     * @param key key of the version in the top-level object
     * @throws NewerFormatException if the file requires a newer program
     * @throws IOException if the bytes are not a JSON object, or it is not of this version
     */
    static void check(FileFormat format, String key, byte[] json) throws IOException {
        String number = "";
        JsonLocation at = JsonLocation.NA;
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no object of JSON");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isRequested = key.equals(parser.currentName());
                parser.nextToken();
                if (isRequested) {
                    number = parser.getText();
                    at = parser.currentTokenLocation();
                }
                parser.skipChildren();
            }
        }
        format.check(number, at.getLineNr(), at.getColumnNr());
    }
}
