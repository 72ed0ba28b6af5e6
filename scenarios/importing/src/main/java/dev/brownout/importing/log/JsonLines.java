package dev.brownout.importing.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/**
 * Log format with one JSON object per line. It knows the field names of Caddy (its documentation, "How Logging Works":
 * {@code ts}, {@code request.uri}, {@code duration} in seconds), Traefik (its documentation, "Access Logs":
 * {@code StartUTC}, {@code RequestPath}, {@code Duration} in nanoseconds), Envoy as Istio configures it
 * ({@code start_time}, {@code response_code}, {@code duration} in milliseconds), Google Cloud
 * ({@code httpRequest.latency}), and usual names in a {@code log_format} of nginx with {@code escape=json}.
 */
final class JsonLines implements LogFormat {
    private static final int DEEPEST = 4;
    private static final List<String> OF_REQUESTS =
            List.of("\"uri\":", "\"path\":", "\"url\":", "\"request\":", "\"request_uri\":", "\"status\":");

    private final JsonFactory factory = new JsonFactory();
    private final Timestamps times = new Timestamps();

    @Override
    public String name() {
        return "lines of JSON";
    }

    @Override
    public String option() {
        return "json";
    }

    /**
     * Returns whether a line is a message without any field of a request. Caddy and servers with similar loggers write
     * such messages to the same log.
     */
    @Override
    public boolean aside(String line) {
        return line.startsWith("{\"level\":\"")
                && line.contains("\"msg\":\"")
                && OF_REQUESTS.stream().noneMatch(line::contains);
    }

    @Override
    public AccessLogEntry read(String line) throws UnparsableLineException {
        if (line.isEmpty() || line.charAt(0) != '{') {
            throw new UnparsableLineException("it is not a JSON object");
        }
        JsonFields fields = new JsonFields(times);
        try (JsonParser parser = factory.createParser(line)) {
            parser.nextToken();
            object(parser, "", fields, 0);
            if (parser.nextToken() != null) {
                throw new UnparsableLineException("text after a JSON object");
            }
        } catch (IOException broken) {
            throw new UnparsableLineException("invalid JSON");
        }
        return fields.access();
    }

    private static void object(JsonParser parser, String above, JsonFields fields, int depth)
            throws IOException, UnparsableLineException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = above + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == null) {
                throw new UnparsableLineException("invalid JSON");
            }
            if (value == JsonToken.START_OBJECT && depth < DEEPEST) {
                object(parser, name + ".", fields, depth + 1);
            } else if (value.isStructStart()) {
                parser.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                fields.take(name, parser.getText(), value == JsonToken.VALUE_STRING);
            }
        }
    }
}
