package dev.brownout.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brownout.sample.FollowedSample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Traces for Perfetto in the Trace Event Format. */
class ChromeTraceTest {
    private final JsonNode events;

    ChromeTraceTest() throws IOException {
        events = new ObjectMapper()
                .readTree(ChromeTrace.write(FollowedSample.result()))
                .get("traceEvents");
    }

    @Test
    void requestsAreProcessesAndCallsAreNamedThreads() {
        List<String> names = new ArrayList<>();
        events.forEach(event -> {
            if (event.get("ph").asText().equals("M")) {
                names.add(event.get("args").get("name").asText());
            }
        });
        assertThat(names)
                .containsExactly(
                        "two boxes: slowest page 00000000000000ab",
                        "page",
                        "web/1",
                        "db/primary",
                        "two boxes: failed page f0000000000000cd",
                        "page",
                        "web/1",
                        "web/1 (concurrent)",
                        "web/2");
    }

    @Test
    void eventsOfAThreadAreSequentialOrNested() {
        Map<String, List<JsonNode>> threads = new LinkedHashMap<>();
        events.forEach(event -> {
            if (event.get("ph").asText().equals("X")) {
                threads.computeIfAbsent(event.get("pid") + "/" + event.get("tid"), thread -> new ArrayList<>())
                        .add(event);
            }
        });
        assertThat(threads).hasSize(7);
        threads.values().forEach(thread -> {
            for (JsonNode one : thread) {
                thread.forEach(other ->
                        assertThat(isNested(one, other)).as(one + " " + other).isTrue());
            }
        });
    }

    private static boolean isNested(JsonNode one, JsonNode other) {
        double from = one.get("ts").asDouble();
        double to = from + one.get("dur").asDouble();
        double begin = other.get("ts").asDouble();
        double end = begin + other.get("dur").asDouble();
        return to <= begin || end <= from || from <= begin && end <= to || begin <= from && to <= end;
    }
}
