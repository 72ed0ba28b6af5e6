package dev.brownout.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/** A static host of the page in a sub-folder, and of a page that embeds it. */
final class StaticPageServer implements AutoCloseable {
    private static final Path ROOT = PageCommands.ROOT;
    private static final String FOLDER = "/sub/folder/";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html",
            "js", "text/javascript",
            "css", "text/css",
            "svg", "image/svg+xml",
            "wasm", "application/wasm");

    private final Map<String, byte[]> files = new TreeMap<>();
    private final HttpServer server;

    private StaticPageServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::respond);
    }

    /**
     * Starts a host of the page with a script in place of the engine, on a free port.
     *
     * @param run the result of each run, as the engine returns it to the page
     */
    static StaticPageServer withoutEngine(byte[] run) throws IOException {
        StaticPageServer host = new StaticPageServer();
        host.add("", ROOT.resolve("scenarios/src/main/resources/dev/brownout/page/site"));
        host.add("", ROOT.resolve("scenarios/web/src/test/page"));
        host.add("report/", ROOT.resolve("reports/src/main/resources/dev/brownout/html/script"));
        host.files.put("scenario.schema.json", bytes(ROOT.resolve("scenarios/library/scenario.schema.json")));
        host.files.put("test-run.json", run);
        host.files.put(
                "files.json",
                host.files.entrySet().stream()
                        .map(file -> '"' + file.getKey() + "\": \"" + digest(file.getValue()) + '"')
                        .collect(Collectors.joining(", ", "{", "}"))
                        .getBytes(StandardCharsets.UTF_8));
        host.server.start();
        return host;
    }

    /** Starts a host of the files of a folder, on a free port. */
    static StaticPageServer of(Path site) throws IOException {
        StaticPageServer host = new StaticPageServer();
        host.add("", site);
        host.server.start();
        return host;
    }

    private void add(String prefix, Path folder) throws IOException {
        try (Stream<Path> members = Files.walk(folder)) {
            members.filter(Files::isRegularFile)
                    .forEach(file -> files.put(
                            prefix + folder.relativize(file).toString().replace('\\', '/'), bytes(file)));
        }
    }

    /** Returns a fragment that carries a JSON object. */
    static String link(String json) {
        Deflater deflater = new Deflater();
        deflater.setInput(json.getBytes(StandardCharsets.UTF_8));
        deflater.finish();
        byte[] packed = new byte[json.length() + 64];
        int size = deflater.deflate(packed);
        deflater.end();
        byte[] exact = Arrays.copyOf(packed, size);
        return "#1." + Base64.getUrlEncoder().withoutPadding().encodeToString(exact);
    }

    /** Returns the address of the page. */
    String address() {
        return "http://localhost:" + server.getAddress().getPort() + FOLDER;
    }

    /** Returns the address of a page that embeds a link. */
    String host(String link) {
        String html = "<!DOCTYPE html><html lang=\"en\"><title>Article</title><link rel=\"icon\" href=\"icon.svg\">"
                + "<iframe src=\"embed.html" + link
                + "\" title=\"Simulation\" width=\"100%\" height=\"640\"></iframe><script src=\"embed.js\"></script>";
        files.put("article.html", html.getBytes(StandardCharsets.UTF_8));
        return address() + "article.html";
    }

    private void respond(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String inside = path.startsWith(FOLDER) ? path.substring(FOLDER.length()) : path;
        String name = inside.isEmpty() ? "index.html" : inside;
        byte[] body = files.getOrDefault(name, new byte[0]);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        exchange.getResponseHeaders().set("Content-Type", TYPES.getOrDefault(ending, "application/json"));
        exchange.sendResponseHeaders(files.containsKey(name) ? 200 : 404, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
