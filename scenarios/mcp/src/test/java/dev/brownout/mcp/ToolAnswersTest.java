package dev.brownout.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.mcp.LineClient.Answer;
import dev.brownout.page.EngineCalls;
import dev.brownout.page.RunLimits;
import dev.brownout.page.RunRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of each tool: those of the commands. */
@Tag("story")
class ToolAnswersTest {
    private static final String SHOP = """
            load: 20/s
            run: { duration: 30s, seed: 7 }
            components:
              web: { kind: server, cores: 2, service: exp(40ms) }
            requests:
              page: { path: [web], timeout: 1s }
            sla:
              fast: page.p99 < 400ms
            variants:
              two cores: {}
              one core: { set: { web.cores: 1 }, expect_violations: [fast] }
            """;

    private static LineClient client;

    @BeforeAll
    static void start() {
        client = new LineClient();
    }

    @AfterAll
    static void end() {
        client.close();
    }

    @Test
    void serverDescribesItselfAndEightTools() {
        JsonNode tools = client.awaited(client.request("tools/list", Map.of()))
                .path("result")
                .path("tools");
        List<String> names = new ArrayList<>();
        tools.forEach(tool -> {
            names.add(tool.path("name").asText());
            assertThat(tool.path("description").asText()).endsWith(".");
            assertThat(tool.path("inputSchema").path("additionalProperties").asBoolean(true))
                    .isFalse();
            tool.path("inputSchema")
                    .path("properties")
                    .forEach(property ->
                            assertThat(property.path("description").asText()).isNotBlank());
        });
        assertThat(names)
                .containsExactly(
                        "list", "explain", "validate", "estimate", "run", "compare", "capacity", "trace_slowest");
        assertThat(tools.toString()).doesNotContain("\"file\"");
    }

    @Test
    void listFindsScenariosByThemeAndWords() {
        Answer course = client.call("list", Map.of("words", "course"));
        assertThat(course.json().path("scenarios")).hasSize(12);
        assertThat(course.json().path("count").intValue()).isEqualTo(12);
        assertThat(course.json().path("scenarios").path(5).path("name").asText())
                .isEqualTo("ladder/06-cache");
        Answer none = client.call("list", Map.of("words", "cahce stampede"));
        assertThat(none.error()).isTrue();
        assertThat(none.text("error")).contains("no scenario contains 'cahce stampede'", "themes: first steps");
    }

    /** All scenarios are listed by repeated calls with the offset that each answer names. */
    @Test
    void listContinuesAtTheOffsetOfItsAdvice() {
        List<String> names = new ArrayList<>();
        int calls = 0;
        String advice = "offset 0, or";
        while (!advice.isEmpty()) {
            int offset = Integer.parseInt(advice.replaceAll(".*offset (\\d+).*", "$1"));
            assertThat(offset).isEqualTo(names.size());
            JsonNode answer = client.call("list", Map.of("offset", offset)).json();
            answer.path("scenarios").forEach(one -> names.add(one.path("name").asText()));
            advice = answer.path("left_out").path(0).path("advice").asText();
            calls++;
        }
        assertThat(names).containsExactlyElementsOf(new ShippedLibrary().names());
        assertThat(calls).isGreaterThan(1);
    }

    @Test
    void explainReturnsPagesAndTextsOfScenarios() {
        String page = client.call("explain", Map.of("word", "cdn")).text("text");
        assertThat(page).contains("Parameters", "edges", "Metrics");
        String example = client.call("explain", Map.of("word", "server", "part", "example"))
                .text("text");
        assertThat(example).contains("kind: server").doesNotContain("Metrics");
        Answer lesson = client.call("explain", Map.of("word", "ladder/06"));
        assertThat(lesson.text("library")).isEqualTo("ladder/06-cache");
        assertThat(lesson.text("text"))
                .isEqualTo(new ShippedLibrary().text("ladder/06-cache").orElseThrow());
        assertThat(client.call("explain", Map.of()).text("text")).contains("load-balancer");
        JsonNode hits =
                client.call("explain", Map.of("search", "sticky session")).json();
        assertThat(hits.path("hits").path(0).path("word").asText()).isEqualTo("sticky session");
        Answer unknown = client.call("explain", Map.of("word", "sever"));
        assertThat(unknown.error()).isTrue();
        assertThat(unknown.text("error")).contains("unknown word 'sever'", "'server'");
    }

    /** The problems are those of the engine, with line and column. */
    @Test
    void validateReturnsTheProblemsOfTheEngine() {
        String wrong = SHOP.replace("kind: server", "kind: sever").replace("page.p99", "pge.p99");
        Answer answer = client.call("validate", Map.of("scenario", wrong));
        EngineCalls.Problems expected = new EngineCalls().validate("scenario", wrong, Map.of());
        assertThat(expected.all()).hasSizeGreaterThan(1);
        assertThat(answer.error()).isTrue();
        assertThat(answer.json().path("problems")).hasSameSizeAs(expected.all());
        assertThat(answer.text("text").strip()).isEqualTo(expected.text().strip());
        JsonNode first = answer.json().path("problems").path(0);
        assertThat(first.path("line").intValue()).isEqualTo(4);
        assertThat(first.path("column").intValue()).isEqualTo(16);
        assertThat(first.path("fix").path("text").asText()).isEqualTo("server");
        Answer set = client.call("validate", Map.of("scenario", SHOP, "set", List.of("web.coers=4")));
        assertThat(set.text("text")).contains("--set:1:1: unknown key 'coers'");
    }

    @Test
    void validateReturnsVariantsAndAssertions() {
        Answer valid = client.call("validate", Map.of("scenario", SHOP));
        assertThat(valid.error()).isFalse();
        assertThat(valid.json().path("valid").asBoolean()).isTrue();
        assertThat(valid.json().path("variants").toString()).isEqualTo("[\"two cores\",\"one core\"]");
        assertThat(valid.json().path("assertions").toString()).contains("fast: page.p99 < 400ms");
    }

    @Test
    void estimateNamesTheBottleneck() {
        Answer answer = client.call("estimate", Map.of("scenario", SHOP, "set", List.of("load=40/s")));
        JsonNode variant = answer.json().path("variants").path(0);
        assertThat(variant.path("bottleneck").asText()).isEqualTo("web");
        assertThat(variant.path("stations").path(0).path("utilization").doubleValue())
                .isEqualTo(0.8);
        assertThat(answer.text("text")).contains("The bottleneck is web, saturated at a total load of 50/s.");
    }

    /** Verdict and screen are those of the engine for the same seed and settings. */
    @Test
    void runReturnsVerdictAndScreenOfTheEngine() throws Exception {
        Answer answer = client.call(
                "run",
                Map.of("scenario", SHOP, "seed", 9, "set", List.of("load=15/s"), "variants", List.of("two cores")));
        String expected = new EngineCalls()
                .run(
                        "scenario",
                        SHOP,
                        Map.of(),
                        new RunRequest("9", List.of("two cores"), List.of("load=15/s")),
                        RunLimits.STANDARD,
                        shares -> {})
                .screen();
        assertThat(answer.text("screen")).isEqualTo(expected);
        assertThat(answer.text("verdict")).isEqualTo("PASS");
        assertThat(answer.json().path("variants")).hasSize(1);
        JsonNode assertion =
                answer.json().path("variants").path(0).path("assertions").path(0);
        assertThat(assertion.path("name").asText()).isEqualTo("fast");
        assertThat(assertion.path("bound").asText()).isEqualTo("< 400 ms");
        assertThat(assertion.path("verdict").asText()).isEqualTo("met");
        Answer both = client.call("run", Map.of("scenario", SHOP, "details", true));
        assertThat(both.text("sentence")).isEqualTo("PASS: 1 assertion met, 1 expected violation (!)");
        assertThat(both.text("screen")).contains("Load and capacity, predicted and measured");
    }

    private static JsonNode content(String tool, Map<String, ?> arguments) {
        return client.awaited(client.begin(tool, arguments)).path("result").path("content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "compare"})
    void answersOfRunsHaveAPictureAndALink(String tool) throws IOException {
        JsonNode content = content(tool, Map.of("scenario", SHOP));
        JsonNode picture = content.path(1);
        assertThat(picture.path("type").asText()).isEqualTo("image");
        assertThat(picture.path("mimeType").asText()).isEqualTo("image/png");
        byte[] png = Base64.getDecoder().decode(picture.path("data").asText());
        assertThat(png).hasSizeLessThan(BoundedAnswer.MOST_PICTURE_BYTES);
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isBetween(640, 960);
        assertThat(content.path(2).path("text").asText()).contains(": " + LineClient.PAGE + "#1.");
        assertThat(content).hasSize(3);
    }

    @Test
    void answersWithoutRunsAreOneText() {
        assertThat(content("estimate", Map.of("scenario", SHOP))).hasSize(1);
    }

    @Test
    void compareMarksDifferencesOfVariantsAndOfSettings() {
        Answer variants = client.call("compare", Map.of("scenario", SHOP, "replications", 4));
        assertThat(variants.text("text")).contains("'one core' against 'two cores'", "4 pairs of runs");
        assertThat(variants.json().path("all_replications_done").asBoolean()).isTrue();
        Answer changed = client.call(
                "compare",
                Map.of(
                        "scenario",
                        SHOP,
                        "replications",
                        3,
                        "other",
                        Map.of("set", List.of("web.cores=1")),
                        "variants",
                        List.of("two cores")));
        assertThat(changed.text("text")).contains("'changed' against 'scenario'");
        Answer single = client.call("compare", Map.of("scenario", SHOP, "variants", List.of("one core")));
        assertThat(single.error()).isTrue();
        assertThat(single.text("error")).contains("needs two variants or two scenarios");
    }

    @Test
    @Tag("change")
    void capacityFindsLoadAndDesign() {
        Answer load = client.call(
                "capacity",
                Map.of("scenario", SHOP, "vary", List.of("load"), "replications", 4, "tolerance_percent", 20));
        assertThat(load.json().path("found").asBoolean()).isTrue();
        assertThat(load.json().path("complete").asBoolean()).isTrue();
        assertThat(load.json().path("findings").path(0).asText()).startsWith("all assertions are met up to");
        Answer design = client.call(
                "capacity",
                Map.of(
                        "scenario",
                        SHOP,
                        "set",
                        List.of("load=60/s"),
                        "vary",
                        List.of("web.cores=1..8"),
                        "replications",
                        4));
        assertThat(design.json().path("findings").path(0).asText())
                .startsWith("The smallest design that meets all assertions: web.cores");
        Answer wrong = client.call("capacity", Map.of("scenario", SHOP, "vary", List.of("=")));
        assertThat(wrong.text("error")).contains("varies nothing");
    }

    @Test
    void traceShowsTheSlowestRequests() {
        Answer answer =
                client.call("trace_slowest", Map.of("scenario", SHOP, "variants", List.of("one core"), "count", 2));
        assertThat(answer.json().path("traced").intValue()).isEqualTo(2);
        assertThat(answer.text("text")).contains("web").contains("ms");
        assertThat(answer.text("text").toLowerCase(Locale.ROOT)).contains("breakdown");
    }

    @Test
    void filesOfTheCallAreRead() {
        String replay = SHOP.replace("load: 20/s", "load: trace(times.csv)");
        Answer missing = client.call("run", Map.of("scenario", replay));
        assertThat(missing.text("text")).contains("'times.csv': it is not among the given files");
        StringBuilder times = new StringBuilder();
        for (int i = 1; i < 300; i++) {
            times.append(i * 100).append("ms\n");
        }
        Answer run = client.call("run", Map.of("scenario", replay, "files", Map.of("times.csv", times.toString())));
        assertThat(run.error()).as(run.line()).isFalse();
        assertThat(run.text("screen")).contains("requests");
    }
}
