package dev.brownout.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brownout.rounds.ChosenRows;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A scripted client brings lessons of the course to PASS by calls of tools alone. It is the client of the SDK, and the
 * server is a process with the command {@code mcp}.
 *
 * <p>Without the variants of its lesson, a scenario expects no violation. The client begins with a design that violates
 * an assertion, and changes one setting after another until the verdict is PASS.
 */
@Tag("story")
class CourseByToolsTest {
    private static final int MOST_REPAIRS = 4;

    private static McpSyncClient client;

    private final ObjectMapper json = new ObjectMapper();

    @BeforeAll
    static void start() {
        ServerParameters process = ServerParameters.builder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .args(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.brownout.cli.Main",
                        "mcp")
                .build();
        client = McpClient.sync(new StdioClientTransport(process, new JacksonMcpJsonMapper(new ObjectMapper())))
                .jsonSchemaValidator(new SchemaValidator())
                .requestTimeout(Duration.ofMinutes(30))
                .initializationTimeout(Duration.ofMinutes(30))
                .build();
        client.initialize();
    }

    @AfterAll
    static void end() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1  | queue          | web.queue=50            | web.queue=20",
                "2  | server         | web.service=exp(80ms)   | web.service=exp(40ms)",
                "4  | load-balancer  | load=250/s              | web.nodes=3",
                "5  | database       | db.replicas=0           | db.replicas=1",
                "6  | cache          | cache.ttl=1s            | cache.ttl=none",
                "7  | cdn            | cdn.edges=40            | cdn.edges=4",
                "9  | dns            | params.ttl=60s          | params.ttl=10s",
                "10 | queue          | workers.nodes=5         | workers.nodes=15",
                "11 | alerts         | web.nodes=3             | web.nodes=4",
                "12 | shard          | params.without=20%      | params.without=10%; params.without=0%"
            })
    @ChosenRows(3)
    void lessonPassesAfterChangesOfSettings(int lesson, String word, String broken, String changes) {
        JsonNode listed = call("list", Map.of("words", "course")).path("scenarios");
        String name = listed.path(lesson - 1).path("name").asText();
        assertThat(name).startsWith("ladder/%02d-".formatted(lesson));
        assertThat(call("explain", Map.of("word", word)).path("text").asText()).contains(word);
        String text = call("explain", Map.of("word", name)).path("text").asText();
        List<String> settings = new ArrayList<>(List.of(broken));
        String single = repaired(text.substring(0, text.indexOf("\nvariants:\n") + 1), settings);
        assertThat(call("validate", Map.of("scenario", single, "set", settings)).path("assertions"))
                .isNotEmpty()
                .isEqualTo(call("validate", Map.of("library", name)).path("assertions"));
        List<String> verdicts = new ArrayList<>(List.of(verdict(single, settings)));
        for (String change : changes.split("; ", -1)) {
            settings.add(change);
            verdicts.add(verdict(single, settings));
        }
        String last = verdicts.remove(verdicts.size() - 1);
        assertThat(verdicts).as("before the last change").isNotEmpty().containsOnly("FAIL");
        assertThat(last).isEqualTo("PASS");
    }

    private String verdict(String scenario, List<String> settings) {
        JsonNode answer = call("run", Map.of("scenario", scenario, "set", settings));
        assertThat(answer.path("variants").path(0).path("ended_early").isMissingNode())
                .isTrue();
        return answer.path("verdict").asText();
    }

    /** Removes the lines that the tool validate reports, such as charts of an omitted variant, until there are none. */
    private String repaired(String scenario, List<String> settings) {
        List<String> lines = new ArrayList<>(scenario.lines().toList());
        for (int round = 0; round < MOST_REPAIRS; round++) {
            JsonNode checked = read(result("validate", Map.of("scenario", text(lines), "set", settings)));
            if (checked.path("valid").asBoolean()) {
                return text(lines);
            }
            checked.path("problems").forEach(problem -> {
                assertThat(problem.path("file").asText()).as(problem.toString()).isEqualTo("scenario");
                if (problem.path("severity").asText().equals("error")) {
                    lines.set(problem.path("line").intValue() - 1, "");
                }
            });
        }
        throw new AssertionError("still invalid after repairs:\n" + text(lines));
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private JsonNode call(String tool, Map<String, Object> arguments) {
        CallToolResult result = result(tool, arguments);
        assertThat(result.isError()).as(result.toString()).isFalse();
        return read(result);
    }

    private static CallToolResult result(String tool, Map<String, Object> arguments) {
        return client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private JsonNode read(CallToolResult result) {
        try {
            return json.readTree(((TextContent) result.content().get(0)).text());
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }
}
