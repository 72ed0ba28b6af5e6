package dev.brownout.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guesses of a class in a real browser: codes, files, histograms, and the class of a server. */
class ClassGuessesInBrowserTest {
    private static final int WIDE = 1280;

    private static LessonPages pages;

    @TempDir
    private Path folder;

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
    void codesCarryGuesses() {
        Page page = pages.open("", WIDE, false);
        Object failures = page.evaluate("async () => {"
                + " const { encoded, decoded, isStudent, newStudent, lessonDigits } = await import('./lesson/code.js');"
                + " let state = 7;"
                + " const chance = () => (state = state * 48271 % 2147483647) / 2147483647;"
                + " const digit = () => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Math.floor(32 * chance())];"
                + " const failures = isStudent(newStudent()) ? [] : ['participant'];"
                + " for (let round = 0; round < 200; round++) {"
                + "   const guesses = Array.from({ length: 1 + round % 7 }, () => chance() < 0.1 ? null"
                + "     : chance() < 0.1 ? 0 : Number((10 ** (16 * chance() - 4)).toPrecision(3)));"
                + "   const student = Array.from({ length: 5 }, digit).join('');"
                + "   const code = encoded('ladder/' + round, student, guesses);"
                + "   const read = decoded(' ' + code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l') + ' ');"
                + "   const same = read && read.student === student && read.digits === lessonDigits('ladder/' + round)"
                + "     && read.guesses.length === guesses.length && read.guesses.every((value, i) =>"
                + "       guesses[i] === null ? value === null : Math.abs(value - guesses[i]) <= 1e-9 * guesses[i]);"
                + "   const form = /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{1,4})+$/.test(code)"
                + "     && code.length <= 41;"
                + "   if (!same || !form) { failures.push(code); }"
                + " } return failures; }");
        assertThat((List<?>) failures).isEmpty();
    }

    @Test
    void damagedCodesAreDetected() {
        Page page = pages.open("", WIDE, false);
        Object accepted = page.evaluate("async () => {"
                + " const { encoded, decoded } = await import('./lesson/code.js');"
                + " const code = encoded('cdn', 'ABCDE', [0.5, 368e6, null]).replaceAll('-', '');"
                + " const accepted = [];"
                + " for (let at = 0; at < code.length; at++) {"
                + "   for (const digit of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {"
                + "     const damaged = code.slice(0, at) + digit + code.slice(at + 1);"
                + "     if (damaged !== code && decoded(damaged)) { accepted.push(damaged); }"
                + "   }"
                + "   const swapped = code.slice(0, at) + (code[at + 1] ?? '') + code[at] + code.slice(at + 2);"
                + "   if (swapped !== code && decoded(swapped)) { accepted.push(swapped); }"
                + " }"
                + " return [...accepted, decoded(''), decoded(code.slice(1)), decoded(code.slice(0, -3)),"
                + "   decoded(code + code)].filter(Boolean); }");
        assertThat((List<?>) accepted).isEmpty();
    }

    @Test
    void pastedCodesBecomeAHistogram() {
        Page page = pages.lesson("");
        LessonPages.guess(page);
        page.locator(".collection > summary").click();
        String lines = (String) page.evaluate("async () => {"
                + " const { encoded } = await import('./lesson/code.js');"
                + " const code = (student, p99) => encoded('step-01', student, [0.5, p99, 100, null]);"
                + " return ['Ada Lovelace: ' + code('AAAAA', 2e8), code('BBBBB', 3e8) + ' Bob',"
                + "   'Anna-Lena ' + code('CCCCC', 2.1e8).toLowerCase(), code('BBBBB', 9e8), '',"
                + "   'Eve ' + code('DDDDD', 1e9).replace(/.$/, '!'), encoded('cdn', 'EEEEE', [1, 1, 1, 1]),"
                + "   encoded('step-01', 'FFFFF', [1])].join('\\n'); }");
        page.locator(".collection textarea").fill(lines);
        assertThat(page.locator(".collection > .hint")).hasText("3 codes. 1 repeated, counted once.");
        assertThat(page.locator(".collection .bad li").first())
                .hasText(Pattern.compile("Line 6: the code .* is damaged or incomplete\\."));
        assertThat(page.locator(".collection .bad li").nth(1)).hasText("Line 7: a code of cdn.");
        assertThat(page.locator(".collection .bad li").nth(2))
                .hasText("Line 8: a code of another version of this lesson.");
        Locator figure = page.locator(".figures figure").nth(1);
        assertThat(figure.locator("figcaption")).hasText("3 guesses, median 210 ms.");
        assertThat(figure.locator(".count")).hasText(new String[] {"2", "1"});
        assertThat(page.locator(".figures figure").nth(3)).hasText("No guesses yet.");
        LessonPages.reveal(page);
        assertThat(figure.locator("figcaption")).hasText("3 guesses, median 210 ms; measured 368 ms.");
        assertThat(figure.locator(".mark.measured")).containsText("368 ms");
        page.reload();
        page.locator(".ladder button").first().click();
        assertThat(page.locator(".collection textarea")).hasValue(lines);
    }

    @Test
    void outliersAreWordsAtTheEndsOfTheLine() {
        Page page = pages.lesson("?class");
        for (double value : new double[] {2e8, 2.5e8, 3e8, 4e8, 2e18, 3e18, 1e3}) {
            pages.server().guess("p99 at half load", value);
        }
        pages.server().guess("utilization at half load", 0.5);
        pages.server().guess("utilization at half load", 70);
        page.locator(".collection > summary").click();
        Locator figure = page.locator(".figures figure").nth(1);
        assertThat(figure.locator("figcaption")).hasText("7 guesses, median 300 ms.");
        assertThat(figure.locator(".beyond")).hasText(new String[] {"1 guess below 100 ms", "2 guesses above 1 s"});
        assertThat(figure.locator(".count")).hasText(new String[] {"2", "1", "1"});
        assertThat(figure.locator("svg")).hasAttribute("aria-label", Pattern.compile(".* 2 guesses above 1 s"));
        Locator shares = page.locator(".figures figure").first();
        assertThat(shares.locator(".beyond").last()).hasText("1 guess above 100 %");
        assertThat(shares.locator(".count")).hasText("1");
    }

    @Test
    void outliersAreFarFromTheQuartiles() {
        Page page = pages.open("", WIDE, false);
        Object wrong = page.evaluate("async () => {"
                + " const { withoutOutliers } = await import('./lesson/scale.js');"
                + " const cases = [[[], []], [[1, 1e9], [1, 1e9]], [[1, 2, 1e9], [1, 2]],"
                + "   [[0, 1, 2, 3, 1e9], [0, 1, 2, 3]],"
                + "   [[5, 5, 5, 5, 5, 5, 50, 51], [5, 5, 5, 5, 5, 5, 50]],"
                + "   [[1, 1, 1, 1e6, 1e6, 1e6], [1, 1, 1, 1e6, 1e6, 1e6]],"
                + "   [[1e-9, 1, 10, 100, 1e9], [1, 10, 100]]];"
                + " return cases.filter(([guesses, kept]) => String(withoutOutliers(guesses)) !== String(kept))"
                + "   .map(String); }");
        assertThat((List<?>) wrong).isEmpty();
    }

    @Test
    void filesCarryGuesses() {
        Page page = pages.lesson("");
        LessonPages.guess(page);
        String code = page.locator("output").textContent();
        Download file = page.waitForDownload(() -> page.getByText("Save file").click());
        assertThat(file.suggestedFilename()).matches("guesses-step-01-[0-9A-Z]{5}\\.json");
        Path kept = folder.resolve(file.suggestedFilename());
        file.saveAs(kept);
        page.locator(".collection > summary").click();
        page.locator(".collection input[type=file]").setInputFiles(kept);
        assertThat(page.locator(".collection textarea")).hasValue(code + "\n");
        assertThat(page.locator(".figures figcaption").first()).hasText("1 guess, median 50.5 %.");
    }

    @Test
    void guessesOfAClassAreLive() {
        pages.server().refuse(1);
        Page page = pages.lesson("?class");
        LessonPages.lock(page, 1, "250 ms");
        assertThat(page.getByText("Not sent to the class yet.")).isVisible();
        page.locator(".collection > summary").click();
        assertThat(page.locator(".collection > .hint")).hasText("23 joined.");
        Locator caption = page.locator(".figures figcaption").nth(1);
        assertThat(caption).hasText("1 guess, median 250 ms.");
        assertThat(page.getByText("Not sent to the class yet.")).isHidden();
        assertThat(pages.server().guesses().get(0).get("lesson").asText()).isEqualTo("step-01");
        assertThat(pages.server().guesses().get(0).get("student").asText()).matches("[0-9A-Z]{5}");
        pages.server().guess("p99 at half load", 1e9);
        assertThat(caption).hasText("2 guesses, median 625 ms.");
        assertThat(page.evaluate("() => fixture.seen.joined.at(-1)")).isEqualTo(23);
        page.getByText("All lessons").click();
        assertThat(page.locator(".ladder")).isVisible();
    }

    @Test
    void limitedGuessIsSentLater() {
        pages.server().limit();
        Page page = pages.lesson("?class");
        LessonPages.lock(page, 1, "250 ms");
        assertThat(page.getByText("too many guesses from your network. The page tries again in 60 s."))
                .isVisible();
        assertThat(pages.server().guesses()).isEmpty();
        LessonPages.lock(page, 0, "50");
        assertThat(page.getByText("Not sent to the class yet")).isHidden();
        assertThat(pages.server().guesses()).hasSize(2);
    }

    @Test
    void teacherClearsThePrediction() {
        pages.server().guess("p99 at half load", 1e9);
        pages.server().guess("failed pages", 100);
        Page page = pages.lesson("?class&teacher=" + LessonPageServer.TEACHER);
        assertThat(page.url()).doesNotContain("teacher");
        page.reload();
        page.locator(".ladder button").first().click();
        page.locator(".collection > summary").click();
        Locator captions = page.locator(".figures figcaption");
        assertThat(captions.nth(1)).hasText("1 guess, median 1 s.");
        page.getByLabel("Clear the guesses of the class: p99 at half load").click();
        assertThat(captions.nth(1)).hasText("No guesses yet.");
        assertThat(captions.nth(2)).hasText("1 guess, median 100.");
        page.getByText("Present", new Page.GetByTextOptions().setExact(true)).click();
        for (int i = 0; i < 7; i++) {
            page.keyboard().press("ArrowRight");
        }
        Locator caption = page.locator(".present figcaption");
        assertThat(caption).hasText("1 guess, median 100.");
        page.locator(".present").getByText("Clear").click();
        assertThat(caption).hasText("No guesses yet.");
    }

    @Test
    void participantsCannotClear() {
        Page page = pages.lesson("?class");
        page.locator(".collection > summary").click();
        assertThat(page.locator(".figures figcaption")).hasCount(4);
        assertThat(page.getByText("Clear", new Page.GetByTextOptions().setExact(true)))
                .hasCount(0);
        page = pages.lesson("?class&teacher=wrong");
        page.locator(".collection > summary").click();
        page.getByLabel("Clear the guesses of the class: failed pages").click();
        assertThat(page.getByText("The server has not cleared the guesses.")).isVisible();
    }
}
