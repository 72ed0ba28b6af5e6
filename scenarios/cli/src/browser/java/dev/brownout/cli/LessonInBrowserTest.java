package dev.brownout.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Class mode in a real browser. A script stands in for the engine, and a small server for the class. */
class LessonInBrowserTest {
    private static final int WIDE = 1280;
    private static final int PROJECTOR_HEIGHT = 720;

    private static LessonPages pages;

    @BeforeAll
    static void begin() throws IOException {
        pages = LessonPages.start();
    }

    @AfterAll
    static void end() {
        if (pages != null) {
            pages.close();
        }
    }

    @BeforeEach
    void emptyClass() {
        pages.server().clear();
    }

    @AfterEach
    void consoleIsEmptyAndNoOtherHostIsRequested() {
        assertThat(pages.closePages()).isEmpty();
    }

    @Test
    void ladderIsFirstAndInOrder() {
        Page page = pages.open("", WIDE, false);
        Locator steps = page.locator(".ladder button");
        assertThat(steps).hasCount(12);
        assertThat(steps.first()).hasText("1One server until it is overloaded");
        assertThat(steps.last()).hasText("12Sharding of the user data");
        assertThat(page.locator("#lessons > details > summary"))
                .hasText(new String[] {"caches 0 of 1", "edges 0 of 1"});
        assertThat(page.locator("#lessons")).not().containsText("one box");
    }

    @Test
    void nothingIsRevealedBeforeAllGuessesAreLockedIn() {
        Page page = pages.lesson("");
        assertThat(page.getByText("Run and reveal")).isDisabled();
        assertThat(LessonPages.prediction(page, 1).getByText("Lock in")).isDisabled();
        assertThat(page.locator("#lesson-design pre")).containsText("step(25/s 45/s 60/s every=2m)");
        assertThat(page.locator("#lesson-design .graph")).isVisible();
        assertThat((String) page.evaluate("() => document.querySelector('main').innerText"))
                .doesNotContain("368 ms", "382 ms", "secret lesson", "expect_violations", "Capacity is", "#");
        LessonPages.lock(page, 1, "250 ms");
        assertThat(LessonPages.prediction(page, 1).locator(".locked")).hasText("Locked in: 250 ms");
        assertThat(page.getByText("Run and reveal")).isDisabled();
        page.getByText("Skip all guesses").click();
        LessonPages.reveal(page);
        assertThat(LessonPages.prediction(page, 1)).containsText("368 ms");
        assertThat(page.locator(".lesson-text")).containsText("Capacity is a simple calculation");
        assertThat(page.evaluate("() => fixture.seen.concealed.join()")).isEqualTo("true,false");
    }

    @Test
    void numberLineIsUsedByKeys() {
        Page page = pages.lesson("");
        Locator slider = LessonPages.prediction(page, 0).locator("input[type=range]");
        assertThat(slider).hasAttribute("aria-valuetext", "no guess yet");
        assertThat(LessonPages.prediction(page, 0).locator(".typed input")).hasValue("");
        slider.press("ArrowRight");
        assertThat(slider).hasAttribute("aria-valuetext", "50.5 %");
        assertThat(LessonPages.prediction(page, 0).locator(".typed input")).hasValue("50.5");
        slider.press("End");
        assertThat(slider).hasAttribute("aria-valuetext", "100 %");
        slider.press("Enter");
        assertThat(LessonPages.prediction(page, 0).locator(".locked")).hasText("Locked in: 100 %");
        assertThat(LessonPages.prediction(page, 1).locator(".typed input")).isFocused();
        Locator times = LessonPages.prediction(page, 1).locator("input[type=range]");
        times.press("Home");
        assertThat(times).hasAttribute("aria-valuetext", "0 s");
        times.press("ArrowRight");
        assertThat(times).hasAttribute("aria-valuetext", "100 μs");
        times.press("End");
        assertThat(LessonPages.prediction(page, 1).locator("select")).hasValue("min");
    }

    @Test
    void typedGuessesHaveUnits() {
        Page page = pages.lesson("");
        Locator field = LessonPages.prediction(page, 1).locator(".typed input");
        field.fill("1.5 s");
        assertThat(LessonPages.prediction(page, 1).locator("select")).hasValue("s");
        assertThat(LessonPages.prediction(page, 1).locator("input[type=range]"))
                .hasAttribute("aria-valuetext", "1.5 s");
        field.fill("soon");
        field.press("Tab");
        assertThat(field).hasAttribute("aria-invalid", "true");
        assertThat(LessonPages.prediction(page, 1).locator(".hint")).containsText("Enter a number");
        assertThat(LessonPages.prediction(page, 1).getByText("Lock in")).isDisabled();
        assertThat(page.evaluate("async () => { const { scaleOf } = await import('./lesson/scale.js');"
                        + " return [scaleOf('1').read('1,800', ''), scaleOf('1').read('4.8k', ''),"
                        + " scaleOf('ratio').read('2,5 %', '%'), scaleOf('ns').read('2 min', 'ms') / 1e9,"
                        + " scaleOf('$/h').read('$0.25/h', '$/h'), scaleOf('B').read('4GB', 'kB'),"
                        + " scaleOf('1/s').read('-3', '/s')].join(); }"))
                .isEqualTo("1800,4800,0.025,120,0.25,4000000000,NaN");
    }

    @Test
    void errorsAreInWords() {
        Page page = pages.lesson("");
        LessonPages.guess(page);
        LessonPages.reveal(page);
        assertThat(LessonPages.prediction(page, 0).locator("tr.guess .words")).hasText("off by +0.47 points");
        assertThat(LessonPages.prediction(page, 0).locator("tr.estimate .amount"))
                .hasText("50 %");
        assertThat(LessonPages.prediction(page, 1).locator("tr.guess .words")).hasText("off by -32 %");
        assertThat(LessonPages.prediction(page, 1).locator("tr.predicted .words"))
                .hasText("error -3.8 %, within tolerance");
        assertThat(LessonPages.prediction(page, 1).locator("tr.measured .amount"))
                .hasText("368 ms");
        assertThat(LessonPages.prediction(page, 2).locator("tr.guess .words")).hasText("off by +470 %");
        assertThat(LessonPages.prediction(page, 3).locator("tr.guess .amount")).hasText("skipped");
        assertThat(page.locator(".lesson-card > [role=status]"))
                .containsText("p99 at half load: your guess 250 ms, off by -32 %; prediction of the file 382 ms,"
                        + " error -3.8 %, within tolerance; measured 368 ms.");
    }

    @Test
    void assertionsAreGuessedPerVariant() {
        Page page = pages.lesson("");
        page.locator(".toggle input").check();
        page.locator("fieldset").first().getByText("unlimited queue").click();
        page.getByText("Skip all guesses").click();
        LessonPages.reveal(page);
        assertThat(page.locator(".lesson-verdicts li")).hasText(new String[] {
            "availability in overload: your guess: violated by unlimited queue: correct",
            "p99 in overload: your guess: no variant violates it: wrong, violated by unlimited queue, queue of 50"
        });
    }

    @Test
    void presentationIsDrivenByKeys() {
        Page page = pages.lesson("");
        page.locator("button.present-button").click();
        Locator presentation = page.locator(".present");
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < 20 && !presentation.getAttribute("data-step").equals("lesson"); i++) {
            String step = presentation.getAttribute("data-step");
            String place = page.locator(".place").textContent();
            steps.append(step).append(' ');
            page.keyboard().press(i % 2 == 0 ? "ArrowRight" : " ");
            assertThat(page.locator(".place")).not().hasText(place);
        }
        assertThat(steps.toString().trim())
                .isEqualTo("title design guess guess guess guess run answer reveal reveal reveal reveal chart live");
        page.keyboard().press("ArrowLeft");
        assertThat(presentation.locator("#live")).isVisible();
        page.keyboard().press("PageDown");
        page.keyboard().press("ArrowRight");
        assertThat(page.locator(".present h2")).hasText("2. Web server and database on separate machines");
        page.keyboard().press("Escape");
        assertThat(presentation).hasCount(0);
        assertThat(page.locator("#page-live #live")).isVisible();
        assertThat(page.locator("[inert]")).hasCount(0);
    }

    @Test
    void presentationStartsFromALinkWithoutOldResults() {
        Page page = pages.lesson("");
        LessonPages.guess(page);
        LessonPages.reveal(page);
        page.evaluate("() => fixture.mode.open('step-01', { present: true })");
        assertThat(page.locator(".present h2")).hasText("1. One server until it is overloaded");
        page.keyboard().press("ArrowRight");
        assertThat(page.locator(".present .graph")).isVisible();
        page.keyboard().press("ArrowRight");
        page.locator(".present .typed input").fill("40");
        page.keyboard().press("ArrowRight");
        assertThat(page.locator(".present")).hasAttribute("data-step", "guess");
        page.keyboard().press("Enter");
        assertThat(page.locator(".present .locked")).hasText("Locked in: 40 %");
        page.keyboard().press("Escape");
        assertThat(page.locator(".lesson-guesses tr.guess .amount").first()).hasText("50.5 %");
    }

    @ParameterizedTest
    @CsvSource({"''", "?class"})
    void textOfAPresentationIsLarge(String query) {
        pages.server().guess("p99 at half load", 3e8);
        Page page = pages.lesson(query);
        page.setViewportSize(WIDE, PROJECTOR_HEIGHT);
        page.locator("button.present-button").click();
        for (int i = 0; i < 30; i++) {
            Browser.awaitRendering(page);
            assertThat((List<?>) page.evaluate("() => [...document.querySelectorAll('.present *')].filter((each) =>"
                            + " !each.closest('#live, .unseen') && [...each.childNodes].some((node) =>"
                            + " node.nodeType === 3 && node.data.trim())).filter((each) =>"
                            + " parseFloat(getComputedStyle(each).fontSize)"
                            + " * (each.ownerSVGElement?.getScreenCTM().a ?? 1) < 28)"
                            + " .map((each) => each.textContent)"))
                    .isEmpty();
            assertThat(page.evaluate("() => { const { scrollHeight, clientHeight, scrollWidth, clientWidth } ="
                            + " document.querySelector('.present-stage');"
                            + " return scrollHeight > clientHeight || scrollWidth > clientWidth; }"))
                    .isEqualTo(false);
            if (page.locator(".present").getAttribute("data-step").equals("lesson")) {
                return;
            }
            String place = page.locator(".place").textContent();
            page.keyboard().press("ArrowRight");
            assertThat(page.locator(".place")).not().hasText(place);
        }
    }

    @Test
    void guessesAndResultsSurviveAReload() {
        Page page = pages.lesson("");
        LessonPages.lock(page, 1, "250 ms");
        page.reload();
        page.locator(".ladder button").first().click();
        assertThat(LessonPages.prediction(page, 1).locator(".locked")).hasText("Locked in: 250 ms");
        assertThat(page.locator(".guess")).hasCount(3);
        page.getByText("Skip all guesses").click();
        LessonPages.reveal(page);
        page.reload();
        assertThat(page.locator(".ladder .done").first()).hasText("✓");
        page.locator(".ladder button").first().click();
        assertThat(LessonPages.prediction(page, 1).locator("tr.guess .words")).hasText("off by -32 %");
        page.getByText("Copy link", new Page.GetByTextOptions().setExact(true)).click();
        page.getByText("Copy link to present").click();
        assertThat(page.evaluate("() => JSON.stringify(fixture.seen.shared)"))
                .isEqualTo("[{\"lesson\":\"step-01\"},{\"lesson\":\"step-01\",\"present\":true}]");
        page.getByText("Next: 2. Web server").click();
        assertThat(page.locator(".heading")).hasText("2. Web server and database on separate machines");
        assertThat(page.evaluate("() => fixture.seen.opened.join()")).isEqualTo("step-01,step-02");
    }

    @Test
    void failedRunKeepsGuesses() {
        Page page = pages.lesson("?fail");
        LessonPages.guess(page);
        page.getByText("Run and reveal").click();
        assertThat(page.locator("[role=alert]")).hasText("The engine ended.");
        assertThat(page.getByText("Run and reveal")).isEnabled();
        assertThat(LessonPages.prediction(page, 1).locator(".locked")).hasText("Locked in: 250 ms");
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "390, true"})
    void lessonsAreAccessible(int width, boolean dark) {
        Page page = pages.open("", width, dark);
        accessible(page);
        page.locator(".ladder button").first().click();
        page.locator(".toggle input").check();
        page.locator("fieldset").first().waitFor();
        accessible(page);
        LessonPages.guess(page);
        LessonPages.reveal(page);
        page.locator(".collection > summary").click();
        page.locator(".collection textarea").fill("A " + page.locator("output").textContent() + "\nABCD-EFGH-JKMN");
        accessible(page);
        page.locator("button.present-button").click();
        for (int i = 0;
                i < 30 && !page.locator(".present").getAttribute("data-step").equals("lesson");
                i++) {
            accessible(page);
            String place = page.locator(".place").textContent();
            page.keyboard().press("PageDown");
            assertThat(page.locator(".place")).not().hasText(place);
        }
    }

    private static void accessible(Page page) {
        Browser.awaitRendering(page);
        assertThat(AccessibilityRules.violations(page)).isEmpty();
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }
}
