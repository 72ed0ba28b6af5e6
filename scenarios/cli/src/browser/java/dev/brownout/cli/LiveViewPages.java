package dev.brownout.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.page.EngineCalls;
import dev.brownout.page.RunLimits;
import dev.brownout.page.RunRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Pages with only the live view, and runs of the engine for them. */
final class LiveViewPages implements AutoCloseable {
    private static final Path PAGE = PageCommands.ROOT.resolve("scenarios/src/main/resources/dev/brownout/page/site");
    private static final Path TEST_PAGE = PageCommands.ROOT.resolve("scenarios/web/src/test/page");
    private static final Path SCRIPTS =
            PageCommands.ROOT.resolve("reports/src/main/resources/dev/brownout/html/script");
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

    private final Map<String, byte[]> runs = new HashMap<>();
    private final HttpServer server;
    private final Browser browser;

    private LiveViewPages(Path chromium) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::respond);
        server.start();
        browser = new Browser(chromium, address());
    }

    /** Starts a server and a browser with runs of scenarios of the library. */
    static LiveViewPages of(String... scenarios) throws IOException, InvalidScenarioException {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "chromium is needed");
        LiveViewPages pages = new LiveViewPages(chromium.get());
        for (String name : scenarios) {
            pages.run(name);
        }
        return pages;
    }

    private void run(String name) throws InvalidScenarioException {
        EngineCalls engine = new EngineCalls();
        String text = engine.scenario(name);
        RunRequest request = new RunRequest("", List.of(), List.of());
        String view = engine.run(name, text, Map.of(), request, RunLimits.STANDARD, shares -> {})
                .view();
        runs.put(name + "/view.json", view.getBytes(StandardCharsets.UTF_8));
        runs.put(name + "/targets.json", engine.targets(name, text, Map.of()).getBytes(StandardCharsets.UTF_8));
    }

    private String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    /** Returns a page of a width in pixels with a run that is not shown yet. */
    Page empty(String scenario, int width, boolean dark) {
        Page page = browser.page(width, dark, true);
        page.navigate(address() + "live.html?run=" + scenario);
        page.waitForFunction("() => window.show");
        return page;
    }

    /** Returns a page with a paused run at a time in seconds. */
    Page openPage(String scenario, int seconds, int width, boolean dark) {
        Page page = empty(scenario, width, dark);
        page.evaluate("at => { show(); live.pause(); live.seek(at); }", seconds);
        Browser.awaitRendering(page);
        return page;
    }

    /** Closes all pages. Returns their errors, console messages and forbidden requests so far. */
    List<String> closePages() {
        return browser.closePages().stream()
                .filter(each -> !each.startsWith("asks for blob:"))
                .toList();
    }

    private void respond(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(1);
        byte[] body = runs.containsKey(path) ? runs.get(path) : file(path);
        String ending = path.substring(path.lastIndexOf('.') + 1);
        exchange.getResponseHeaders().set("Content-Type", TYPES.getOrDefault(ending, "application/json"));
        exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] file(String path) throws IOException {
        Path script = SCRIPTS.resolve(path.replaceFirst("^report/", ""));
        Optional<Path> found = Stream.of(
                        path.startsWith("report/") ? script : PAGE.resolve(path), TEST_PAGE.resolve(path))
                .filter(Files::isRegularFile)
                .findFirst();
        return found.isPresent() ? Files.readAllBytes(found.get()) : new byte[0];
    }

    @Override
    public void close() {
        browser.close();
        server.stop(0);
    }
}
