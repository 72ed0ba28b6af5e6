package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels, events and outcomes of the charts that the script of a report draws. */
class ChartsInBrowserTest {
    private static final int WIDE = 1400;
    private static final int PHONE = 390;

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static Path report;

    @BeforeAll
    static void run() {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "chromium is needed");
        browser = new Browser(chromium.get(), "file:");
        report = Browser.report(folder, "run", "primary-failover", "--set", "load=20/s");
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    /** The last time label is centred at the right end of the axis, which needs space for half of it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "#z=0:10-0:20", "#z=1:00-1:01"})
    void timeLabelsAreInsideTheirPicture(String address) {
        for (int width : new int[] {WIDE, PHONE}) {
            Page page = browser.open(report, address, width);
            for (Locator picture : page.locator(".plot > svg").all()) {
                BoundingBox box = picture.boundingBox();
                for (Locator label : picture.locator("> text").all()) {
                    BoundingBox text = label.boundingBox();
                    assertThat(text.x + text.width)
                            .as(label.textContent())
                            .isLessThanOrEqualTo(box.x + box.width + 0.5);
                }
            }
        }
    }

    @Test
    void eventsAreInWordsOnceAndHaveARuleInEachChart() {
        Page page = browser.open(report, "#save-throughput", WIDE);
        assertThat(page.locator(".plot svg text")
                        .filter(new Locator.FilterOptions().setHasText("db/primary powered off"))
                        .count())
                .isBetween(1, page.locator("figure.live .plot").count() - 1);
        for (Locator figure : page.locator("figure.live:has(.plot)").all()) {
            if (figure.locator(".event").count() > 0) {
                assertThat(figure.locator(".event title").first().textContent()).isNotEmpty();
            }
        }
        assertThat(page.locator("#save-throughput .event").count()).isPositive();
    }

    @Test
    void timeoutsAreHatched() {
        Page page = browser.open(report, "#save-throughput", WIDE);
        assertThat(page.locator("#save-throughput .plot pattern").count()).isPositive();
        assertThat(page.locator("#save-throughput .legend pattern").count()).isEqualTo(1);
    }
}
