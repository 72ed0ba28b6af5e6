package dev.brownout.workbench;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.page.EngineCalls;
import dev.brownout.page.RunLimits;
import dev.brownout.page.RunOutput;
import dev.brownout.page.RunRequest;
import dev.brownout.translation.TextLanguage;
import dev.brownout.workbench.PageClient.Response;
import dev.brownout.workbench.PageClient.StartedCall;
import dev.brownout.workbench.ServedPage.PageEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of pages to the engine of the server. */
@Timeout(180)
@Tag("once")
@Tag("slow")
class WorkbenchCallsTest {
    private static final String HELLO = new ShippedLibrary().text("hello-world").orElseThrow();

    private static final String SHORT = replaceParts(HELLO, "run: 5m", "run: 5s");

    /** Number of pages of a class. */
    private static final int CLASS = 10;

    private static final String BUSY = """
            scenario: hours of work
            load: 2000/s
            run: 10h
            components: { web: { kind: server, cores: 100, service: 1ms } }
            requests: { page: { path: [web] } }
            sla: { up: availability > 99% }
            """;

    private Workbench workbench;
    private PageClient page;

    @BeforeEach
    void open() throws IOException {
        workbench = new Workbench(
                new InitialScenario("hello-world", HELLO, Optional.empty()),
                new ServedPage(StaticSite.shippedInstance(), PageEngine.JVM, false),
                InetAddress.getLoopbackAddress(),
                0);
        page = client("tab-of-the-test");
    }

    @AfterEach
    void close() {
        workbench.close();
    }

    private PageClient client(String tab) {
        return new PageClient(workbench.address(), tab);
    }

    /**
     * Starts a long run for each thread of the queue, and further ones that wait. Returns the number of executing runs.
     */
    private int occupyThreads(int waiting) throws Exception {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        for (int i = 0; i < threads + waiting; i++) {
            assertThat(client("busy-tab-" + i)
                            .start("run", BUSY, Map.of("seed", i))
                            .status())
                    .isEqualTo(200);
        }
        workbench.runs().awaitExecutions(threads);
        return threads;
    }

    private void freeThreads(int busy) throws Exception {
        for (int i = 0; i < busy; i++) {
            assertThat(client("busy-tab-" + i).post("cancel", "").statusCode()).isEqualTo(204);
        }
    }

    @Test
    void runHasTheOutputsOfTheEngine() throws Exception {
        JsonNode value = page.run("hello-world", SHORT).value();
        RunOutput output = new EngineCalls()
                .run(
                        "hello-world",
                        SHORT,
                        Map.of(),
                        new RunRequest("", List.of(), List.of()),
                        RunLimits.STANDARD,
                        shares -> {});
        assertThat(value.path("resultJson").asText()).isEqualTo(output.resultJson());
        assertThat(value.path("reportHtml").asText()).isEqualTo(output.reportHtml());
        assertThat(value.path("screen").asText()).isEqualTo(output.screen());
        assertThat(value.path("verdict").asText()).isEqualTo("PASS");
        assertThat(value.path("exitCode").asInt(-1)).isZero();
        assertThat(value.path("view").path("sentence").asText()).isEqualTo("1 assertion met");
        assertThat(value.path("seconds").isNumber()).isTrue();
    }

    @Test
    void optionsOfARunAreApplied() throws Exception {
        JsonNode value = page.call("run", SHORT, Map.of("name", "mine", "seed", 7, "set", List.of("load=900/s")))
                .value();
        assertThat(value.path("verdict").asText()).isEqualTo("FAIL");
        assertThat(value.path("exitCode").asInt()).isEqualTo(99);
        assertThat(value.path("reportHtml").asText()).contains("brownout run mine.yaml --set load=900/s --seed 7");
        Response limited = page.call("run", BUSY, Map.of("maxRequests", 10_000));
        assertThat(limited.value().path("view").path("stopped").asText()).contains("10,000 simulated requests");
        assertThat(page.call("run", HELLO, Map.of("variants", List.of("none"))).message())
                .contains("none");
    }

    @Test
    void replicationsHaveTheirNumber() throws Exception {
        Response response = page.call("replicate", SHORT, Map.of("name", "hello-world", "runs", 3));
        assertThat(response.value().path("runs").asInt()).isEqualTo(3);
        assertThat(page.call("replicate", HELLO, Map.of("runs", 0)).message()).isEqualTo("runs is from 1 to 1000");
    }

    @Test
    void errorsHaveTheirPlace() throws Exception {
        String wrong = "scenario: bad\nlod: 10/s\n";
        assertThat(page.run("a page", wrong).message())
                .contains("a page:2:1: unknown section 'lod'; did you mean 'load'?\n  lod: 10/s\n  ^~~");
        JsonNode problems =
                page.call("validate", wrong, Map.of(), "mine").value().path("problems");
        JsonNode problem = StreamSupport.stream(problems.spliterator(), false)
                .filter(one -> one.path("message").asText().contains("'lod'"))
                .findFirst()
                .orElseThrow();
        assertThat(problem.path("file").asText()).isEqualTo("mine");
        assertThat(problem.path("line").asInt()).isEqualTo(2);
        assertThat(problem.path("column").asInt()).isEqualTo(1);
        assertThat(problem.path("length").asInt()).isEqualTo(3);
        assertThat(problem.path("severity").asText()).isEqualTo("error");
    }

    @Test
    void shortCallsHaveTheValuesOfTheEngine() throws Exception {
        EngineCalls calls = new EngineCalls();
        assertThat(page.call("explain", "cache").value().path("text").asText()).isEqualTo(calls.explain("cache"));
        assertThat(page.call("explain", "crash", "ko").value().path("text").asText())
                .isEqualTo(calls.explain("crash", TextLanguage.ko, ""))
                .contains("프로세스가 죽고");
        assertThat(page.call("explain", "crash", "en").value().path("text").asText())
                .isEqualTo(calls.explain("crash"));
        assertThat(page.call("explain", "cahce").message()).contains("did you mean 'cache'");
        assertThat(page.call("scenario", "hello-world").value().asText()).isEqualTo(HELLO);
        assertThat(page.call("scenario", "../hello-world").message()).contains("unknown scenario");
        assertThat(page.call("estimate", HELLO, null, "hello-world")
                        .value()
                        .path("text")
                        .asText())
                .contains("one box");
        assertThat(page.call("estimate", "scenario: x\n").message()).contains("scenario:");
    }

    @Test
    void shortCallsDoNotWaitBehindRuns() throws Exception {
        occupyThreads(5);
        assertThat(page.call("validate", HELLO).value().path("problems")).isEmpty();
    }

    @Test
    void cancelAffectsOnlyItsTab() throws Exception {
        StartedCall busy = page.start("run", BUSY);
        workbench.runs().awaitExecutions(1);
        assertThat(client("another-tab").post("cancel", "").statusCode()).isEqualTo(204);
        assertThat(client("no tab").post("cancel", "").statusCode()).isEqualTo(400);
        StartedCall other = client("another-tab").start("run", BUSY, Map.of("seed", 3));
        assertThat(page.post("cancel", "").statusCode()).isEqualTo(204);
        assertThat(busy.end().message()).isEqualTo("Cancelled.");
        workbench.runs().awaitExecutions(2);
        client("another-tab").post("cancel", "");
        assertThat(other.end().message()).isEqualTo("Cancelled.");
        workbench.runs().awaitIdle();
    }

    @Test
    void linesOfARunAreCompressedAndSentBeforeItsEnd() throws Exception {
        HttpResponse<InputStream> response = page.callCompressed("run", BUSY);
        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(response.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
        try (InputStream body = new GZIPInputStream(response.body())) {
            assertThat(line(body)).matches("\\{\"type\":\"(queued|progress)\".*");
            page.post("cancel", "");
            assertThat(rest(body).lines()).last().isEqualTo("{\"type\":\"error\",\"message\":\"Cancelled.\"}");
        }
    }

    /** Reads the next line. A {@link java.io.BufferedReader} would wait for 8,192 characters of a compressed stream. */
    private static String line(InputStream body) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = body.read(); next != '\n'; next = body.read()) {
            assertThat(next).as("the end of the body in a line").isNotEqualTo(-1);
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static String rest(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void compressedResultIsComplete() throws Exception {
        String plain = page.post("call/run", PageClient.json(SHORT)).body();
        try (InputStream body =
                new GZIPInputStream(page.callCompressed("run", SHORT).body())) {
            assertThat(rest(body).lines())
                    .last()
                    .isEqualTo(plain.lines().reduce((first, next) -> next).orElseThrow());
        }
    }

    @Test
    void closedConnectionCancelsItsRun() throws Exception {
        Socket socket = page.beginCall("run", BUSY);
        workbench.runs().awaitExecutions(1);
        socket.close();
        workbench.runs().awaitIdle();
    }

    /** Simulates a class: ten pages run different seeds while a run of another page executes. */
    @Test
    void tabsGetTheirResultsInTurn() throws Exception {
        int busy = occupyThreads(0);
        List<StartedCall> runs = new ArrayList<>();
        for (int i = 0; i < CLASS; i++) {
            runs.add(client("student-" + i).start("run", SHORT, Map.of("seed", i)));
        }
        freeThreads(busy);
        for (int i = 0; i < CLASS; i++) {
            Response response = runs.get(i).end();
            assertThat(response.value().path("verdict").asText()).isEqualTo("PASS");
            assertThat(response.places()).startsWith(i + 1).isSortedAccordingTo((a, b) -> b - a);
        }
        assertThat(workbench.runs().executions()).isEqualTo(busy + CLASS);
    }

    @Test
    void sameTextIsRunOnce() throws Exception {
        int busy = occupyThreads(0);
        List<StartedCall> runs = new ArrayList<>();
        for (int i = 0; i < CLASS; i++) {
            runs.add(client("student-" + i).start("run", SHORT));
        }
        freeThreads(busy);
        JsonNode first = runs.get(0).end().value();
        for (StartedCall run : runs.subList(1, CLASS)) {
            assertThat(run.end().value()).isEqualTo(first);
        }
        assertThat(page.call("run", SHORT).value()).isEqualTo(first);
        assertThat(workbench.runs().executions()).isEqualTo(busy + 1);
    }

    @Test
    void invalidRequestsAreErrorLines() throws Exception {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        for (String body : List.of("", "x", "{", "3", "[3]", "[null]", "[\"a\",3]", "[\"a\",{\"b\":3}]", deep)) {
            for (String call : List.of("run", "validate", "none", "%2e%2e", "a/b", "")) {
                HttpResponse<String> answer = page.post("call/" + call, body);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains("\"type\":\"error\"").doesNotContain("Exception", "\tat ");
            }
        }
        assertThat(page.call("run", "a: ".repeat(1_000) + "b").message()).isNotEmpty();
        assertThat(page.call("validate", "[".repeat(100_000)).value().path("problems"))
                .isNotEmpty();
        assertThat(page.call("validate", "#".repeat(5_000_000)).value().path("problems"))
                .isNotEmpty();
        assertThat(page.call("run", HELLO, Map.of("name", "n".repeat(2_000))).message())
                .contains("characters");
        assertThat(page.call("run", HELLO, Map.of("set", List.of(3))).message()).isEqualTo("set is no text");
        assertThat(client("bad").run("hello-world", HELLO).message()).contains("X-Tab");
        assertThat(page.post("call/run", " ".repeat((32 << 20) + 1)).statusCode())
                .isEqualTo(413);
        assertThat(page.get("call/run").statusCode()).isEqualTo(405);
        assertThat(page.post("initial.json", "").statusCode()).isEqualTo(405);
        assertThat(page.run("hello-world", SHORT).value().path("verdict").asText())
                .isEqualTo("PASS");
    }

    @Test
    @Tag("change")
    void manyRequestsOfManyClientsAreAnswered() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(50);
        List<Future<Integer>> results = clients.invokeAll(IntStream.range(0, 50)
                .<Callable<Integer>>mapToObj(i -> () -> requests(client("client-" + i)))
                .toList());
        clients.shutdown();
        int answered = 0;
        for (Future<Integer> result : results) {
            answered += result.get();
        }
        assertThat(answered).isEqualTo(1_000);
        assertThat(page.run("hello-world", SHORT).value().path("verdict").asText())
                .isEqualTo("PASS");
    }

    /** Makes 20 requests of several kinds. Returns the number of expected responses. */
    private static int requests(PageClient client) throws IOException, InterruptedException {
        int answered = 0;
        for (int i = 0; i < 10; i++) {
            answered += client.get("../secret").statusCode() == 404 ? 1 : 0;
            boolean expected = switch (i) {
                case 0 ->
                    client.run("hello-world", SHORT).value().path("exitCode").asInt(-1) == 0;
                case 1 -> client.get("").statusCode() == 200;
                case 2 -> client.call("none").message().equals("unknown call");
                default ->
                    client.call("scenario", "hello-world").value().asText().equals(HELLO);
            };
            answered += expected ? 1 : 0;
        }
        return answered;
    }
}
