package dev.brownout.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A static host of the modules of the page, of the pages that test them, and of the schema of scenarios. */
final class EditorPageServer implements AutoCloseable {
    private static final List<Path> FOLDERS = List.of(
            PageCommands.ROOT.resolve("scenarios/src/main/resources/dev/brownout/page/site"),
            PageCommands.ROOT.resolve("scenarios/web/src/test/page"),
            PageCommands.ROOT.resolve("scenarios/library"));
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

    private final HttpServer server;

    /** Starts the host on a free port. */
    EditorPageServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", EditorPageServer::respond);
        server.start();
    }

    /** Returns the address of the folder of the page. */
    String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    private static void respond(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        exchange.getResponseHeaders().set("Content-Type", TYPES.getOrDefault(ending, "application/json"));
        for (Path folder : FOLDERS) {
            if (Files.isRegularFile(folder.resolve(name))) {
                byte[] body = Files.readAllBytes(folder.resolve(name));
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
                return;
            }
        }
        exchange.sendResponseHeaders(404, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
