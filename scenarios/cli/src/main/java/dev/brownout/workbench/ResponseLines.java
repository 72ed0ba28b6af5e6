package dev.brownout.workbench;

import dev.brownout.json.JsonBuilder;
import java.nio.charset.StandardCharsets;

/** Lines of the response to a call. Each line is a JSON object. */
final class ResponseLines {
    private ResponseLines() {}

    /** Returns a line with the place of a run in the queue, from 1. */
    static byte[] queued(int place) {
        return line(builder("queued").name("place").value(place));
    }

    /** Returns a line with the completed share of each variant. */
    static byte[] progress(double[] shares) {
        JsonBuilder line = builder("progress").name("value").beginArray();
        for (double share : shares) {
            line.value(share);
        }
        return line(line.endArray());
    }

    /** Returns a line with the reason of a failed call. */
    static byte[] error(String message) {
        return line(builder("error").name("message").value(message));
    }

    private static JsonBuilder builder(String type) {
        return JsonBuilder.compact().beginObject().name("type").value(type);
    }

    private static byte[] line(JsonBuilder object) {
        return (object.endObject().text() + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
