package dev.brownout.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Serves the built site, and an empty page beside it, on the loopback address. */
final class SiteServer implements AutoCloseable {
    private static final Path SITE = Path.of("target", "site");
    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript", "wasm", "application/wasm", "html", "text/html; charset=utf-8");
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpServer server;

    SiteServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", SiteServer::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1);
        Path file = SITE.resolve(name);
        boolean empty = name.equals("empty.html");
        byte[] body = empty ? new byte[0] : Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
        String kind = name.substring(name.lastIndexOf('.') + 1);
        exchange.getResponseHeaders().set("Content-Type", TYPES.getOrDefault(kind, "application/octet-stream"));
        exchange.sendResponseHeaders(
                body == null ? NOT_FOUND : OK, body == null || body.length == 0 ? -1 : body.length);
        if (body != null && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    /** Returns the address of a file. */
    String address(String file) {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/" + file;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
