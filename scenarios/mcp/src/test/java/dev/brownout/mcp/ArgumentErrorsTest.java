package dev.brownout.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brownout.rounds.TestRound;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each tool answers missing, wrong, huge and unknown arguments with a message about the arguments. */
class ArgumentErrorsTest {
    /** Names and messages of Java classes. */
    private static final Pattern INTERNALS =
            Pattern.compile("\\b(?:java|javax|io|com|dev|reactor)(?:\\.[a-z]\\w*)+\\.[A-Z]"
                    + "|\\b[A-Z]\\w*(?:Exception|Error)\\b|Cannot invoke"
                    + "|internal error|cannot be cast|\\.java:\\d|(?:START|END)_(?:OBJECT|ARRAY)");

    private static final String SCENARIO = """
            load: 5/s
            components: { web: { kind: server, cores: 1, service: 10ms } }
            requests: { page: { path: [web] } }
            sla: { up: availability >= 90% }
            run: 2s
            """;

    private static final List<Object> VALUES = values();

    private static List<Object> values() {
        Map<String, Object> withNull = new HashMap<>();
        withNull.put("a", null);
        List<Object> values = new ArrayList<>(List.of(
                7,
                -1,
                1.5,
                1e300,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                true,
                "",
                " ",
                "x",
                "\u0000",
                "a: [",
                "&a [*a, *a]",
                "{".repeat(900),
                "x".repeat(50_000),
                List.of(),
                List.of(1, "x", List.of(), Map.of()),
                Collections.singletonList(null),
                Collections.nCopies(200, "x"),
                List.of("=", "web.nodes=", "=4", "web.nodes", "a.b.c=[", "x".repeat(900)),
                Map.of(),
                Map.of("x", 1),
                Map.of("../x", "y"),
                withNull));
        values.add(null);
        return values;
    }

    @Test
    @Tag("rows")
    void argumentsOfEachToolHaveErrorsWithoutClasses() {
        try (LineClient client = new LineClient()) {
            List<String> failures = new ArrayList<>();
            int errors = 0;
            JsonNode tools = client.awaited(client.request("tools/list", Map.of()))
                    .path("result")
                    .path("tools");
            assertThat(tools).hasSizeGreaterThan(5);
            List<String> names = tools.findValuesAsText("name");
            List<String> chosen = TestRound.rotating(names, 2);
            for (JsonNode tool : tools) {
                if (!chosen.contains(tool.path("name").asText())) {
                    continue;
                }
                List<Map<String, Object>> calls = new ArrayList<>(List.of(Map.of(), Map.of("no such", 1)));
                tool.path("inputSchema").path("properties").fieldNames().forEachRemaining(name -> {
                    for (Object value : VALUES) {
                        calls.add(Collections.singletonMap(name, value));
                        Map<String, Object> both = new HashMap<>(Map.of("scenario", SCENARIO));
                        if (tool.path("inputSchema").path("properties").has("vary")) {
                            both.put("vary", List.of("web.cores=1..2"));
                        }
                        both.put(name, value);
                        calls.add(both);
                    }
                });
                for (Map<String, Object> arguments : calls) {
                    JsonNode response =
                            client.awaited(client.begin(tool.path("name").asText(), arguments));
                    boolean failed = response.has("error")
                            || response.path("result").path("isError").asBoolean();
                    errors += failed ? 1 : 0;
                    if (failed && INTERNALS.matcher(response.toString()).find()) {
                        failures.add(tool.path("name").asText() + " " + shorten(arguments.toString()) + ": "
                                + shorten(response.toString()));
                    }
                }
            }
            assertThat(failures).isEmpty();
            assertThat(errors).isGreaterThan(50);
        }
    }

    private static String shorten(String text) {
        return text.substring(0, Math.min(text.length(), 300));
    }

    @Test
    void parametersOfEachMethodHaveErrorsWithoutClasses() {
        try (LineClient client = new LineClient()) {
            for (String method : List.of(
                    "initialize", "ping", "tools/list", "tools/call", "logging/setLevel", "resources/read", "x")) {
                for (Object value : VALUES) {
                    JsonNode response = client.awaited(client.request(method, value));
                    assertThat(response.path("error").toString())
                            .as("%s %s", method, value)
                            .doesNotContainPattern(INTERNALS);
                    JsonNode nested = client.awaited(client.request(method, Collections.singletonMap("name", value)));
                    assertThat(nested.path("error").toString())
                            .as("%s name: %s", method, value)
                            .doesNotContainPattern(INTERNALS);
                }
            }
        }
    }
}
