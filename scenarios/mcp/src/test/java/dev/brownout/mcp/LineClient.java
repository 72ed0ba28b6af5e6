package dev.brownout.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Client that sends and receives lines, and thus can violate the protocol. The server runs in this process. */
final class LineClient implements AutoCloseable {
    /** Address of the page in links. */
    static final String PAGE = "https://example.org/workbench/";

    private static final int PIPE_BYTES = 1 << 16;
    /** Maximum wait for a response. Only a call without an end reaches it. */
    private static final int MINUTES = 30;

    private final ObjectMapper json = new ObjectMapper();
    private final OutputStream out;
    private final Thread server;
    private final Thread reader;
    private final Map<Integer, CompletableFuture<JsonNode>> responses = new ConcurrentHashMap<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private int id;

    /** Starts a server without a folder and without time limits, and initializes the session. */
    LineClient() {
        this(() -> 0);
    }

    /** Starts a server without a folder and with a given wall clock, in ns, and initializes the session. */
    LineClient(LongSupplier clock) {
        this(Optional.empty(), clock);
        initialize();
    }

    /** Starts a server without time limits. */
    LineClient(Optional<Path> folder) {
        this(folder, () -> 0);
    }

    private LineClient(Optional<Path> folder, LongSupplier clock) {
        try {
            PipedInputStream requests = new PipedInputStream(PIPE_BYTES);
            out = new PipedOutputStream(requests);
            PipedInputStream answers = new PipedInputStream(PIPE_BYTES);
            PipedOutputStream written = new PipedOutputStream(answers);
            server = new Thread(() -> {
                try (written) {
                    new McpToolServer(clock)
                            .serve(
                                    new BufferedReader(new InputStreamReader(requests, StandardCharsets.UTF_8)),
                                    written,
                                    new ServedContent(folder, Optional.of(PAGE)),
                                    "1.2.3");
                } catch (IOException impossible) {
                    throw new UncheckedIOException(impossible);
                }
            });
            server.start();
            reader = new Thread(() -> read(new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8))));
            reader.start();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void read(BufferedReader answers) {
        answers.lines().forEach(line -> {
            try {
                JsonNode message = json.readTree(line);
                lines.add(line);
                if (message.path("id").isInt() && !message.has("method")) {
                    response(message.path("id").intValue()).complete(message);
                }
            } catch (IOException invalid) {
                lines.add("invalid: " + line);
            }
        });
    }

    private CompletableFuture<JsonNode> response(int number) {
        return responses.computeIfAbsent(number, none -> new CompletableFuture<>());
    }

    /** Initializes the session and returns the response. */
    JsonNode initialize() {
        ObjectNode parameters = json.createObjectNode().put("protocolVersion", "2025-06-18");
        parameters.putObject("capabilities");
        parameters.putObject("clientInfo").put("name", "test").put("version", "1");
        JsonNode response = awaited(request("initialize", parameters));
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return response;
    }

    /** Sends a line. */
    void send(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Sends a request and returns its number. */
    synchronized int request(String method, Object parameters) {
        id++;
        ObjectNode request = json.createObjectNode()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put("method", method)
                .set("params", json.valueToTree(parameters));
        CompletableFuture<JsonNode> unused = response(id);
        send(request.toString());
        return id;
    }

    /** Sends a call of a tool and returns its number. */
    int begin(String tool, Map<String, ?> arguments) {
        return request(
                "tools/call",
                Map.of(
                        "name", tool,
                        "arguments", arguments,
                        "_meta", Map.of("progressToken", "token of " + tool)));
    }

    /** Returns the response to a request. */
    JsonNode awaited(int number) {
        try {
            return response(number).get(MINUTES, TimeUnit.MINUTES);
        } catch (Exception missing) {
            throw new IllegalStateException("no response to " + number + " in " + lines, missing);
        }
    }

    /** Returns whether a request has a response. */
    boolean isAnswered(int number) {
        return response(number).isDone();
    }

    /**
     * Answer of a tool.
     *
     * @param error whether the call has failed
     * @param json the answer
     * @param line text of the answer as in the message, with its escapes
     */
    record Answer(boolean error, JsonNode json, String line) {
        String text(String field) {
            return json.path(field).asText();
        }
    }

    /** Returns the answer to a call. */
    Answer answer(int number) {
        JsonNode result = awaited(number).path("result");
        try {
            String text = result.path("content").path(0).path("text").asText();
            return new Answer(result.path("isError").asBoolean(), json.readTree(text), json.writeValueAsString(text));
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }

    /** Calls a tool and returns its answer. */
    Answer call(String tool, Map<String, ?> arguments) {
        return answer(begin(tool, arguments));
    }

    /** Returns the received lines so far. */
    List<String> lines() {
        return lines;
    }

    /** Ends the input of the server, and waits for its end. */
    @Override
    public void close() {
        try {
            out.close();
            server.join();
            reader.join();
        } catch (IOException | InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
