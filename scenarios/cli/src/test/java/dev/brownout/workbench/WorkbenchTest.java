package dev.brownout.workbench;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.library.ShippedLibrary;
import dev.brownout.translation.TextLanguage;
import dev.brownout.workbench.ServedPage.PageEngine;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@Timeout(120)
class WorkbenchTest {
    private static final String HELLO = new ShippedLibrary().text("hello-world").orElseThrow();

    private static final String GUESS =
            "{\"lesson\":\"a b\",\"prediction\":\"load\",\"student\":\"s1\",\"value\":12.5}";

    private Workbench workbench;
    private PageClient page;

    private void open(InitialScenario initial, ServedPage served) throws IOException {
        workbench = new Workbench(initial, served, InetAddress.getLoopbackAddress(), 0);
        page = new PageClient(workbench.address(), "tab-of-the-test");
    }

    private void open(InitialScenario initial) throws IOException {
        open(initial, new ServedPage(StaticSite.shippedInstance(), PageEngine.JVM, false));
    }

    private void open() throws IOException {
        open(new InitialScenario("hello-world", HELLO, Optional.empty()));
    }

    @AfterEach
    void close() {
        workbench.close();
    }

    @Test
    void pathsWithoutTheSecretPrefixAreNotFound() throws Exception {
        open();
        String all = workbench.address().toString();
        for (String path : new String[] {"/", "/index.html", "/initial.json", "/class/guesses", "/0/", "/page.css"}) {
            HttpResponse<String> answer = page.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).doesNotContain(all.substring(all.length() - 33, all.length() - 1));
        }
        assertThat(workbench.address().getPath()).matches("/[0-9a-f]{32}/");
        assertThat(workbench.address().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void shippedFilesAreServed() throws Exception {
        open();
        assertThat(page.get("").body()).startsWith("<!DOCTYPE html>");
        assertThat(page.get("index.html").body()).isEqualTo(page.get("").body());
        assertThat(page.get("page.css").headers().firstValue("Content-Type")).hasValue("text/css; charset=utf-8");
        assertThat(page.get("report/plot.js").headers().firstValue("Content-Type"))
                .hasValue("text/javascript; charset=utf-8");
        assertThat(page.get("scenario.schema.json").body()).startsWith("{");
        for (String path : List.of(
                "none.js",
                "report",
                "report/",
                "..%2fpackage-info.class",
                "%2e%2e/Workbench.class",
                "/etc/passwd",
                "report/%2e%2e/index.html",
                "report/..%2findex.html",
                "index.html%00",
                "a%5cb")) {
            assertThat(page.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gzip                | true
            gzip, deflate, br   | true
            br, GZIP;q=0.5      | true
            deflate, br         | false
            gzip;q=0            | false
            br, gzip; q=0.0, *  | false
            """)
    void filesAreCompressedForClientsThatAcceptIt(String accepted, boolean compressed) throws Exception {
        open();
        HttpResponse<InputStream> answer = page.getCompressed("page.css", accepted);
        assertThat(answer.headers().firstValue("Content-Encoding").isPresent()).isEqualTo(compressed);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/css; charset=utf-8");
        try (InputStream body = compressed ? new GZIPInputStream(answer.body()) : answer.body()) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(page.get("page.css").body());
        }
    }

    @Test
    void pagesHaveTheirOwnPolicyAsHeader() throws Exception {
        open();
        for (String path : List.of("", "report-frame.html")) {
            HttpResponse<String> answer = page.get(path);
            String policy =
                    answer.headers().firstValue("Content-Security-Policy").orElseThrow();
            assertThat(policy).endsWith("; frame-ancestors 'self'");
            assertThat(answer.body()).contains("content=\"" + policy.replace("; frame-ancestors 'self'", "") + "\"");
            assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
    }

    @Test
    void filesOfAFolderAreServed(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("site/fonts"));
        Files.writeString(folder.resolve("site/index.html"), "<!-- server --><title>page</title>");
        Files.write(folder.resolve("site/engine.wasm"), new byte[] {0, 'a', 's', 'm'});
        Files.writeString(folder.resolve("site/engine-worker.js"), "// worker");
        Files.writeString(folder.resolve("site/fonts/a.bin"), "x");
        Files.writeString(folder.resolve("private.txt"), "not part of it");
        StaticSite site = StaticSite.of(folder.resolve("site"));
        assertThat(site.hasEngine()).isTrue();
        assertThat(StaticSite.shippedInstance().hasEngine()).isFalse();
        open(
                new InitialScenario("hello-world", HELLO, Optional.empty()),
                new ServedPage(site, PageEngine.BROWSER, true));
        assertThat(page.get("").body())
                .isEqualTo("<meta name=\"brownout-server\" content='{\"engine\":\"browser\",\"class\":true,"
                        + "\"name\":\"brownout serve\"}'><title>page</title>");
        assertThat(new String(
                        new ServedPage(site, PageEngine.BROWSER, true, Optional.of(TextLanguage.ko))
                                .reply("")
                                .body(),
                        StandardCharsets.UTF_8))
                .contains("\"name\":\"brownout serve\",\"lang\":\"ko\"}'");
        assertThat(page.get("engine.wasm").headers().firstValue("Content-Type")).hasValue("application/wasm");
        assertThat(page.get("engine-worker.js").headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("'unsafe-eval'"));
        assertThat(page.get("fonts/a.bin").body()).isEqualTo("x");
        for (String path : List.of("private.txt", "../private.txt", "%2e%2e/private.txt", "fonts", "none")) {
            assertThat(page.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void initialScenarioHasItsFiles(@TempDir Path folder) throws Exception {
        String text = HELLO.replaceFirst("service: [^ ,}]+(\\([^)]*\\))?", "service: file(times.csv)");
        Path file = Files.writeString(folder.resolve("mine.yaml"), text);
        Files.writeString(folder.resolve("times.csv"), "10ms\n20ms\n");
        Files.writeString(folder.resolve("other.csv"), "10ms\n");
        open(new InitialScenario("mine", text, Optional.of(file)));
        assertThat(page.get("initial.json").body())
                .startsWith("{\"name\":\"mine\",\"text\":\"")
                .endsWith("\"files\":{\"times.csv\":\"10ms\\n20ms\\n\"}}");
    }

    /** Writes a project with a scenario that names one file beside it and has others around. Returns its text. */
    private String openProject(Path folder, String named) throws Exception {
        Path project = Files.createDirectories(folder.resolve("project/.git")).getParent();
        Path file = Files.createDirectories(project.resolve("scenarios")).resolve("mine.yaml");
        String text = HELLO.replaceFirst("service: [^ ,}]+(\\([^)]*\\))?", "service: file(" + named + ")");
        Files.writeString(file, text);
        Files.writeString(file.resolveSibling("times.csv"), "10ms\n20ms\n");
        Files.writeString(file.resolveSibling("keys.yaml"), "hidden:\n  password: x\n");
        Files.writeString(project.resolve("times.csv"), "10ms\n20ms\n");
        Files.writeString(project.resolve("key.pem"), "SECRET-LINE\n");
        Files.writeString(folder.resolve("secret.csv"), "SECRET-LINE\n");
        open(new InitialScenario("mine", text, Optional.of(file)));
        return text;
    }

    @ParameterizedTest
    @ValueSource(strings = {"times.csv", "../times.csv"})
    void textsMayReferenceTheFilesOfTheOpenedScenario(String named, @TempDir Path folder) throws Exception {
        String text = openProject(folder, named);
        assertThat(page.run("mine", text).value().path("verdict").asText()).isNotEmpty();
        assertThat(page.call("validate", text, Map.of(), "mine")
                        .value()
                        .path("text")
                        .asText())
                .doesNotContain(named);
        assertThat(page.run("other", text).message()).contains(named);
        assertThat(page.call("run", text, Map.of("name", "other", "files", Map.of(named, "1ms\n")))
                        .value()
                        .path("verdict")
                        .asText())
                .isEqualTo("PASS");
        Files.writeString(folder.resolve("project/scenarios").resolve(named), "");
        assertThat(page.run("mine", text).message()).contains("is empty");
    }

    /** No call names the content of another file of the project, or of one outside. */
    @ParameterizedTest
    @ValueSource(strings = {"key.pem", "../key.pem", "keys.yaml", "../scenarios/keys.yaml", "../../secret.csv"})
    void otherFilesStayUnread(String other, @TempDir Path folder) throws Exception {
        String text = openProject(folder, "times.csv");
        List<String> texts = List.of(
                text.replace("times.csv", other),
                "use: " + other + "\n",
                text + "price_list: " + other + "\n",
                text.replaceFirst("load: .*", "load: trace(" + other + ")"));
        for (String changed : texts) {
            for (String call : List.of("validate", "estimate", "targets")) {
                String answer = page.call(call, changed, Map.of(), "mine").toString();
                assertThat(answer).as(call + " " + changed).doesNotContain("SECRET-LINE", "hidden", "password");
            }
            assertThat(page.run("mine", changed).toString()).doesNotContain("SECRET-LINE", "hidden", "password");
        }
    }

    private String raw(String head) throws Exception {
        URI address = workbench.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(0, Math.max(0, text.indexOf('\r')));
        } catch (SocketException reset) {
            return "";
        }
    }

    @Test
    void rejectsCrossOriginRequests() throws Exception {
        open();
        String home = workbench.address().getPath();
        String port = ":" + workbench.address().getPort();
        String get = "GET " + home + "initial.json HTTP/1.1\r\nConnection: close\r\nHost: ";
        String post = "POST " + home
                + "cancel HTTP/1.1\r\nConnection: close\r\nX-Tab: 12345678\r\nContent-Length: 0\r\nHost: localhost"
                + port;
        assertThat(raw(get + "localhost" + port)).contains("200");
        assertThat(raw(get + "127.0.0.1" + port)).contains("200");
        assertThat(raw(get + "[::1]" + port)).contains("200");
        assertThat(raw(get + "rebound.example" + port)).contains("403");
        assertThat(raw(get + "127.0.0.1.rebound.example" + port)).contains("403");
        assertThat(raw(get + "localhost" + port + "\r\nOrigin: http://rebound.example"))
                .contains("403");
        assertThat(raw(post)).contains("204");
        assertThat(raw(post + "\r\nOrigin: http://localhost" + port)).contains("204");
        assertThat(raw(post + "\r\nOrigin: http://rebound.example")).contains("403");
        assertThat(raw(post + "\r\nOrigin: null")).contains("403");
    }

    @Test
    void wildcardAddressIsPrintedAsLoopback() throws Exception {
        workbench = new Workbench(
                new InitialScenario("hello-world", HELLO, Optional.empty()),
                new ServedPage(StaticSite.shippedInstance(), PageEngine.JVM, false),
                InetAddress.getByName("0.0.0.0"),
                0);
        assertThat(workbench.address().getHost()).isEqualTo("127.0.0.1");
        assertThat(new PageClient(workbench.address(), "12345678").get("").statusCode())
                .isEqualTo(200);
        assertThat(workbench.networkAddresses().keySet())
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
            assertThat(page.get("").statusCode()).isEqualTo(200);
            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("workbench"))
                    .count();
            assertThat(threads).isLessThanOrEqualTo(512);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** Opens a class at time 0. */
    private void openClass() throws IOException {
        workbench = new Workbench(
                new InitialScenario("hello-world", HELLO, Optional.empty()),
                new ServedPage(StaticSite.shippedInstance(), PageEngine.JVM, true),
                InetAddress.getLoopbackAddress(),
                0,
                () -> 0);
        page = new PageClient(workbench.address(), "tab-of-the-test");
    }

    @Test
    void guessesOfAnAddressAreLimited() throws Exception {
        openClass();
        for (int i = 0; i < GuessLimit.MOST_GUESSES; i++) {
            assertThat(page.post("class/guess", GUESS).statusCode()).isEqualTo(204);
        }
        HttpResponse<String> limited = page.post("class/guess", GUESS);
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(limited.body()).isEqualTo("a client address can send 300 guesses in a minute; try again in 60 s\n");
    }

    @Test
    void onlyTheTeacherClearsGuesses() throws Exception {
        openClass();
        page.post("class/guess", GUESS);
        String key = workbench.teacherAddress().getQuery().replace("teacher=", "");
        assertThat(key).matches("[0-9a-f]{32}");
        assertThat(workbench.address().toString()).doesNotContain(key);
        assertThat(workbench.teacherAddress().toString()).startsWith(workbench.address() + "?");
        assertThat(page.get("").body()).doesNotContain(key);
        assertThat(page.get("?teacher=" + key).statusCode()).isEqualTo(200);
        assertThat(page.post("class/clear", GUESS).statusCode()).isEqualTo(403);
        assertThat(page.clear("x" + key, GUESS).statusCode()).isEqualTo(403);
        assertThat(page.get("class/guesses?lesson=a%20b").body()).contains("12.5");
        assertThat(page.clear(key, "{}").statusCode()).isEqualTo(400);
        assertThat(page.clear(key, GUESS).statusCode()).isEqualTo(204);
        assertThat(page.get("class/guesses?lesson=a%20b").body()).isEqualTo("{\"joined\":0,\"guesses\":[]}");
    }

    @Test
    void guessesOfAClassAreCollected() throws Exception {
        openClass();
        assertThat(page.post("class/guess", GUESS).statusCode()).isEqualTo(204);
        assertThat(page.get("class/guesses?lesson=a%20b").body())
                .isEqualTo("{\"joined\":1,\"guesses\":[{\"prediction\":\"load\",\"values\":[12.5]}]}");
        for (String wrong :
                List.of("", "[", "{}", "[1]", replaceParts(GUESS, "12.5", "\"12\""), replaceParts(GUESS, "a b", ""))) {
            HttpResponse<String> answer = page.post("class/guess", wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("Exception");
        }
        assertThat(page.post("class/guess", " ".repeat(5_000)).statusCode()).isEqualTo(413);
        assertThat(page.get("class/guess").statusCode()).isEqualTo(405);
        assertThat(page.get("class/guesses").statusCode()).isEqualTo(404);
    }

    @Test
    void classNeedsItsOption() throws Exception {
        open();
        assertThat(page.post("class/guess", "{}").statusCode()).isEqualTo(404);
        assertThat(page.get("class/guesses?lesson=a").statusCode()).isEqualTo(404);
        String key = workbench.teacherAddress().getQuery().replace("teacher=", "");
        assertThat(page.clear(key, "{}").statusCode()).isEqualTo(404);
    }
}
