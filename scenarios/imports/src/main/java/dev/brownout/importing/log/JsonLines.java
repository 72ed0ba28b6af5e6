package dev.brownout.importing.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.brownout.importing.detail.UnreadFields;
import dev.brownout.sentence.Sentence;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Log format with one JSON object per line, and the field names of {@link FieldRole}. An object without the fields of a
 * request is a message of the application and no request.
 */
final class JsonLines implements LogFormat {
    private static final int DEEPEST = 4;

    /** Fields with a text that may be a JSON object: Azure writes the properties of App Service logs so. */
    private static final Set<String> TEXTS = Set.of("properties");

    private final JsonFactory factory = new JsonFactory();
    private final Timestamps times = new Timestamps();
    private final UnreadFields unread = new UnreadFields();
    private String withoutUnit = "";

    @Override
    public String name() {
        return "lines of JSON";
    }

    @Override
    public String option() {
        return "json";
    }

    @Override
    public List<String> leftOut() {
        return unread.remarks();
    }

    @Override
    public String untimed() {
        return withoutUnit.isEmpty()
                ? "the log has no response times"
                : "the field '" + withoutUnit
                        + "' has no unit, so it is not used as the response time; name it with its"
                        + " unit, such as duration_ms";
    }

    @Override
    public AccessLogEntry read(String line, long writtenMicros) throws UnparsableLineException {
        if (line.isEmpty() || line.charAt(0) != '{') {
            throw new UnparsableLineException(Sentence.of("it is not a JSON object"));
        }
        RequestFields fields = new RequestFields(times, unread);
        object(line, fields, 0);
        AccessLogEntry access = fields.access(writtenMicros);
        withoutUnit = access.responseMicros() < 0 ? fields.withoutUnit() : withoutUnit;
        return access;
    }

    private void object(String text, RequestFields fields, int depth) throws UnparsableLineException {
        try (JsonParser parser = factory.createParser(text)) {
            parser.nextToken();
            object(parser, "", fields, depth);
            if (parser.nextToken() != null) {
                throw new UnparsableLineException(Sentence.of("text after a JSON object"));
            }
        } catch (IOException broken) {
            throw new UnparsableLineException(Sentence.of("invalid JSON"));
        }
    }

    private void object(JsonParser parser, String above, RequestFields fields, int depth)
            throws IOException, UnparsableLineException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = above + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == null) {
                throw new UnparsableLineException(Sentence.of("invalid JSON"));
            }
            if (value == JsonToken.START_OBJECT && depth < DEEPEST) {
                object(parser, name + ".", fields, depth + 1);
            } else if (value.isStructStart()) {
                parser.skipChildren();
            } else if (value == JsonToken.VALUE_STRING
                    && TEXTS.contains(name)
                    && parser.getText().startsWith("{")
                    && depth < DEEPEST) {
                object(parser.getText(), fields, depth + 1);
            } else if (value != JsonToken.VALUE_NULL) {
                fields.store(name, parser.getText(), value == JsonToken.VALUE_STRING);
            }
        }
    }
}
