package dev.brownout.workbench;

import static dev.brownout.cli.TextEdit.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.yaml.YamlReader;
import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbenchTest {
    private static final String HELLO = new ShippedLibrary().text("hello-world").orElseThrow();

    private static final String BUSY = """
            scenario: hours of work
            load: 2000/s
            run: 10h
            components: { web: { kind: server, cores: 100, service: 1ms } }
            requests: { page: { path: [web] } }
            sla: { up: availability > 99% }
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private Workbench workbench;

    private void open(InitialScenario opened) throws IOException {
        workbench = new Workbench(opened, Optional.empty(), InetAddress.getLoopbackAddress(), 0);
    }

    private void open() throws IOException {
        open(new InitialScenario("hello-world", HELLO, Optional.empty()));
    }

    @AfterEach
    void close() {
        workbench.close();
    }

    private HttpResponse<String> get(URI where) throws Exception {
        return client.send(HttpRequest.newBuilder(where).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(workbench.address().resolve(path));
    }

    private HttpRequest posted(String path, String text) {
        return HttpRequest.newBuilder(workbench.address().resolve(path))
                .POST(BodyPublishers.ofString(text))
                .build();
    }

    private HttpResponse<String> post(String path, String text) throws Exception {
        return client.send(posted(path, text), BodyHandlers.ofString());
    }

    @Test
    void pathsWithoutTheSecretPrefixAreNotFound() throws Exception {
        open();
        String all = workbench.address().toString();
        for (String path : new String[] {"/", "/run", "/report/1", "/0/", "/page.js"}) {
            HttpResponse<String> answer = get(workbench.address().resolve(path));
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).doesNotContain(all.substring(all.length() - 33, all.length() - 1));
        }
        assertThat(workbench.address().getPath()).matches("/[0-9a-f]{32}/");
        assertThat(workbench.address().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void pageShowsTheScenarioAndListsTheLibrary() throws Exception {
        open(new InitialScenario("mine", "scenario: </textarea> & <b>\n", Optional.of(Path.of("mine.yaml"))));
        String page = get("").body();
        assertThat(page)
                .contains("scenario: &lt;/textarea&gt; &amp; &lt;b&gt;\n</textarea>")
                .contains("<option value=\"mine\" selected>mine.yaml</option>");
        for (String name : new ShippedLibrary().names()) {
            assertThat(page).contains("<option value=\"" + name + "\">");
        }
        assertThat(get("scenario/hello-world").body()).isEqualTo(HELLO);
        assertThat(get("scenario/hello-moon").statusCode()).isEqualTo(404);
        assertThat(get("page.css").headers().firstValue("Content-Type")).hasValue("text/css; charset=utf-8");
        assertThat(get("page.js").headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
    }

    @Test
    void staticSiteIsServedBelowItsPath(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("site/fonts"));
        Files.writeString(folder.resolve("site/index.html"), "<title>page</title>");
        Files.write(folder.resolve("site/engine.wasm"), new byte[] {0, 'a', 's', 'm'});
        Files.writeString(folder.resolve("site/fonts/a.bin"), "x");
        Files.writeString(folder.resolve("private.txt"), "not part of it");
        InitialScenario opened = new InitialScenario("hello-world", HELLO, Optional.empty());
        workbench = new Workbench(
                opened, Optional.of(StaticSite.of(folder.resolve("site"))), InetAddress.getLoopbackAddress(), 0);
        assertThat(workbench.siteAddress()).hasValue(workbench.address().resolve("site/"));
        assertThat(get("site/").body()).isEqualTo("<title>page</title>");
        assertThat(get("site/engine.wasm").headers().firstValue("Content-Type")).hasValue("application/wasm");
        assertThat(get("site/fonts/a.bin").body()).isEqualTo("x");
        for (String path : List.of("site/private.txt", "site/../private.txt", "site/%2e%2e/private.txt", "site/none")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(get("").body()).contains("<textarea");
    }

    @Test
    void runReturnsReportAndVerdict() throws Exception {
        open();
        HttpResponse<String> answer = post("run?name=hello-world", HELLO);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().lines()).startsWith("report/1", "good", "PASS 1 assertion met");
        assertThat(get("progress").body()).isEqualTo("100");
        HttpResponse<String> report = get("report/1");
        assertThat(report.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(report.body()).startsWith("<!DOCTYPE html>").contains("brownout run hello-world");
        String slower = HELLO.replaceFirst("(?m)^load:.*", "load: 900/s");
        HttpResponse<String> missed = post("run?name=hello-world", slower);
        assertThat(missed.body().lines().skip(1).findFirst()).hasValue("bad");
        assertThat(get("report/2").body()).contains("brownout run hello-world.yaml");
        assertThat(get("report/3").statusCode()).isEqualTo(404);
    }

    @Test
    void errorsHaveTheirPlace() throws Exception {
        open();
        HttpResponse<String> answer = post("run?name=a%20page", "scenario: bad\nlod: 10/s\n");
        assertThat(answer.body())
                .startsWith("refused\n")
                .contains("a page:2:1: unknown section 'lod'; did you mean 'load'?\n  lod: 10/s\n  ^~~\n");
        assertThat(post("run?name=a", "#".repeat(YamlReader.MOST_BYTES + 1)).statusCode())
                .isEqualTo(413);
        assertThat(get("run").statusCode()).isEqualTo(405);
        assertThat(post("progress", "").statusCode()).isEqualTo(405);
    }

    @Test
    void newRunStopsThePreviousOne() throws Exception {
        open();
        CompletableFuture<HttpResponse<String>> first =
                client.sendAsync(posted("run?name=busy", BUSY), BodyHandlers.ofString());
        while (get("progress").body().equals("0")) {
            assertThat(first).isNotDone();
        }
        assertThat(post("run?name=hello-world", HELLO).body()).startsWith("report/2\n");
        assertThat(first.get().body()).isEqualTo("stopped\n");
        CompletableFuture<HttpResponse<String>> second =
                client.sendAsync(posted("run?name=busy", BUSY), BodyHandlers.ofString());
        while (!second.isDone()) {
            assertThat(post("stop", "").statusCode()).isEqualTo(200);
        }
        assertThat(second.get().body()).isEqualTo("stopped\n");
    }

    @Test
    void textsMayReferenceFilesNextToTheOpenedFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.yaml"), HELLO);
        Files.writeString(folder.resolve("times.csv"), "10ms\n20ms\n");
        Files.writeString(folder.resolveSibling("secret.csv"), "10ms\n");
        String text = HELLO.replaceFirst("service: [^ ,}]+(\\([^)]*\\))?", "service: file(times.csv)");
        assertThat(text).contains("times.csv");
        open(new InitialScenario("mine", HELLO, Optional.of(file)));
        assertThat(post("run?name=mine", text).body()).startsWith("report/1\n");
        HttpResponse<String> outside = post("run?name=mine", replaced(text, "times.csv", "../secret.csv"));
        assertThat(outside.body()).startsWith("refused\n").contains("lies outside of the project");
        workbench.close();
        open();
        assertThat(post("run?name=mine", text).body()).contains("only a scenario in a file can name other files");
    }

    private String raw(String head) throws Exception {
        URI address = workbench.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.substring(0, Math.max(0, said.indexOf('\r')));
        }
    }

    @Test
    void rejectsCrossOriginRequests() throws Exception {
        open();
        String home = workbench.address().getPath();
        String port = ":" + workbench.address().getPort();
        String get = "GET " + home + " HTTP/1.1\r\nConnection: close\r\nHost: ";
        String post =
                "POST " + home + "stop HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\nHost: localhost" + port;
        assertThat(raw(get + "localhost" + port)).contains("200");
        assertThat(raw(get + "127.0.0.1" + port)).contains("200");
        assertThat(raw(get + "[::1]" + port)).contains("200");
        assertThat(raw(get + "rebound.example" + port)).contains("403");
        assertThat(raw(get + "127.0.0.1.rebound.example" + port)).contains("403");
        assertThat(raw(post)).contains("200");
        assertThat(raw(post + "\r\nOrigin: http://localhost" + port)).contains("200");
        assertThat(raw(post + "\r\nOrigin: http://rebound.example")).contains("403");
        assertThat(raw(post + "\r\nOrigin: null")).contains("403");
    }

    @Test
    void wildcardAddressIsPrintedAsLoopback() throws Exception {
        workbench = new Workbench(
                new InitialScenario("hello-world", HELLO, Optional.empty()),
                Optional.empty(),
                InetAddress.getByName("0.0.0.0"),
                0);
        assertThat(workbench.address().getHost()).isEqualTo("127.0.0.1");
        assertThat(get("").statusCode()).isEqualTo(200);
        assertThat(workbench.addressesElsewhere())
                .noneMatch(uri -> uri.getHost().equals("0.0.0.0"));
    }

    /** Clients that never finish their headers occupy threads and connections for at most ten seconds. */
    @Test
    void slowClientsDoNotBlockTheServer() throws Exception {
        open();
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                Socket socket = new Socket(
                        workbench.address().getHost(), workbench.address().getPort());
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost:".getBytes(StandardCharsets.UTF_8));
                slow.add(socket);
            }
            assertThat(get("").statusCode()).isEqualTo(200);
            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("workbench"))
                    .count();
            assertThat(threads).isLessThanOrEqualTo(32);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }
}
