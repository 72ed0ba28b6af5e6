package dev.brownout.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A host of the test page of class mode, with a class that keeps its guesses. */
final class LessonPageServer implements AutoCloseable {
    private static final List<Path> FOLDERS = Stream.of(
                    "src/main/resources/dev/brownout/page/site", "web/src/test/page")
            .map(PageCommands.ROOT.resolve("scenarios")::resolve)
            .toList();
    private static final Path REPORT = PageCommands.ROOT.resolve("reports/src/main/resources/dev/brownout/html/script");
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");
    private static final int NO_CONTENT = 204;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    /** Key of the teacher. */
    static final String TEACHER = "key-of-the-teacher";

    private final List<JsonNode> guesses = new ArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicBoolean limited = new AtomicBoolean();
    private final HttpServer server;

    /** Starts the host on a free port. */
    LessonPageServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::respond);
        server.start();
    }

    /** Returns the address of the page. */
    String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    /** Refuses the next guesses. */
    void refuse(int count) {
        refusals.set(count);
    }

    /** Refuses the next guess, as it exceeds the limit of guesses in a minute. */
    void limit() {
        limited.set(true);
        refuse(1);
    }

    /** Adds a guess of another participant. */
    void guess(String prediction, double value) {
        synchronized (guesses) {
            guesses.add(new ObjectMapper()
                    .createObjectNode()
                    .put("prediction", prediction)
                    .put("value", value));
        }
    }

    /** Removes all guesses. */
    void clear() {
        synchronized (guesses) {
            guesses.clear();
        }
    }

    /** Returns the guesses that were sent, in their order. */
    List<JsonNode> guesses() {
        synchronized (guesses) {
            return List.copyOf(guesses);
        }
    }

    private void respond(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(1);
        switch (path) {
            case "class/guess" -> accept(exchange);
            case "class/clear" -> clear(exchange);
            case "class/guesses" -> send(exchange, "application/json", listed().getBytes(StandardCharsets.UTF_8));
            default -> sendFile(exchange, path);
        }
        exchange.close();
    }

    private void accept(HttpExchange exchange) throws IOException {
        JsonNode guess = new ObjectMapper().readTree(exchange.getRequestBody());
        boolean refused = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        if (!refused) {
            synchronized (guesses) {
                guesses.add(guess);
            }
        }
        exchange.getResponseHeaders().set("Retry-After", "60");
        int refusal = limited.getAndSet(false) ? TOO_MANY : UNAVAILABLE;
        exchange.sendResponseHeaders(refused ? refusal : NO_CONTENT, -1);
    }

    private void clear(HttpExchange exchange) throws IOException {
        JsonNode cleared = new ObjectMapper().readTree(exchange.getRequestBody());
        boolean allowed = TEACHER.equals(exchange.getRequestHeaders().getFirst("X-Teacher"));
        if (allowed) {
            synchronized (guesses) {
                guesses.removeIf(guess -> guess.get("prediction").equals(cleared.get("prediction")));
            }
        }
        exchange.sendResponseHeaders(allowed ? NO_CONTENT : FORBIDDEN, -1);
    }

    private String listed() {
        Map<String, List<String>> values = guesses().stream()
                .collect(Collectors.groupingBy(
                        guess -> guess.get("prediction").asText(),
                        Collectors.mapping(guess -> guess.get("value").toString(), Collectors.toList())));
        return values.entrySet().stream()
                .map(entry -> "{\"prediction\": \"" + entry.getKey() + "\", \"values\": " + entry.getValue() + "}")
                .collect(Collectors.joining(",", "{\"joined\": 23, \"guesses\": [", "]}"));
    }

    private static void sendFile(HttpExchange exchange, String path) throws IOException {
        Path file = path.startsWith("report/")
                ? REPORT.resolve(path.substring("report/".length()))
                : FOLDERS.stream()
                        .map(folder -> folder.resolve(path))
                        .filter(Files::isRegularFile)
                        .findFirst()
                        .orElse(REPORT);
        if (Files.isRegularFile(file)) {
            String ending = path.substring(path.lastIndexOf('.') + 1);
            send(exchange, TYPES.getOrDefault(ending, "application/json"), Files.readAllBytes(file));
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
