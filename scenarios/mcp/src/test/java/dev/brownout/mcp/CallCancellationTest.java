package dev.brownout.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.mcp.LineClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cancelled and concurrent calls. */
@Tag("story")
class CallCancellationTest {
    private static final Map<String, ?> LONG =
            Map.of("scenario", ToolLimitsTest.ENDLESS, "vary", List.of("load"), "max_seconds", 600);

    /** Number of reads of the clock that only a call with an executing simulation reaches. */
    private static final int READS_OF_AN_EXECUTION = 20;

    private static Map<String, ?> endless(String tool) {
        return switch (tool) {
            case "capacity" -> LONG;
            case "compare" ->
                Map.of(
                        "scenario",
                        ToolLimitsTest.ENDLESS,
                        "other",
                        Map.of("set", List.of("web.cores=300")),
                        "max_seconds",
                        600);
            default -> Map.of("scenario", ToolLimitsTest.ENDLESS, "max_seconds", 600);
        };
    }

    private static void cancel(LineClient client, int call) {
        client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":" + call
                + ",\"reason\":\"test\"}}");
    }

    /** A cancelled call has no response, and its thread is free for the next one. */
    @ParameterizedTest
    @ValueSource(strings = {"run", "trace_slowest", "compare", "capacity"})
    void cancelledCallEndsWithoutResponse(String tool) throws InterruptedException {
        SteppedClock clock = new SteppedClock(Duration.ofMillis(1));
        try (LineClient client = new LineClient(clock)) {
            int call = client.begin(tool, endless(tool));
            clock.awaitReads(READS_OF_AN_EXECUTION);
            List<Integer> waiting = new ArrayList<>();
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                waiting.add(client.begin(tool, endless(tool)));
            }
            cancel(client, call);
            waiting.forEach(one -> cancel(client, one));
            assertThat(client.call("run", Map.of("library", "hello-world", "set", List.of("run.duration=40s")))
                            .error())
                    .isFalse();
            assertThat(client.isAnswered(call)).isFalse();
            assertThat(waiting).noneMatch(client::isAnswered);
        }
    }

    /** Concurrent calls have the answers of calls one after another. */
    @Test
    void concurrentCallsHaveTheSameAnswers() {
        try (LineClient client = new LineClient()) {
            List<Integer> calls = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                calls.add(client.begin("run", arguments(seed)));
                calls.add(client.begin("validate", arguments(seed)));
            }
            for (int seed = 0; seed < 4; seed++) {
                Answer concurrent = client.answer(calls.get(2 * seed));
                Answer alone = client.call("run", arguments(seed));
                assertThat(concurrent.error()).isFalse();
                assertThat(concurrent.text("screen")).isEqualTo(alone.text("screen"));
                assertThat(client.answer(calls.get(2 * seed + 1))
                                .json()
                                .path("valid")
                                .asBoolean())
                        .isTrue();
            }
            assertThat(client.answer(calls.get(0)).text("screen"))
                    .isNotEqualTo(client.answer(calls.get(2)).text("screen"));
        }
    }

    private static Map<String, ?> arguments(int seed) {
        return Map.of("library", "hello-world", "seed", seed, "set", List.of("run.duration=40s"));
    }

    @Test
    void requestWithTheIdOfAnActiveOneIsRejected() {
        try (LineClient client = new LineClient()) {
            int call = client.begin("run", endless("run"));
            client.send("{\"jsonrpc\":\"2.0\",\"id\":" + call + ",\"method\":\"ping\"}");
            assertThat(client.awaited(call).path("error").path("message").asText())
                    .isEqualTo("a request with this id has no response yet");
            cancel(client, call);
        }
    }

    /** Calls that are active at the end of the input are answered before the end of the server. */
    @Test
    void activeCallsAreAnsweredAfterTheEndOfTheInput() {
        LineClient client = new LineClient();
        int call = client.begin("run", arguments(1));
        client.close();
        assertThat(client.isAnswered(call)).isTrue();
    }
}
