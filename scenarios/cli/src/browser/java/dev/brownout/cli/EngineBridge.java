package dev.brownout.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * Calls of the engine in a browser. A server on this machine serves the built site and a page that fetches calls, makes
 * them in a worker and posts the results, so that the browser needs no driver.
 */
final class EngineBridge implements AutoCloseable {
    private static final int SECONDS = 1800;
    private static final String PAGE = """
            <!DOCTYPE html><meta charset="utf-8"><title>bridge</title>
            <script type="module">
            const worker = new Worker('engine-worker.js');
            const answer = () => new Promise((resolve, reject) => {
              worker.onmessage = ({data}) => data.type === 'progress' || resolve(data);
              worker.onerror = event => reject(event);
            });
            let next = answer();
            worker.postMessage({type: 'init', base: new URL('.', location).href});
            const {module, ...ready} = await next;
            let body = ready;
            for (;;) {
              const response = await fetch('bridge/next', {method: 'POST', body: JSON.stringify(body)});
              const call = await response.json();
              next = answer();
              worker.postMessage({id: 1, ...call});
              body = await next;
            }
            </script>
            """;

    private final ObjectMapper json = new ObjectMapper();
    private final SynchronousQueue<byte[]> calls = new SynchronousQueue<>();
    private final SynchronousQueue<byte[]> results = new SynchronousQueue<>();
    private final Path site;
    private final HttpServer server;
    private final Process browser;

    /**
     * Starts a browser with the engine, and waits until the engine is ready.
     *
     * @param site folder of the built site
     * @param profile empty folder for the profile of the browser
     */
    EngineBridge(Path site, Path executable, Path profile) throws IOException, InterruptedException {
        this.site = site;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "bridge");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/bridge.html";
        this.browser = new ProcessBuilder(command(executable, profile, address))
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("browser.log").toFile())
                .start();
        result();
    }

    private static List<String> command(Path executable, Path profile, String address) {
        List<String> words = new ArrayList<>(List.of(executable.toString(), "--headless"));
        words.addAll(
                executable.toString().contains("firefox")
                        ? List.of("--no-remote", "--profile", profile.toString())
                        : List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--user-data-dir=" + profile));
        words.add(address);
        return words;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/bridge/next")) {
                results.put(exchange.getRequestBody().readAllBytes());
                send(exchange, "application/json", calls.take());
            } else if (path.equals("/bridge.html")) {
                send(exchange, "text/html; charset=utf-8", PAGE.getBytes(StandardCharsets.UTF_8));
            } else if (Files.isRegularFile(site.resolve(path.substring(1)))) {
                String type = path.endsWith(".wasm") ? "application/wasm" : "text/javascript; charset=utf-8";
                send(exchange, type, Files.readAllBytes(site.resolve(path.substring(1))));
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    /**
     * Returns the result of a call.
     *
     * @throws IOException with the message of the engine, if the call failed
     */
    JsonNode call(String name, Object... arguments) throws IOException, InterruptedException {
        ObjectNode call = json.createObjectNode().put("call", name);
        call.set("args", json.valueToTree(arguments));
        if (!calls.offer(json.writeValueAsBytes(call), SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the browser takes no call");
        }
        JsonNode result = result();
        if (result.path("type").asText().equals("error")) {
            throw new IOException(result.path("message").asText());
        }
        return result.path("value");
    }

    private JsonNode result() throws IOException, InterruptedException {
        byte[] result = results.poll(SECONDS, TimeUnit.SECONDS);
        if (result == null) {
            throw new IOException("the browser gives no result within " + SECONDS + " s");
        }
        return json.readTree(result);
    }

    @Override
    public void close() {
        List<ProcessHandle> processes = new ArrayList<>(browser.descendants().toList());
        processes.add(browser.toHandle());
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        server.stop(0);
    }
}
