package dev.brownout.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brownout.mcp.LineClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that violate the protocol, the schemas or the limits of file access. */
class HostileRequestsTest {
    private static final String SCENARIO = """
            load: trace(%s)
            components:
              web: { kind: server, cores: 2, service: exp(40ms) }
            requests:
              page: { path: [web], timeout: 1s }
            """;

    @TempDir
    private Path folder;

    /** The server answers or ignores each invalid line, and answers the next request. */
    @Test
    void invalidMessagesDoNotEndTheServer() {
        try (LineClient client = new LineClient()) {
            List<String> invalid = List.of(
                    "nonsense",
                    "[]",
                    "{}",
                    "null",
                    "\"text\"",
                    "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                    "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
                    "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
                    "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"no/such\"}",
                    "{\"jsonrpc\":\"2.0\",\"id\":\"b\",\"method\":\"tools/call\"}",
                    "{\"jsonrpc\":\"2.0\",\"id\":\"c\",\"method\":\"tools/call\",\"params\":[1]}",
                    "{\"jsonrpc\":\"2.0\",\"id\":\"d\",\"method\":\"tools/call\",\"params\":{\"name\":7}}",
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{}}",
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":99}}",
                    "{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{}}",
                    "{\"" + "x".repeat(100_000) + "\":1}",
                    "[".repeat(100_000),
                    "{\"a\":".repeat(1_000),
                    "\u0000\u0001\ufffe",
                    "x".repeat(StdioTransport.MOST_CHARACTERS + 10));
            invalid.forEach(client::send);
            assertThat(client.awaited(client.request("ping", Map.of()))
                            .path("result")
                            .isObject())
                    .isTrue();
            assertThat(client.call("list", Map.of("words", "course")).error()).isFalse();
            assertThat(client.lines()).noneMatch(line -> line.startsWith("invalid: "));
            assertThat(client.lines())
                    .anyMatch(line -> line.contains("-32700"))
                    .anyMatch(line -> line.contains("a message has at most"))
                    .anyMatch(line -> line.contains("\"id\":\"a\"") && line.contains("-32601"));
        }
    }

    /** An error about parameters states their form, without names of classes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"params\":null",
                ",\"params\":[1]",
                ",\"params\":7",
                ",\"params\":{}",
                ",\"params\":{\"name\":[]}",
                ",\"params\":{\"name\":{}}",
                ",\"params\":{\"name\":\"run\",\"arguments\":5}",
                ",\"params\":{\"name\":\"run\",\"arguments\":[]}",
                ",\"params\":{\"arguments\":{}}",
            })
    void invalidParametersAreDescribedWithoutClasses(String params) {
        try (LineClient client = new LineClient()) {
            client.send("{\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"tools/call\"" + params + "}");
            client.awaited(client.request("ping", Map.of()));
            assertThat(client.lines())
                    .filteredOn(line -> line.contains("\"id\":\"p\""))
                    .singleElement()
                    .asString()
                    .contains("error")
                    .doesNotContainPattern("\\w+\\.\\w+\\.[A-Z]\\w+|Exception|\\$|Cannot invoke|java");
        }
    }

    @Test
    void requestsBeforeTheInitializationAreRejected() {
        try (LineClient client = new LineClient(Optional.empty())) {
            JsonNode early = client.awaited(client.begin("list", Map.of()));
            assertThat(early.path("error").path("message").asText()).isEqualTo("the session is not initialized");
            JsonNode server = client.initialize().path("result").path("serverInfo");
            assertThat(server.path("name").asText()).isEqualTo("brownout");
            assertThat(server.path("version").asText()).isEqualTo("1.2.3");
            assertThat(client.call("list", Map.of()).error()).isFalse();
        }
    }

    @Test
    void invalidArgumentsAreNamed() {
        try (LineClient client = new LineClient()) {
            JsonNode unknown = client.awaited(client.begin("rnu", Map.of()));
            assertThat(unknown.path("error").path("code").intValue()).isEqualTo(-32602);
            assertThat(unknown.toString()).contains("rnu");
            Map<Map<String, ?>, String> messages = new HashMap<>();
            messages.put(Map.of("libary", "hello-world"), "unknown argument 'libary'; did you mean 'library'?");
            messages.put(Map.of("library", 7), "'library' is not a text");
            messages.put(Map.of("set", "web.nodes=4"), "'set' is not an array");
            messages.put(Map.of("set", List.of(4)), "'set' is not a text");
            messages.put(Map.of("seed", "x"), "'seed' is not a whole number");
            messages.put(Map.of("seed", -1), "'seed' is from 0 to");
            messages.put(Map.of("max_seconds", 601), "'max_seconds' is from 1 to 600, not 601");
            messages.put(Map.of("files", List.of()), "'files' is not an object");
            messages.put(Map.of("files", Map.of("a", 1)), "'files.a' is not a text");
            messages.put(Map.of("file", "a.yaml"), "unknown argument 'file'");
            messages.put(Map.of("details", "yes"), "'details' is not true or false");
            messages.put(Map.of("x".repeat(10_000), 1), "unknown argument 'xxx");
            messages.put(Map.of("library", "x".repeat(2_000)), "'library' has at most 1000 characters");
            messages.put(Map.of(), "there is no scenario");
            messages.put(
                    Map.of("library", "hello-world", "scenario", "a: b"), "scenario and library exclude each other");
            messages.put(Map.of("library", "helo-world"), "unknown scenario 'helo-world'; did you mean 'hello-world'?");
            messages.put(Map.of("library", "hello-world", "variants", List.of("x")), "unknown variant 'x'");
            messages.forEach((arguments, message) -> {
                Answer answer = client.call("run", arguments);
                assertThat(answer.error()).as(message).isTrue();
                assertThat(answer.text("error")).contains(message).hasSizeLessThan(500);
            });
            assertThat(client.call("capacity", Map.of("library", "hello-world")).text("error"))
                    .isEqualTo("'vary' is missing");
            assertThat(client.call("explain", Map.of("word", "cache", "part", "metric"))
                            .text("error"))
                    .contains("unknown part 'metric'; did you mean 'metrics'?");
            assertThat(client.call("compare", Map.of("library", "hello-world", "other", Map.of("sets", List.of())))
                            .text("error"))
                    .contains("unknown argument 'other.sets'; did you mean 'other.set'?");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/hostname", "../secret.csv", "secret.csv", "a/../../secret.csv", "file:///etc/hostname"})
    void textCannotNameFilesOfTheMachine(String path) throws IOException {
        Files.writeString(folder.resolve("secret.csv"), "1s\n");
        try (LineClient client = new LineClient()) {
            Answer answer = client.call("run", Map.of("scenario", SCENARIO.formatted("'" + path + "'")));
            assertThat(answer.error()).as(answer.line()).isTrue();
            Answer inherited = client.call("run", Map.of("scenario", "use: " + path + "\n"));
            assertThat(inherited.error()).isTrue();
        }
    }

    /** With a folder, a scenario and its files are read below this folder only. */
    @ParameterizedTest
    @CsvSource({
        "times.csv, false",
        "sub/times.csv, false",
        "../secret.csv, true",
        "link.csv, true",
        "none.csv, true",
        "sub, true"
    })
    void folderIsTheLimitOfFileAccess(String named, boolean refused) throws IOException {
        Path root = Files.createDirectory(folder.resolve("root"));
        Files.writeString(folder.resolve("secret.csv"), "1s\n");
        Files.createDirectory(root.resolve("sub"));
        Files.writeString(root.resolve("times.csv"), "1s\n2s\n");
        Files.writeString(root.resolve("sub/times.csv"), "1s\n2s\n");
        Files.createSymbolicLink(root.resolve("link.csv"), folder.resolve("secret.csv"));
        Files.writeString(root.resolve("shop.yaml"), SCENARIO.formatted(named) + "run: { duration: 5s, warmup: 0s }\n");
        Files.writeString(folder.resolve("outside.yaml"), SCENARIO.formatted("times.csv"));
        try (LineClient client = new LineClient(Optional.of(root.toRealPath()))) {
            client.initialize();
            assertThat(client.call("run", Map.of("file", "shop.yaml")).error()).isEqualTo(refused);
            String text = Files.readString(root.resolve("shop.yaml"));
            assertThat(client.call("run", Map.of("scenario", text)).error()).isEqualTo(refused);
            assertThat(client.call("validate", Map.of("file", "../outside.yaml"))
                            .text("error"))
                    .isEqualTo("'../outside.yaml' lies outside of the folder of the server");
            assertThat(client.call("validate", Map.of("file", "none.yaml")).text("error"))
                    .isEqualTo("'none.yaml' cannot be read: there is no such file");
        }
    }
}
