package dev.brownout.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The static page of the engine in a real browser. A script stands in for the engine. */
class StaticPageInBrowserTest extends StaticPageHost {
    private static final int WIDE = 1400;
    private static final long MILLIS_PER_SECOND = 1000;
    private static final String OWN =
            "{\"text\": \"scenario: mine\\nabout:\\n  question: Is it?\\n\", \"seed\": \"7\"}";

    private static Page open(int width, boolean dark, String address) {
        Page page = browser.page(width, dark, true);
        page.navigate(server.address() + address);
        return page;
    }

    private static Page ready(String fragment) {
        Page page = open(WIDE, false, fragment);
        assertThat(page.locator("#pick")).isEnabled();
        assertThat(page.locator("#status")).not().hasText(Pattern.compile("Loading.*|Checking.*|Running.*"));
        leaveFirstScreen(page);
        return page;
    }

    private static FrameLocator report(Page page) {
        page.locator("#full-report").click();
        return page.frameLocator("#report").frameLocator("iframe");
    }

    private static void isRun(Page page) {
        assertThat(page.locator("#live .live-stage svg").first()).isVisible();
    }

    /** Switches runs after changes off. */
    private static void runsOnRequest(Page page) {
        page.locator("#auto").setChecked(false);
    }

    @ParameterizedTest
    @CsvSource({"1400, false", "1400, true", "390, false", "390, true"})
    void firstVisitRunsAScenario(int width, boolean dark) {
        Page page = open(width, dark, "");
        isRun(page);
        assertThat(page.locator("#verdict")).hasText("PASS: 1 assertion met");
        Browser.awaitRendering(page);
        assertThat(AccessibilityRules.violations(page)).isEmpty();
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    @Test
    void linksOfTheReportLeadToItsSections() {
        Page page = ready("");
        isRun(page);
        FrameLocator report = report(page);
        assertThat(report.locator(".plot").first()).isVisible();
        report.locator("nav a").nth(2).click();
        assertThat(report.locator("nav a").nth(2)).hasAttribute("aria-current", "true");
    }

    @Test
    void editsSurviveAReloadAndMarkTheReport() {
        Page page = ready("");
        isRun(page);
        runsOnRequest(page);
        WorkbenchEditor editor = new WorkbenchEditor(page);
        editor.fill("scenario: edited\n");
        assertThat(page.locator("#stale"))
                .hasText(Pattern.compile("showing the last valid run \\(edited \\d+ s ago\\)"));
        assertThat(page.locator(".live-state")).containsText("showing the last valid run");
        page.reload();
        editor.hasText("scenario: edited\n");
        page.locator("#reset").click();
        editor.hasText(Pattern.compile("^version: 1\\s"));
    }

    @Test
    void problemsLeadToTheirPlaces() {
        Page page = ready("");
        isRun(page);
        WorkbenchEditor editor = new WorkbenchEditor(page);
        editor.fill("scenario: bad\nbox: { coers: 4 }\n");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#status")).hasText("Fix the errors to run.");
        assertThat(page.locator("#checked")).hasText(Pattern.compile("1 error · line 2: unknown key .*"));
        assertThat(page.locator("body")).hasClass(Pattern.compile(".*\\bstale\\b.*"));
        assertThat(AccessibilityRules.violations(page)).isEmpty();
        page.locator("#problems button").click();
        page.keyboard().insertText("cores");
        editor.hasText("scenario: bad\nbox: { cores: 4 }\n");
    }

    @Test
    void librarySearchIsByKeyboard() {
        Page page = ready("");
        page.locator("#pick").press("Enter");
        page.keyboard().type("waiting room");
        page.keyboard().press("Enter");
        assertThat(page.locator("#pick")).hasText("black-friday ▾");
        assertThat(new WorkbenchEditor(page).content()).isFocused();
    }

    @Test
    void linksRunNothingBeforeTheReaderDoes() {
        Page page = ready(StaticPageServer.link(OWN));
        assertThat(page.locator("#title")).hasText("mine");
        assertThat(page.locator("#question")).hasText("Is it?");
        assertThat(page.locator("#seed")).hasValue("7");
        assertThat(page.locator("#notice"))
                .hasText("This link carries a scenario. Nothing has run on this computer yet.");
        assertThat(page.locator("#verdict")).isHidden();
        page.locator("#run").click();
        isRun(page);
    }

    @ParameterizedTest
    @CsvSource({"#section-2, is not a link of Brownout", "#2.AAAA, newer version", "#1., damaged", "#1.%%%, damaged"})
    void unreadableLinksGetOneSentence(String fragment, String words) {
        assertThat(ready(fragment).locator("#notice")).containsText(words);
    }

    @Test
    void incompleteAndChangedLinksAreDamaged() {
        String link = StaticPageServer.link(OWN);
        assertThat(ready(link.substring(0, link.length() - 3)).locator("#notice"))
                .containsText("damaged");
        String changed = link.substring(0, 12) + (link.charAt(12) == 'A' ? 'B' : 'A') + link.substring(13);
        assertThat(ready(changed).locator("#notice")).containsText("damaged");
    }

    @Test
    void linksWithOtherContentGetOneSentence() {
        assertThat(ready(StaticPageServer.link("{\"text\": \"" + "a".repeat(3_000_000) + "\"}"))
                        .locator("#notice"))
                .hasText("This link carries more than 2 MB and is not read.");
        assertThat(ready(StaticPageServer.link("{\"text\": 5}")).locator("#notice"))
                .hasText("This link carries no scenario that this page can read.");
        assertThat(ready(StaticPageServer.link("{\"name\": \"absent\"}")).locator("#notice"))
                .hasText("This link names the scenario “absent”, which is not in this library.");
    }

    /** The test advances the clock of the page, and so need not wait for the time limit of a check. */
    @Test
    void hostileTextsDoNotHangThePage() {
        Page page = browser.page(WIDE, false, true);
        page.clock().install();
        page.navigate(server.address());
        isRun(page);
        leaveFirstScreen(page);
        runsOnRequest(page);
        WorkbenchEditor editor = new WorkbenchEditor(page);
        editor.fill("scenario: hang-run\n");
        page.locator("#run").click();
        page.locator("#cancel").click();
        assertThat(page.locator("#status")).hasText("Cancelled.");
        editor.fill("scenario: hang-check\n");
        page.waitForCondition(() -> {
            page.clock().runFor(MILLIS_PER_SECOND);
            return page.locator("#checked").textContent().equals("Not checked. Stopped after 10 s.");
        });
    }

    @Test
    void embeddedFramesGetTheHeightOfTheirContent() {
        Page page = browser.page(WIDE, false, true);
        page.navigate(server.host(StaticPageServer.link(OWN)));
        Locator frame = page.locator("iframe");
        FrameLocator embedded = page.frameLocator("iframe");
        assertThat(embedded.locator("#title")).hasText("mine");
        assertThat(embedded.locator("#status")).hasText("Nothing has run yet.");
        page.waitForCondition(() -> frame.boundingBox().height < 200);
        embedded.locator("#run").click();
        assertThat(embedded.locator("#verdict")).hasText("PASS: 1 assertion met");
        page.waitForCondition(() -> frame.boundingBox().height > 500);
    }

    @Test
    void embeddedScenariosCanBeChangedAndRun() {
        Page page = open(WIDE, true, "embed.html?change" + StaticPageServer.link(OWN));
        Locator text = page.locator("#text");
        assertThat(text).hasValue("scenario: mine\nabout:\n  question: Is it?\n");
        page.locator("#run").click();
        assertThat(page.locator("#verdict")).hasText("PASS: 1 assertion met");
        String link = page.locator("#open").getAttribute("href");
        text.fill("scenario: changed\nbox: { coers: 4 }\n");
        assertThat(page.locator("#verdict")).isHidden();
        assertThat(page.locator("#open")).not().hasAttribute("href", link);
        page.locator("#run").click();
        assertThat(page.locator("#problems li")).hasText(Pattern.compile("line 2: unknown key .*"));
        assertThat(page.locator("#status")).hasText("Fix the errors to run.");
        Browser.awaitRendering(page);
        assertThat(AccessibilityRules.violations(page)).isEmpty();
        text.fill("scenario: changed\nbox: { cores: 4 }\n");
        page.locator("#run").click();
        assertThat(page.locator("#verdict")).hasText("PASS: 1 assertion met");
        assertThat(page.locator("#problems li")).hasCount(0);
        page.locator("#reset").click();
        assertThat(text).hasValue(Pattern.compile("scenario: mine\\s.*"));
        assertThat(page.locator("#open")).hasAttribute("href", link);
    }

    @Test
    void pageWorksWithoutANetwork() {
        Page page = ready("");
        page.evaluate("() => navigator.serviceWorker.ready.then(() => true)");
        page.context().setOffline(true);
        page.reload();
        page.locator("#run").click();
        isRun(page);
    }
}
