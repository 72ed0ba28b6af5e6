package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.page.EngineCalls;
import dev.brownout.page.RunLimits;
import dev.brownout.page.RunOutput;
import dev.brownout.page.RunRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Tests of the static page. A script stands in for the engine. */
abstract class StaticPageHost {
    static StaticPageServer server;
    static Browser browser;

    @BeforeAll
    static void begin() throws IOException {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "chromium is needed");
        server = StaticPageServer.withoutEngine(run());
        browser = new Browser(chromium.get(), server.address());
    }

    /** Returns the result of the first scenario, as the engine returns it to the page. */
    private static byte[] run() throws IOException {
        try {
            EngineCalls calls = new EngineCalls();
            RunOutput run = calls.run(
                    "hello-world",
                    calls.scenario("hello-world"),
                    Map.of(),
                    new RunRequest("", List.of(), List.of()),
                    RunLimits.STANDARD,
                    shares -> {});
            ObjectMapper json = new ObjectMapper();
            ObjectNode result = json.createObjectNode();
            result.put("reportHtml", run.reportHtml());
            result.put("verdict", run.verdict());
            result.put("exitCode", run.exitCode());
            result.put("seconds", run.seconds());
            result.set("view", json.readTree(run.view()));
            return json.writeValueAsBytes(result);
        } catch (InvalidScenarioException invalid) {
            throw new IllegalStateException(invalid);
        }
    }

    /** Shows the workbench, where the page shows its first screen. */
    static void leaveFirstScreen(Page page) {
        page.evaluate(
                "() => document.body.classList.contains('guided') && document.getElementById('workbench').click()");
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
            server.close();
        }
    }

    @AfterEach
    void consoleIsEmptyAndNoOtherHostIsRequested() {
        assertThat(browser.closePages())
                .filteredOn(each -> !each.startsWith("asks for data:"))
                .isEmpty();
    }
}
