package dev.brownout.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.mcp.LineClient.Answer;
import dev.brownout.page.EngineCalls;
import dev.brownout.rounds.ChosenRows;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of the calls in time, and of the answers in size. */
@Tag("story")
class ToolLimitsTest {
    /** A scenario with a complete run of several minutes. */
    static final String ENDLESS = """
            load: 10000/s
            run: { duration: 10h, warmup: 1s }
            components:
              web: { kind: server, cores: 200, service: exp(10ms) }
            requests:
              page: { path: [web], timeout: 1s }
            sla:
              fast: page.p99 < 1s
            """;

    /** Time limit of calls: many looks at a hasty clock, and far below the same time of a machine. */
    private static final int SECONDS = 300;

    private static LineClient client;

    @BeforeAll
    static void start() {
        client = new LineClient();
    }

    @AfterAll
    static void end() {
        client.close();
    }

    /** Returns a scenario with many variants, assertions and requests, all with long names. */
    private static String large(int variants) {
        String names = IntStream.range(0, variants)
                .mapToObj(i -> "  variant number " + i + " 'with quotes' and a long name: { set: { web.cores: "
                        + (i % 3 + 1) + " } }\n")
                .collect(Collectors.joining());
        return """
                load: 20/s
                run: { duration: 2s, warmup: 0s }
                components:
                  web: { kind: server, cores: 2, service: exp(40ms) }
                requests:
                  page: { path: [web], timeout: 1s }
                sla:
                """
                + IntStream.range(0, 20)
                        .mapToObj(i -> "  assertion with the number " + i + ": page.p99 < " + (i + 1) + "ms\n")
                        .collect(Collectors.joining())
                + "variants:\n" + names;
    }

    private static Answer limited(Answer answer) {
        int bytes = answer.line().getBytes(StandardCharsets.UTF_8).length;
        assertThat(bytes).isLessThanOrEqualTo(BoundedAnswer.MOST_BYTES + 2);
        return answer;
    }

    /** Answers about a scenario with many variants fill the limit, and state the omitted parts. */
    @ParameterizedTest
    @CsvSource({"validate, 50", "estimate, 50", "run, 12", "trace_slowest, 20"})
    @ChosenRows({1, 3})
    void answersAreCutWithAdvice(String tool, int variants) {
        Answer answer = limited(client.call(tool, Map.of("scenario", large(variants))));
        assertThat(answer.error()).as(answer.line()).isFalse();
        assertThat(answer.line()).hasSizeGreaterThan(2_000);
        assertThat(answer.json().path("left_out")).isNotEmpty().allSatisfy(note -> {
            assertThat(note.path("of").asText()).isNotBlank();
            assertThat(note.path("lines").asInt() + note.path("items").asInt()).isPositive();
            assertThat(note.path("advice").asText()).isNotBlank();
        });
    }

    @Test
    void problemsAreCutWithTheirNumber() {
        String wrong = large(1)
                + IntStream.range(0, 40)
                        .mapToObj(i -> "  wrong " + i + ": { st: 1 }\n")
                        .collect(Collectors.joining());
        Answer answer = limited(client.call("validate", Map.of("scenario", wrong)));
        assertThat(answer.error()).isTrue();
        int shown = answer.json().path("problems").size();
        int all = new EngineCalls().validate("scenario", wrong, Map.of()).all().size();
        assertThat(shown).isPositive().isLessThan(all);
        assertThat(shown + answer.json().path("left_out").path(0).path("items").intValue())
                .isEqualTo(all);
    }

    @Test
    void textsAreCutAtLinesAndContinued() {
        Answer first = limited(client.call("explain", Map.of("word", "server")));
        String advice = first.json().path("left_out").path(0).path("advice").asText();
        int offset = Integer.parseInt(advice.replaceAll(".*offset (\\d+).*", "$1"));
        assertThat(first.text("text").lines()).hasSize(offset);
        Answer second = limited(client.call("explain", Map.of("word", "server", "offset", offset)));
        assertThat(second.text("text")).isNotEmpty();
        assertThat(second.text("text").lines().findFirst())
                .isNotEqualTo(first.text("text").lines().findFirst());
    }

    /** Returns a client with calls that reach a time limit after few readings of the clock. */
    private static LineClient hasty() {
        return new LineClient(new SteppedClock(Duration.ofSeconds(1)));
    }

    /** A run reports its progress, and ends at its time limit with partial results, which state the reason. */
    @Test
    void runEndsAtItsTimeLimit() {
        try (LineClient hasty = hasty()) {
            Answer answer = limited(hasty.call("run", Map.of("scenario", ENDLESS, "max_seconds", SECONDS)));
            assertThat(answer.error()).isFalse();
            assertThat(answer.text("verdict")).isEqualTo("FAIL");
            assertThat(answer.json()
                            .path("variants")
                            .path(0)
                            .path("ended_early")
                            .asText())
                    .startsWith("limit of " + SECONDS + " s run time reached");
            assertThat(hasty.lines())
                    .anyMatch(line -> line.contains("notifications/progress") && line.contains("token of run"));
        }
    }

    @Test
    @Tag("change")
    void experimentsEndAtTheirTimeLimit() {
        Map<String, ?> other = Map.of("set", List.of("web.cores=300"));
        try (LineClient hasty = hasty()) {
            Answer compare =
                    limited(hasty.call("compare", Map.of("scenario", ENDLESS, "other", other, "max_seconds", SECONDS)));
            assertThat(compare.error()).isTrue();
            assertThat(compare.text("error")).contains("no result within " + SECONDS + " s");
            Answer capacity = limited(hasty.call(
                    "capacity", Map.of("scenario", ENDLESS, "vary", List.of("load"), "max_seconds", SECONDS)));
            assertThat(capacity.error()).isTrue();
            assertThat(capacity.text("error")).contains("no result within " + SECONDS + " s");
        }
    }

    @Test
    void largeScenariosAreRejected() {
        String text = "# " + "x".repeat(80) + "\n";
        Answer large = limited(client.call("validate", Map.of("scenario", text.repeat(13_000))));
        assertThat(large.text("error")).startsWith("'scenario' has at most 1000000 characters");
        String anchors = "a: &a [x, x, x, x, x, x, x, x, x]\n"
                + IntStream.range(0, 12)
                        .mapToObj(i -> (char) ('b' + i) + ": &" + (char) ('b' + i) + " ["
                                + ("*" + (char) ('a' + i) + ", ").repeat(8) + "*" + (char) ('a' + i) + "]\n")
                        .collect(Collectors.joining());
        assertThat(limited(client.call("validate", Map.of("scenario", anchors))).error())
                .isTrue();
    }
}
