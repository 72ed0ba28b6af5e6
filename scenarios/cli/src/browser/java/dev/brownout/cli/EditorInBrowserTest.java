package dev.brownout.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The editor of scenarios in a real browser, under the content security policy of the page. */
class EditorInBrowserTest {
    private static final int WIDE = 1000;
    private static final int PHONE = 390;
    private static final int LIST_DELAY_MILLIS = 150;
    private static final int LEAST_CASES = 110;
    private static final int LEAST_SCENARIOS = 100;
    private static final String SCENARIO = """
            # Two servers
            load: 720/s
            components:
              lb:
                kind: load-balancer
              web:
                kind: server
                nodes: 2
                coers: 8

            requests:
              page: { path: [lb, web], timeout: 1s }
            faults:
              - at 4m: crash web/1 for 72s
            """;
    private static final String PROBLEMS = """
            [{ line: 9, column: 5, length: 5, severity: "error", message: "Unknown key 'coers'.",
               fix: { label: "Replace by cores", text: "cores" } },
             { line: 2, column: 7, length: 5, severity: "warning", message: "The load is high." }]
            """;

    private static EditorPageServer server;
    private static Browser browser;

    private Page page;

    @BeforeAll
    static void begin() throws IOException {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "chromium is needed");
        server = new EditorPageServer();
        browser = new Browser(chromium.get(), server.address());
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
            server.close();
        }
    }

    @BeforeEach
    void open() {
        open(false);
    }

    @AfterEach
    void consoleIsEmpty() {
        assertThat(browser.closePages())
                .filteredOn(each -> !each.startsWith("asks for data:"))
                .isEmpty();
    }

    private void open(boolean dark) {
        page = browser.page(WIDE, dark, true);
        page.navigate(server.address() + "editor-test.html");
        page.waitForFunction("() => window.editor && window.editor.text");
        page.evaluate("text => editor.setText(text, { history: false })", SCENARIO);
    }

    private String text() {
        return (String) page.evaluate("() => editor.text()");
    }

    private void showProblems() {
        page.evaluate("() => editor.showProblems(" + PROBLEMS + ")");
    }

    private void caret(int line, int column) {
        page.evaluate("place => editor.select({ line: place[0], column: place[1], length: 0 })", List.of(line, column));
    }

    private void press(String... keys) {
        Stream.of(keys).forEach(page.keyboard()::press);
    }

    /** Presses keys after the time in which a new list of completions ignores them. */
    private void accept(String... keys) {
        page.waitForTimeout(LIST_DELAY_MILLIS);
        press(keys);
    }

    private Locator options() {
        return page.locator(".cm-tooltip-autocomplete li");
    }

    @Test
    @SuppressWarnings("unchecked")
    void numbersFaultsCompletionsAndHoversHaveTheExpectedTexts() {
        Map<String, Object> results =
                (Map<String, Object>) page.evaluate("() => import('./editor-cases.js').then(each => each.results())");
        assertThat((List<String>) results.get("failures")).isEmpty();
        assertThat((int) results.get("cases")).isGreaterThanOrEqualTo(LEAST_CASES);
    }

    /** The text with one fault more has the same other sections, and one fault more. */
    @Test
    void faultIsAddedToEveryLibraryScenario() throws IOException {
        int changed = 0;
        try (Stream<Path> files = Files.walk(PageCommands.ROOT.resolve("scenarios/library"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                String before = Files.readString(file);
                String after = (String) page.evaluate(
                        "text => import('./editor-cases.js').then(each => each.withTraffic(text))", before);
                assertThat(after).as("%s", file).isNotNull();
                Map<String, String> old = sections(before);
                Map<String, String> now = sections(after);
                String faults = old.getOrDefault("faults", "[]");
                String added =
                        faults.replaceFirst("]$", faults.equals("[]") ? "" : ", ") + "{at 1s=traffic x2 for 1s}]";
                assertThat(now.put("faults", faults)).as("%s", file).isEqualTo(added);
                old.putIfAbsent("faults", "[]");
                assertThat(now).as("%s", file).isEqualTo(old);
                changed++;
            }
        }
        assertThat(changed).isGreaterThanOrEqualTo(LEAST_SCENARIOS);
    }

    private static Map<String, String> sections(String text) {
        ProblemCollector problems = new ProblemCollector();
        Node root = YamlReader.read("text", text, SourceLocation.FILE, problems);
        assertThat(problems.sorted()).isEmpty();
        Map<String, String> sections = new LinkedHashMap<>();
        ((Entries) root).entries().forEach((key, entry) -> sections.put(key, plainText(entry.value())));
        return sections;
    }

    private static String plainText(Node node) {
        if (node instanceof Items list) {
            return list.items().stream()
                    .map(EditorInBrowserTest::plainText)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (node instanceof Entries map) {
            return map.entries().entrySet().stream()
                    .map(each -> each.getKey() + "=" + plainText(each.getValue().value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return ((Text) node).value();
    }

    @Test
    void problemIsShownBelowItsLineAndFixedByItsButton() {
        showProblems();
        assertThat(page.locator(".problem")).containsText("Unknown key 'coers'.");
        assertThat(page.locator(".cm-lint-marker-error")).hasCount(1);
        assertThat(page.locator(".cm-lint-marker-warning")).hasCount(1);
        assertThat(page.locator(".cm-lintRange-error")).hasText("coers");
        caret(1, 1);
        page.keyboard().type("# ");
        page.locator(".problem button").click();
        assertThat(text()).contains("    cores: 8\n").startsWith("# # Two");
        assertThat(page.locator(".problem")).hasCount(0);
        press("Control+z");
        assertThat(text()).contains("    coers: 8\n").startsWith("# # Two");
        assertThat(page.evaluate("() => calls.slice(-2)")).isEqualTo(List.of("change fix", "change undo"));
    }

    @Test
    void quickFixIsVisibleInANarrowEditorWithLongLines() {
        page.setViewportSize(PHONE, WIDE);
        page.evaluate("text => editor.setText(text, { history: false })", SCENARIO + "#" + " long".repeat(WIDE));
        showProblems();
        caret(15, WIDE);
        BoundingBox button = page.locator(".problem button").boundingBox();
        assertThat(button.x).isBetween(0.0, PHONE - button.width);
        caret(1, 1);
        assertThat(page.locator(".problem button").boundingBox().x).isBetween(0.0, PHONE - button.width);
    }

    @Test
    void problemIsFoundAndFixedByKeys() {
        showProblems();
        caret(1, 1);
        press("F8");
        assertThat(page.evaluate("() => editor.word()")).isEqualTo("720/s");
        press("F8");
        assertThat(page.evaluate("() => editor.caret().line")).isEqualTo(9);
        assertThat(page.locator(".problem")).hasCount(0);
        press("Control+.");
        assertThat(text()).contains("    cores: 8\n");
    }

    @Test
    void messageIsShownOnHover() {
        showProblems();
        page.locator(".cm-lintRange-warning").hover();
        assertThat(page.locator(".cm-tooltip-lint")).containsText("The load is high.");
    }

    @Test
    void keyIsCompletedWithItsIndentationAndItsValue() {
        caret(10, 1);
        page.keyboard().type("    ");
        press("Control+Space");
        assertThat(options().first()).hasText("cores4");
        assertThat(page.locator(".cm-completionInfo")).containsText("CPU cores of a node.");
        page.keyboard().type("sched");
        assertThat(options()).hasCount(1);
        accept("Enter");
        assertThat(options().first()).hasText("fifo");
        accept("ArrowDown", "Enter");
        assertThat(text()).containsPattern("\n    coers: 8\n    scheduling: [a-z-]+\nrequests:");
    }

    @Test
    void faultIsWrittenByCompletion() {
        caret(14, 31);
        press("Enter");
        page.keyboard().type("- at 5m: sl");
        assertThat(options().first()).hasText("slowfault");
        accept("Tab");
        assertThat(options())
                .hasText(new String[] {"lbload-balancer", "webserver", "web/1node", "web/2node", "web/*node"});
        accept("ArrowDown", "ArrowDown", "Tab");
        assertThat(options().first()).hasText("x10example");
        accept("Tab");
        assertThat(text()).endsWith("  - at 4m: crash web/1 for 72s\n  - at 5m: slow web/1 x10\n");
    }

    /** A text that is typed with the suggestions open is the typed text. */
    @Test
    void typedTextIsKept() {
        page.evaluate("() => editor.setText('', { history: false })");
        page.locator(".cm-content").click();
        Locator.PressSequentiallyOptions slowly = new Locator.PressSequentiallyOptions().setDelay(30);
        for (String line : List.of("load: 100/s", "components:", "web:", "kind: server", "service: exp(10ms)")) {
            page.locator(".cm-content").pressSequentially(line, slowly);
            press("Enter");
        }
        assertThat(text()).startsWith("load: 100/s\ncomponents:\n  web:\n    kind: server\n    service: exp(10ms)\n");
    }

    @Test
    void wordIsExplainedOnHoverAndByF1() {
        page.getByText("720/s").hover();
        assertThat(page.locator(".explanation")).containsText("The arrival rate of requests");
        caret(5, 14);
        press("F1");
        assertThat(page.locator(".explanation.manual")).hasText("The manual about load-balancer.");
        press("Escape");
        assertThat(page.locator(".explanation.manual")).hasCount(0);
    }

    @Test
    void keyboardRunsIndentsAndLeaves() {
        caret(2, 1);
        press("Tab");
        assertThat(text()).contains("\n  load: 720/s\n");
        press("Shift+Tab");
        assertThat(text()).isEqualTo(SCENARIO);
        press("Control+Enter");
        assertThat(page.evaluate("() => calls.at(-1)")).isEqualTo("run");
        press("Escape", "Tab");
        assertThat(page.locator("#after")).isFocused();
    }

    @Test
    void changesOfOneDragAreOneStepOfTheHistory() {
        String drag = """
                () => {
                  for (const load of [730, 740, 750]) {
                    const from = editor.text().indexOf("/s") - 3;
                    const edits = [{ from, to: from + 3, insert: String(load) }];
                    editor.edit(edits, { source: "slider", join: load > 730 });
                  }
                  editor.edit([{ from: 0, to: 0, insert: "# fault\\n" }], { source: "fault" });
                }
                """;
        caret(1, 1);
        page.keyboard().type("#");
        page.evaluate(drag);
        assertThat(text()).startsWith("# fault\n## Two servers\nload: 750/s\n");
        page.evaluate("() => editor.undo()");
        assertThat(text()).startsWith("## Two servers\nload: 750/s\n");
        page.evaluate("() => editor.undo()");
        assertThat(text()).startsWith("## Two servers\nload: 720/s\n");
        page.evaluate("() => editor.undo()");
        assertThat(text()).isEqualTo(SCENARIO);
        assertThat(page.evaluate("() => [editor.canUndo(), editor.canRedo()]")).isEqualTo(List.of(false, true));
        page.evaluate("() => { editor.redo(); editor.redo(); editor.redo(); }");
        assertThat(text()).startsWith("# fault\n## Two servers\nload: 750/s\n");
    }

    @Test
    void historyOfAScenarioSurvivesAnotherOne() {
        caret(1, 1);
        page.keyboard().type("#");
        page.evaluate("() => { window.kept = editor.state(); editor.setText('load: 1/s', { history: false }); }");
        assertThat(page.evaluate("() => editor.canUndo()")).isEqualTo(false);
        page.evaluate("() => editor.restore(window.kept)");
        assertThat(text()).isEqualTo("#" + SCENARIO);
        page.evaluate("() => editor.undo()");
        assertThat(text()).isEqualTo(SCENARIO);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void accessibilityRulesAreMet(boolean dark) {
        open(dark);
        showProblems();
        assertThat(AccessibilityRules.violations(page)).isEmpty();
        caret(10, 1);
        press("Control+Space");
        assertThat(options().first()).isVisible();
        assertThat(AccessibilityRules.violations(page)).isEmpty();
        press("Escape", "Control+f");
        assertThat(page.locator(".cm-search")).isVisible();
        assertThat(AccessibilityRules.violations(page)).isEmpty();
    }
}
