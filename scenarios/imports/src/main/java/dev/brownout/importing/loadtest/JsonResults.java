package dev.brownout.importing.loadtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Results in JSON, one object per line: points of k6 (documentation, "JSON", {@code --out json}), and results of vegeta
 * (README, {@code vegeta encode --to json}), with {@code latency} in nanoseconds and {@code timestamp} as the start.
 */
final class JsonResults implements LoadTestFormat {
    private static final double MICROS_PER_NANO = 1e-3;

    private final JsonFactory factory = new JsonFactory();
    private boolean k6;
    private final UserCount users = new UserCount();

    @Override
    public String name() {
        return tool() + " results in JSON";
    }

    @Override
    public String tool() {
        return k6 ? "k6" : "vegeta";
    }

    @Override
    public LoopKind loop() {
        return k6 ? LoopKind.EITHER : LoopKind.OPEN;
    }

    @Override
    public int activeUsers() {
        return users.active();
    }

    @Override
    public List<String> leftOut() {
        return k6
                ? List.of("metrics of k6 other than http_req_duration and vus", ResultTimes.CLIENT_ERRORS)
                : List.of();
    }

    @Override
    public LoadTestRequest read(String line) {
        Map<String, String> fields = fields(line);
        String metric = fields.getOrDefault("metric", "");
        String type = fields.getOrDefault("type", "");
        if (!metric.isEmpty() && (type.equals("Point") || type.equals("Metric"))) {
            k6 = true;
            return type.equals("Point") ? point(metric, fields) : null;
        }
        if (!fields.keySet().containsAll(List.of("latency", "timestamp", "code", "bytes_in"))) {
            throw new IllegalArgumentException("no fields of a request of k6 or vegeta");
        }
        String code = fields.get("code");
        return new LoadTestRequest(
                ResultTimes.micros(fields.get("timestamp")),
                fields.getOrDefault("method", ""),
                fields.getOrDefault("url", ""),
                fields.containsKey("url") ? "" : "request",
                ResultTimes.status(code, !code.equals("0")),
                Math.round(ResultTimes.number(fields.get("bytes_in"))),
                Math.round(ResultTimes.number(fields.get("latency")) * MICROS_PER_NANO));
    }

    private LoadTestRequest point(String metric, Map<String, String> fields) {
        String value = fields.getOrDefault("data.value", "");
        if (metric.equals("vus")) {
            users.set(value);
        }
        if (!metric.equals("http_req_duration")) {
            return null;
        }
        String status = fields.getOrDefault("data.tags.status", "");
        boolean failed = fields.getOrDefault("data.tags.expected_response", "").equals("false") || status.equals("0");
        return K6Points.request(
                fields.getOrDefault("data.time", ""),
                value,
                fields.getOrDefault("data.tags.method", ""),
                fields.getOrDefault("data.tags.url", ""),
                fields.getOrDefault("data.tags.name", ""),
                ResultTimes.status(status, !failed));
    }

    private Map<String, String> fields(String line) {
        if (!line.startsWith("{")) {
            throw new IllegalArgumentException("it is not a JSON object");
        }
        Map<String, String> fields = new TreeMap<>();
        try (JsonParser parser = factory.createParser(line)) {
            parser.nextToken();
            object(parser, "", fields, name -> name.equals("data") || name.equals("data.tags"));
        } catch (IOException broken) {
            throw new IllegalArgumentException("invalid JSON", broken);
        }
        return fields;
    }

    /** Reads the scalar fields of an object, and of some objects in it, by their paths. */
    static void object(JsonParser parser, String above, Map<String, String> fields, Predicate<String> inner)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = above + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && inner.test(name)) {
                object(parser, name + ".", fields, inner);
            } else if (value.isStructStart()) {
                parser.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                fields.put(name, parser.getText());
            }
        }
    }
}
