package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first screen of the report in a browser, and the ways from it to the charts. */
class FirstScreenInBrowserTest {
    private static final int WIDE = 1400;

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static Path storm;
    private static Path failover;

    @BeforeAll
    static void run() {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "chromium is needed");
        browser = new Browser(chromium.get(), "file:");
        storm = Browser.report(folder.resolve("storm"), "run", "retry-storm");
        failover = Browser.report(
                folder.resolve("failover"), "run", "primary-failover", "--set", "load=20/s", "--for", "4m");
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void pageHasNoErrors() {
        assertThat(browser.closePages()).isEmpty();
    }

    @Test
    void theFirstScreenHasTheAnswerAndTheRestIsShort() {
        Page page = browser.open(failover, "", WIDE);
        assertThat(page.locator("h1, header .verdict, .question, .hero figure, .topologies, .bar")
                        .all())
                .hasSize(6)
                .allSatisfy(each -> assertThat(bottom(each)).isLessThan(900));
        assertThat(bottom(page.locator(".assertions tr").nth(1))).isLessThan(900);
        assertThat(page.locator("figure:visible").count()).isLessThanOrEqualTo(10);
        assertThat(page.locator("html").boundingBox().height).isLessThan(7_000);
        assertThat(page.locator(".topologies figure:visible").count()).isEqualTo(1);
        page.getByLabel("Variant", new Page.GetByLabelOptions().setExact(true)).selectOption("semi-sync trap");
        Browser.awaitRendering(page);
        assertThat(page.locator(".topologies figure:visible").getAttribute("id"))
                .isEqualTo("topology-3");
    }

    private static double bottom(Locator locator) {
        BoundingBox box = locator.boundingBox();
        return box.y + box.height;
    }

    @Test
    void aVerdictLeadsToItsChartAtTheFirstViolation() {
        Page page = browser.open(storm, "", WIDE);
        page.locator(".check.expected a").first().click();
        Browser.awaitRendering(page);
        Browser.awaitHash(page, "#t=\\d:\\d\\d(\\.\\d+)?");
        assertThat(page.locator(".values:not([hidden]) b").first().textContent())
                .isEqualTo(page.locator(".bar output").textContent());
    }

    @Test
    void theChartsOfAComponentAreShownAlone() {
        Page page = browser.open(storm, "", WIDE);
        page.getByLabel("Charts of").selectOption("web");
        Browser.awaitRendering(page);
        assertThat(page.locator(".chosen").textContent()).startsWith("Charts of web");
        assertThat(page.locator(".charts > .chart:visible").all())
                .isNotEmpty()
                .allSatisfy(chart ->
                        assertThat(chart.locator("figure").getAttribute("id")).startsWith("web-"));
        page.getByText("Show all charts").click();
        Browser.awaitRendering(page);
        assertThat(page.locator(".charts > .off").count()).isZero();
    }

    @Test
    void aLinkToAFoldedChartOpensItsFold() {
        Page page = browser.open(storm, "", WIDE);
        String folded = page.locator("details.more figure").first().getAttribute("id");
        assertThat(page.locator("details.more").first().getAttribute("open")).isNull();
        page.navigate(storm.toUri() + "#" + folded);
        Browser.awaitRendering(page);
        assertThat(page.locator("[id='" + folded + "']").isVisible()).isTrue();
    }
}
