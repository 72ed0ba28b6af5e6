package dev.brownout.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.page.EngineCalls;
import dev.brownout.page.RunLimits;
import dev.brownout.page.RunOutput;
import dev.brownout.page.RunRequest;
import dev.brownout.translation.TextLanguage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiled engine in a Web Worker of Chromium, compared with the engine on the JVM. */
class EngineInBrowserTest {
    /** Starts a worker in the page, and defines a function that calls it. */
    private static final String START = """
            module => new Promise((started, failed) => {
              const worker = new Worker('engine-worker.js');
              const calls = new Map();
              let number = 0;
              worker.onerror = event => failed(new Error(event.message));
              worker.onmessage = ({data}) => {
                if (data.type === 'ready') {
                  window.compiled = data.module;
                  started();
                } else if (data.type === 'progress') {
                  window.progress.push(data.value);
                } else if (data.type === 'result') {
                  calls.get(data.id).done(data.value);
                } else if (calls.has(data.id)) {
                  calls.get(data.id).failed(new Error(data.message));
                } else {
                  failed(new Error(data.message));
                }
              };
              window.progress = [];
              window.worker = worker;
              window.ask = (call, ...args) => new Promise((done, failed) => {
                number++;
                calls.set(number, {done, failed});
                worker.postMessage({id: number, call, args});
              });
              worker.postMessage({type: 'init', base: location.href, module: module ? window.compiled : undefined});
            })
            """;

    private static final String HELLO = "hello-world";
    private static final RunRequest PLAIN = new RunRequest("", List.of(), List.of());

    private static SiteServer server;
    private static Playwright playwright;
    private static Page page;

    private final EngineCalls calls = new EngineCalls();

    @BeforeAll
    static void open() {
        Optional<Path> chromium = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(chromium).as("Chromium").isPresent();
        server = new SiteServer();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        page = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.get())
                        .setArgs(List.of("--no-sandbox")))
                .newPage();
        page.setDefaultTimeout(120_000);
        page.navigate(server.address("empty.html"));
        page.evaluate(START, false);
    }

    @AfterAll
    static void close() {
        if (playwright != null) {
            playwright.close();
            server.close();
        }
    }

    private static Map<?, ?> run(String text, Map<String, Object> options) {
        return (Map<?, ?>) page.evaluate("([text, options]) => ask('run', text, options)", List.of(text, options));
    }

    private static Object json(String text) {
        return page.evaluate("text => JSON.parse(text)", text);
    }

    static Stream<String> scenarios() {
        return Stream.concat(Stream.of(HELLO), new ShippedLibrary().ladder().stream());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void outputsAreThoseOfTheJvm(String name) throws InvalidScenarioException {
        String text = calls.scenario(name);
        Map<?, ?> output = run(text, Map.of("name", name));
        RunOutput expected = calls.run(name, text, Map.of(), PLAIN, RunLimits.STANDARD, shares -> {});
        assertThat(output.get("resultJson")).isEqualTo(expected.resultJson());
        assertThat(output.get("reportHtml")).isEqualTo(expected.reportHtml());
        assertThat(output.get("screen")).isEqualTo(expected.screen());
        assertThat(output.get("verdict")).isEqualTo(expected.verdict());
        assertThat(output.get("exitCode")).isEqualTo(expected.exitCode());
        assertThat(output.get("view")).isEqualTo(json(expected.view()));
    }

    @Test
    void koreanReportIsThatOfTheJvm() throws InvalidScenarioException {
        String name = "ladder/04-load-balancer";
        String text = calls.scenario(name);
        Map<?, ?> output = run(text, Map.of("name", name, "language", "ko"));
        RunRequest korean = new RunRequest("", List.of(), List.of(), TextLanguage.ko);
        RunOutput expected = calls.run(name, text, Map.of(), korean, RunLimits.STANDARD, shares -> {});
        assertThat((String) output.get("reportHtml"))
                .contains("<html lang=\"ko\"")
                .isEqualTo(expected.reportHtml());
        assertThat(output.get("view")).isEqualTo(json(expected.view()));
    }

    @Test
    void libraryIsThatOfTheProgram() {
        assertThat(page.evaluate("() => ask('library')")).isEqualTo(json(calls.catalog()));
        assertThat(page.evaluate("name => ask('scenario', name)", HELLO)).isEqualTo(calls.scenario(HELLO));
    }

    @Test
    void problemsAreThoseOfTheJvm() {
        String text = calls.scenario(HELLO).replace("components:", "componets:");
        assertThat(page.evaluate("text => ask('validate', text, {})", text))
                .isEqualTo(json(calls.validate("scenario", text, Map.of()).json()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "server", "p99", "run"})
    void explanationsAreThoseOfTheJvm(String word) {
        assertThat(page.evaluate("async word => (await ask('explain', word)).text", word))
                .isEqualTo(calls.explain(word));
    }

    @Test
    void estimatesAreThoseOfTheJvm() throws InvalidScenarioException {
        String text = calls.scenario("ladder/06-cache");
        assertThat(page.evaluate("text => ask('estimate', text, {})", text))
                .isEqualTo(json(calls.estimate("scenario", text, Map.of())));
        assertThat(page.evaluate("text => ask('targets', text, {})", text))
                .isEqualTo(json(calls.targets("scenario", text, Map.of())));
        assertThat(page.evaluate("text => ask('settings', text, {})", text))
                .isEqualTo(json(calls.settings("scenario", text)));
        assertThat(page.evaluate("text => ask('capacity', text, {}, 'load')", text))
                .isEqualTo(json(calls.capacity("scenario", text, Map.of(), "load")));
        assertThat(page.evaluate("() => ask('lesson', 'ladder/06-cache')"))
                .isEqualTo(json(calls.lesson("ladder/06-cache")));
    }

    @Test
    void replicationsAreThoseOfTheJvm() throws InvalidScenarioException {
        String text = calls.scenario(HELLO);
        assertThat(page.evaluate("text => ask('replicate', text, {runs: 3})", text))
                .isEqualTo(
                        json(calls.replicate("scenario", text, Map.of(), PLAIN, 3, RunLimits.STANDARD, shares -> {})));
    }

    @Test
    void progressIsReportedForEachVariant() {
        page.evaluate("() => { progress.length = 0; }");
        run(calls.scenario("ladder/05-replicas"), Map.of("name", "replicas"));
        List<?> shares = (List<?>) page.evaluate("() => progress");
        assertThat(shares).isNotEmpty();
        assertThat((List<?>) shares.get(shares.size() - 1))
                .allSatisfy(share -> assertThat(((Number) share).doubleValue()).isEqualTo(1));
    }

    @Test
    void filesLimitsAndErrorsReachTheEngine() {
        String text = calls.scenario(HELLO).replaceFirst("exp\\([^)]*\\)", "file(times.csv)");
        Map<?, ?> output =
                run(text, Map.of("files", Map.of("times.csv", "1 ms\n2 ms\n"), "seed", 7, "maxRequests", 1000));
        assertThat((String) output.get("resultJson"))
                .contains("\"seed\" : 7", "limit of 1,000 simulated requests reached");
        assertThat(output.get("exitCode")).isEqualTo(99);
        assertThatThrownBy(() -> run(text, Map.of("name", "own")))
                .isInstanceOf(PlaywrightException.class)
                .hasMessageContaining("cannot read 'times.csv': there is no such file");
    }

    @Test
    void anotherWorkerStartsWithTheCompiledProgram() {
        page.evaluate("() => worker.terminate()");
        page.evaluate(START, true);
        assertThat(run(calls.scenario(HELLO), Map.of("name", HELLO)).get("verdict"))
                .isEqualTo("PASS");
    }
}
