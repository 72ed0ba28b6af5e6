package dev.brownout.mcp;

import dev.brownout.json.JsonBuilder;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/**
 * Transport of messages as lines of JSON. Unlike the transport of the SDK, it answers an invalid message and reads on,
 * and a client can cancel a request: {@code notifications/cancelled} of the protocol. A cancelled request has no
 * response.
 */
final class StdioTransport implements McpServerTransportProvider {
    /** Key of the identifier of a request in the context of its handler. */
    static final String REQUEST = "request";
    /** Maximum length of a message, in characters. */
    static final int MOST_CHARACTERS = 8 << 20;

    private static final String CANCELLED = "notifications/cancelled";
    /** Time in which active calls can end after the end of the input, in ms. */
    private static final long FINISH_MILLISECONDS = 30_000;

    private final BufferedReader requests;
    private final OutputStream responses;
    private final McpJsonMapper json;
    private final ActiveCalls calls;
    private McpServerSession session;
    private volatile boolean initialized;

    /**
     * Creates a transport.
     *
     * @param requests messages of the client
     * @param responses receives the messages of the server
     * @param calls receives the requests and their cancellations
     */
    StdioTransport(BufferedReader requests, OutputStream responses, McpJsonMapper json, ActiveCalls calls) {
        this.requests = requests;
        this.responses = responses;
        this.json = json;
        this.calls = calls;
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        session = factory.create(new Channel());
    }

    @Override
    public Mono<Void> notifyClients(String method, Object parameters) {
        return session.sendNotification(method, parameters);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return session.closeGracefully();
    }

    /** Reads and answers messages until the input ends, or cannot be read. Active calls then have 30 seconds. */
    void run() {
        try {
            LineReader lines = new LineReader(requests, MOST_CHARACTERS);
            for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
                if (!line.complete()) {
                    sendError(ErrorCodes.INVALID_REQUEST, "a message has at most " + MOST_CHARACTERS + " characters");
                } else if (!line.text().isBlank()) {
                    read(line.text());
                }
            }
        } catch (IOException unreadable) {
            // The client has gone.
        }
        calls.finish(FINISH_MILLISECONDS);
        session.close();
    }

    private void read(String line) {
        JSONRPCMessage message;
        try {
            message = McpSchema.deserializeJsonRpcMessage(json, line);
        } catch (IOException invalid) {
            sendError(ErrorCodes.PARSE_ERROR, "the message is no JSON object on one line, or has deep nesting");
            return;
        } catch (IllegalArgumentException | NullPointerException invalid) {
            // The SDK does not check for the JSON text null.
            sendError(
                    ErrorCodes.INVALID_REQUEST, "the message is no request, notification or response of JSON-RPC 2.0");
            return;
        }
        if (message instanceof JSONRPCNotification notification) {
            onNotified(notification);
        } else if (message instanceof JSONRPCRequest request) {
            begin(request);
        } else {
            session.handle(message).subscribe(done -> {}, failure -> {});
        }
    }

    private void onNotified(JSONRPCNotification notification) {
        if (notification.method().equals(CANCELLED)) {
            if (notification.params() instanceof Map<?, ?> parameters && parameters.get("requestId") != null) {
                calls.cancel(parameters.get("requestId"));
            }
            return;
        }
        initialized |= notification.method().equals(McpSchema.METHOD_NOTIFICATION_INITIALIZED);
        session.handle(notification).subscribe(done -> {}, failure -> {});
    }

    private void begin(JSONRPCRequest request) {
        boolean isEarly = !initialized
                && !request.method().equals(McpSchema.METHOD_INITIALIZE)
                && !request.method().equals(McpSchema.METHOD_PING);
        if (isEarly) {
            sendError(request.id(), "the session is not initialized");
        } else if (!calls.begin(request.id())) {
            sendError(request.id(), "a request with this id has no response yet");
        } else {
            Map<String, Object> context = Map.of(REQUEST, request.id());
            session.handle(request)
                    .contextWrite(reactor -> reactor.put(McpTransportContext.KEY, McpTransportContext.create(context)))
                    .subscribe(done -> {}, failure -> calls.end(request.id()));
        }
    }

    private void sendError(Object id, String message) {
        send(JSONRPCResponse.error(id, new JSONRPCResponse.JSONRPCError(ErrorCodes.INVALID_REQUEST, message)));
    }

    /** Sends an error about a message without a readable identifier. */
    private void sendError(int code, String message) {
        send(JsonBuilder.compact()
                .beginObject()
                .name("jsonrpc")
                .value(McpSchema.JSONRPC_VERSION)
                .name("id")
                .literal("null")
                .name("error")
                .beginObject()
                .name("code")
                .value(code)
                .name("message")
                .value(message)
                .endObject()
                .endObject()
                .text());
    }

    private void send(JSONRPCMessage message) {
        try {
            send(json.writeValueAsString(message));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void send(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (responses) {
            try {
                responses.write(bytes);
                responses.flush();
            } catch (IOException closed) {
                // The client has gone; its input ends as well.
            }
        }
    }

    /** Side of the transport that the session of the SDK sends through. */
    private final class Channel implements McpServerTransport {
        private static final Pattern QUALIFIED_NAME = Pattern.compile("\\b(?:java|io)(?:\\.[a-z]\\w*)+\\.[A-Z]");

        /** Message about parameters without the form of their method. */
        private static final String PARAMETERS = "the params are missing, or do not have the form of the method;"
                + " those of tools/call are an object with 'name', a text, and 'arguments', an object";

        @Override
        public Mono<Void> sendMessage(JSONRPCMessage message) {
            return Mono.fromRunnable(() -> {
                if (!(message instanceof JSONRPCResponse response)) {
                    send(message);
                    return;
                }
                if (!calls.isCancelled(response.id())) {
                    send(withoutClasses(response));
                }
                calls.end(response.id());
            });
        }

        /** Returns a response with an error about invalid parameters. The SDK names its classes in such errors. */
        private static JSONRPCResponse withoutClasses(JSONRPCResponse response) {
            return response.error() != null
                            && QUALIFIED_NAME
                                    .matcher(response.error().message())
                                    .find()
                    ? JSONRPCResponse.error(
                            response.id(), new JSONRPCResponse.JSONRPCError(ErrorCodes.INVALID_PARAMS, PARAMETERS))
                    : response;
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return json.convertValue(data, type);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }

        @Override
        public void close() {
            // The streams belong to the process.
        }
    }
}
