package dev.brownout.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import dev.brownout.workbench.InitialScenario;
import dev.brownout.workbench.ServedPage;
import dev.brownout.workbench.ServedPage.PageEngine;
import dev.brownout.workbench.StaticSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of the command serve in a real browser, with the engine of the server. */
class WorkbenchInBrowserTest extends WorkbenchHost {
    private static final int WIDE = 1400;

    private static final String LONG = """
            scenario: hours of work
            load: 2000/s
            run: 10h
            components: { web: { kind: server, cores: 100, service: 1ms } }
            requests: { page: { path: [web] } }
            sla: { up: availability > 99% }
            """;

    private static final String RECORDED = """
            scenario: recorded times
            load: 10/s
            run: 1m
            components: { web: { kind: server, cores: 4, service: file(times.csv) } }
            requests: { page: { path: [web] } }
            sla: { up: availability > 99% }
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void begin() throws IOException {
        Path file = Files.writeString(folder.resolve("recorded.yaml"), RECORDED);
        Files.writeString(folder.resolve("times.csv"), "10ms\n20ms\n");
        start(
                new InitialScenario("recorded", RECORDED, Optional.of(file)),
                new ServedPage(StaticSite.shippedInstance(), PageEngine.JVM, true));
    }

    @AfterEach
    void pagesHaveNoErrorsAndNoForeignRequests() {
        assertThat(browser.closePages())
                .filteredOn(each -> !each.startsWith("asks for data:"))
                .isEmpty();
    }

    private static Page open(int width, boolean dark) {
        Page page = browser.page(width, dark, true);
        page.navigate(workbench.address().toString());
        assertThat(page.locator("#pick")).isEnabled();
        return page;
    }

    private static void isRun(Page page) {
        assertThat(page.locator("#live .live-stage svg").first()).isVisible();
    }

    @Test
    void firstVisitRunsTheFileOfTheCommandWithTheFilesBesideIt() {
        Page page = open(WIDE, false);
        isRun(page);
        assertThat(page.locator("#title")).hasText("recorded times");
        assertThat(page.locator("#verdict")).hasText("PASS: 1 assertion met");
        new WorkbenchEditor(page).fill(RECORDED.replace("recorded times", "other times"));
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#title")).hasText("other times");
        page.locator("#full-report").click();
        FrameLocator report = page.frameLocator("#report").frameLocator("iframe");
        assertThat(report.locator(".plot").first()).isVisible();
        assertThat(report.locator("body")).containsText("brownout run recorded.yaml");
    }

    @Test
    void problemsOfTheServerLeadToTheirPlaces() {
        Page page = open(WIDE, false);
        isRun(page);
        WorkbenchEditor editor = new WorkbenchEditor(page);
        editor.fill("scenario: bad\nlod: 10/s\n");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#status")).hasText("Fix the errors to run.");
        page.locator("#problems button", new Page.LocatorOptions().setHasText("'lod'"))
                .click();
        page.keyboard().insertText("load");
        editor.hasText("scenario: bad\nload: 10/s\n");
    }

    @Test
    void editsSurviveAViewOfAnotherScenario() {
        Page page = open(WIDE, false);
        isRun(page);
        WorkbenchEditor editor = new WorkbenchEditor(page);
        editor.fill("scenario: mine\n");
        page.locator("#pick").press("Enter");
        page.keyboard().type("retry-storm");
        page.keyboard().press("Enter");
        assertThat(page.locator("#pick")).hasText("retry-storm ▾");
        editor.hasText(Pattern.compile("retries"));
        page.reload();
        assertThat(page.locator("#pick")).isEnabled();
        editor.hasText("scenario: mine\n");
    }

    @Test
    void pagesWaitInTurnAndACancelConcernsOnlyItsPage() {
        List<Page> pages = new ArrayList<>();
        int runs = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        for (int i = 0; i < runs + 2; i++) {
            Page page = open(WIDE, false);
            isRun(page);
            page.locator("#auto").setChecked(false);
            page.locator("#seed").fill(Integer.toString(i + 1));
            new WorkbenchEditor(page).fill(LONG);
            page.locator("#run").click();
            assertThat(page.locator("#status"))
                    .hasText(
                            i < runs
                                    ? Pattern.compile("\\d+ %.*")
                                    : Pattern.compile("Waiting: place " + (i - runs + 1) + " in the queue"));
            pages.add(page);
        }
        pages.get(0).locator("#cancel").click();
        assertThat(pages.get(0).locator("#status")).hasText("Cancelled.");
        assertThat(pages.get(runs).locator("#status")).hasText(Pattern.compile("\\d+ %.*"));
        assertThat(pages.get(runs + 1).locator("#status")).hasText("Waiting: place 1 in the queue");
        IntStream.range(1, pages.size()).forEach(i -> pages.get(i).close());
        Page next = open(WIDE, false);
        isRun(next);
    }

    @Test
    void guessesOfAClassArriveAtThePageOfTheTeacher() {
        Page teacher = lesson();
        teacher.locator(".collection > summary").click();
        for (String guess : List.of("250 ms", "300 ms")) {
            LessonPages.lock(lesson(), 1, guess);
        }
        assertThat(teacher.locator(".collection > .hint")).hasText("2 joined.");
        assertThat(teacher.locator(".figures figure").nth(1).locator("figcaption"))
                .hasText("2 guesses, median 275 ms.");
    }

    /** Opens the first lesson of the course in a new browser profile. */
    private static Page lesson() {
        Page page = open(WIDE, false);
        isRun(page);
        page.locator("#class").click();
        page.locator(".ladder button").first().click();
        assertThat(page.locator(".guess")).hasCount(4);
        return page;
    }

    @ParameterizedTest
    @CsvSource({"1400, false", "390, true"})
    void pageIsAccessible(int width, boolean dark) {
        Page page = open(width, dark);
        isRun(page);
        Browser.awaitRendering(page);
        assertThat(AccessibilityRules.violations(page)).isEmpty();
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }
}
