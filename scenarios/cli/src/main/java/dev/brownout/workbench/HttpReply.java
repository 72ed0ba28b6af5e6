package dev.brownout.workbench;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Response to an HTTP request.
 *
 * @param status status code
 * @param type media type of the body
 * @param body body; empty for a response without a body
 * @param headers headers of this response, besides those that each response has
 */
record HttpReply(int status, String type, byte[] body, Map<String, String> headers) {
    static final int OK = 200;
    static final int NO_CONTENT = 204;
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int WRONG_METHOD = 405;
    static final int NO_LENGTH = 411;
    static final int TOO_LARGE = 413;
    static final int TOO_MANY = 429;
    static final int FAILED = 500;
    static final int OVERLOADED = 503;

    /** Media type of the lines of a call. */
    static final String LINES = "application/x-ndjson";

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int BUFFER_BYTES = 8 << 10;
    /** Gzip in {@code Accept-Encoding}, unless its weight is 0. */
    private static final Pattern GZIP = Pattern.compile("(?i)\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");

    /** Returns a response with one line of text. */
    static HttpReply text(int status, String line) {
        return new HttpReply(status, TEXT, (line + "\n").getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** Returns a response without a body. */
    static HttpReply empty() {
        return new HttpReply(NO_CONTENT, TEXT, new byte[0], Map.of());
    }

    /** Returns a response with JSON. */
    static HttpReply json(String json) {
        return new HttpReply(OK, "application/json", json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** Returns the response to a call without a stream: its last line. */
    static HttpReply call(byte[] line) {
        return new HttpReply(OK, LINES, line, Map.of());
    }

    /** Returns the response to a call that failed before its start. */
    static HttpReply failedCall(int status, String message) {
        return new HttpReply(status, LINES, ResponseLines.error(message), Map.of());
    }

    /** Returns this response with one header of its own. */
    HttpReply withHeader(String name, String value) {
        return new HttpReply(status, type, body, Map.of(name, value));
    }

    /**
     * Starts a response in parts, with the headers that each response has. The response is compressed if the client
     * accepts gzip. A flush of the stream sends all bytes that are written.
     */
    static OutputStream start(HttpExchange exchange, int status, String type) throws IOException {
        boolean compressed = exchange.getRequestHeaders().getOrDefault("Accept-Encoding", List.of()).stream()
                .anyMatch(accepted -> GZIP.matcher(accepted).find());
        if (compressed) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        sendHeaders(exchange, status, type, 0);
        OutputStream body = exchange.getResponseBody();
        return compressed ? new GZIPOutputStream(body, BUFFER_BYTES, true) : body;
    }

    private static void sendHeaders(HttpExchange exchange, int status, String type, int length) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        exchange.sendResponseHeaders(status, length);
    }

    /** Sends the response. A request with method HEAD receives no body. */
    void send(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        if (body.length == 0 || exchange.getRequestMethod().equals("HEAD")) {
            sendHeaders(exchange, status, type, -1);
            return;
        }
        try (OutputStream parts = start(exchange, status, type)) {
            parts.write(body);
        }
    }
}
