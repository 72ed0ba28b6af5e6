package dev.brownout.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.workbench.InitialScenario;
import dev.brownout.workbench.ServedPage;
import dev.brownout.workbench.ServedPage.PageEngine;
import dev.brownout.workbench.StaticSite;
import dev.brownout.workbench.Workbench;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The workbench in a real browser: a scenario is changed there, run, and its report read. */
class WorkbenchInBrowserTest {
    private static final int WIDE = 1400;
    private static final double PATIENCE_MILLIS = 60_000;

    private static Workbench workbench;
    private static Browser browser;

    @BeforeAll
    static void begin() throws IOException {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "chromium is needed");
        String text = new ShippedLibrary().text("hello-world").orElseThrow();
        workbench = new Workbench(
                new InitialScenario("hello-world", text, Optional.empty()),
                new ServedPage(StaticSite.shipped(), PageEngine.JVM, false),
                InetAddress.getLoopbackAddress(),
                0);
        browser = new Browser(chromium.get(), workbench.address().toString());
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
            workbench.close();
        }
    }

    @AfterEach
    void nothingComplainedAndNobodyAskedElsewhere() {
        assertThat(browser.complaints()).isEmpty();
    }

    private Page open(int width, boolean dark) {
        Page page = browser.page(width, dark, true);
        page.navigate(workbench.address().toString());
        return page;
    }

    private static void run(Page page) {
        page.locator("#run").click();
        assertThat(page.frameLocator("#report").locator("h1"))
                .isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
    }

    @Test
    void aScenarioIsRunAndItsReportReadBesideIt() {
        Page page = open(WIDE, false);
        run(page);
        FrameLocator report = page.frameLocator("#report");
        assertThat(report.locator("h1")).hasText("one box");
        assertThat(page.locator("#state")).hasText("PASS 1 assertion met");
        assertThat(report.locator(".plot").first()).isVisible();
        String text = page.locator("#text").inputValue();
        page.locator("#text").fill(text.replace("one box", "another box"));
        page.keyboard().press("Control+Enter");
        assertThat(report.locator("h1")).hasText("another box");
    }

    @Test
    void whatIsWrongLeadsToItsPlace() {
        Page page = open(WIDE, false);
        page.locator("#text").fill("scenario: bad\nlod: 10/s\n");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#state")).hasText("Fix the errors below to run.");
        page.locator("#said button", new Page.LocatorOptions().setHasText("'lod'"))
                .click();
        assertThat(page.evaluate("() => document.getElementById('text').selectionStart"))
                .isEqualTo("scenario: bad\n".length());
    }

    @Test
    void lookingAtAnotherScenarioLosesNothing() {
        Page page = open(WIDE, false);
        page.locator("#text").fill("scenario: mine\n");
        page.locator("#scenario").selectOption("retry-storm");
        assertThat(page.locator("#text"))
                .hasValue(new ShippedLibrary().text("retry-storm").orElseThrow());
        page.locator("#scenario").selectOption("hello-world");
        assertThat(page.locator("#text")).hasValue("scenario: mine\n");
    }

    @ParameterizedTest
    @CsvSource({"1400, false", "1400, true", "390, false", "390, true"})
    void nobodyIsShutOut(int width, boolean dark) {
        Page page = open(width, dark);
        run(page);
        Browser.settle(page);
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }
}
