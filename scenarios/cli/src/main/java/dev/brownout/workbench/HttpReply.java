package dev.brownout.workbench;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Response to an HTTP request.
 *
 * @param status status code
 * @param type media type of the body
 * @param body body; empty for a response without a body
 * @param policy content security policy; empty for none
 */
record HttpReply(int status, String type, byte[] body, Optional<String> policy) {
    static final int OK = 200;
    static final int NO_CONTENT = 204;
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int WRONG_METHOD = 405;
    static final int NO_LENGTH = 411;
    static final int TOO_LARGE = 413;
    static final int FAILED = 500;
    static final int OVERLOADED = 503;

    /** Media type of the lines of a call. */
    static final String LINES = "application/x-ndjson";

    private static final String TEXT = "text/plain; charset=utf-8";

    /** Returns a response with one line of text. */
    static HttpReply text(int status, String line) {
        return new HttpReply(status, TEXT, (line + "\n").getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    /** Returns a response without a body. */
    static HttpReply empty() {
        return new HttpReply(NO_CONTENT, TEXT, new byte[0], Optional.empty());
    }

    /** Returns a response with JSON. */
    static HttpReply json(String json) {
        return new HttpReply(OK, "application/json", json.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    /** Returns the response to a call without a stream: its last line. */
    static HttpReply call(byte[] line) {
        return new HttpReply(OK, LINES, line, Optional.empty());
    }

    /** Returns the response to a call that failed before its start. */
    static HttpReply failedCall(int status, String message) {
        return new HttpReply(status, LINES, ResponseLines.error(message), Optional.empty());
    }

    /** Sets the headers that each response has. */
    static void setHeaders(Headers headers, String type) {
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** Sends the response. A request with method HEAD receives no body. */
    void send(HttpExchange exchange) throws IOException {
        setHeaders(exchange.getResponseHeaders(), type);
        policy.ifPresent(rules -> exchange.getResponseHeaders().set("Content-Security-Policy", rules));
        boolean hasBody = body.length > 0 && !exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(body);
        }
    }
}
