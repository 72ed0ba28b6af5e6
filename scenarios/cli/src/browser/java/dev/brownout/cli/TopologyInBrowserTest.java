package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topology of a report at a moment of the run. */
class TopologyInBrowserTest {
    private static final int WIDE = 1400;

    @TempDir
    private static Path folder;

    private static Browser browser;

    @BeforeAll
    static void open() {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "chromium is needed");
        browser = new Browser(chromium.get(), "file:");
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void callsWithoutAResponseAreNoSuccesses() throws IOException {
        Path scenario = Files.writeString(folder.resolve("hang.yaml"), """
                run: 60s
                load: 100/s
                components: { api: { kind: server, cores: 4, service: exp(10ms) } }
                requests: { page: { path: [api], timeout: 15s } }
                faults: [at 20s: hang api for 20s]
                """);
        Path hang = Browser.report(folder.resolve("hang"), "run", scenario.toString());
        Page page = browser.open(hang, "#t=0:24", WIDE);
        Locator topology = page.locator("#topology");
        assertThat(topology.locator("small").first().textContent()).isEqualTo("page -> api: no response · api hangs");
        assertThat(topology.locator(".wide svg").textContent())
                .as("outcome of the requests of this time, as in the chart beside it")
                .contains("0 % ok")
                .doesNotContain("100 % ok");
        page.locator(".bar input").fill("0");
        Browser.awaitRendering(page);
        assertThat(topology.locator("small").first().textContent()).isEqualTo("No errors");
        assertThat(topology.locator(".wide svg").textContent()).contains("100 % ok");
    }
}
