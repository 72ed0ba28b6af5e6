package dev.brownout.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.workbench.InitialScenario;
import dev.brownout.workbench.ServedPage;
import dev.brownout.workbench.ServedPage.PageEngine;
import dev.brownout.workbench.StaticSite;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first screen, and the view of a link before its run, with the engine of the server. */
class GuideInBrowserTest extends WorkbenchHost {
    private static final String FIRST = "saturation";
    private static final int WIDE = 1280;

    @BeforeAll
    static void begin() throws IOException {
        String text = new ShippedLibrary().text(FIRST).orElseThrow();
        start(
                new InitialScenario(FIRST, text, Optional.empty()),
                new ServedPage(StaticSite.shippedInstance(), PageEngine.JVM, true));
    }

    @AfterEach
    void consoleIsEmpty() {
        assertThat(browser.closePages())
                .filteredOn(each -> !each.matches("asks for (data|blob):.*"))
                .isEmpty();
    }

    private static Page open(String fragment) {
        Page page = browser.page(WIDE, false, true);
        page.navigate(workbench.address() + fragment);
        return page;
    }

    private static Locator proposal(Page page, String words) {
        return page.locator(".proposal", new Page.LocatorOptions().setHasText(words));
    }

    private static void answers(Page page, String start) {
        assertThat(page.locator("#answer")).hasText(Pattern.compile("^" + start + " of .*"));
    }

    @Test
    void firstScreenHasOneSliderAndChangesToTry() {
        Page page = open("");
        answers(page, "0");
        assertThat(page.locator(".slider:visible")).hasCount(1);
        assertThat(page.locator(".live-legend").first()).containsText("pinned first run");
        page.locator(".slider input[type=text]:visible").fill("210");
        page.keyboard().press("Enter");
        assertThat(page.locator("#verdict")).hasText("FAIL: 2 of 2 assertions violated");
        page.locator("#undo").click();
        assertThat(page.locator("#verdict")).hasText("PASS: 2 assertions met");
        proposal(page, "one server off").click();
        assertThat(page.locator("#verdict")).hasText("FAIL: 1 of 2 assertions violated");
        assertThat(proposal(page, "one server off")).isDisabled();
        assertThat(page.locator(".live-time")).not().hasText(Pattern.compile("^0:[0-4]\\d of .*"));
        proposal(page, "second server").click();
        assertThat(page.locator("#verdict")).hasText("PASS: 2 assertions met");
        page.locator("#workbench").click();
        assertThat(page.locator("#run")).isVisible();
        assertThat(page.locator(".slider:visible")).hasCount(3);
        new WorkbenchEditor(page)
                .hasText(Pattern.compile(".*servers: \\{ default: 2,.*crash site/1 for 60s.*", Pattern.DOTALL));
    }

    /** Windows of 1280 x 720 and 1280 x 1024 pixels at 200 % and 400 %, and a projector. */
    @ParameterizedTest
    @CsvSource({"640, 360", "320, 256", "1920, 1080"})
    void pageIsAccessibleAtEachZoom(int width, int height) {
        Page page = open("");
        page.setViewportSize(width, height);
        answers(page, "0");
        fits(page);
        page.evaluate("() => document.getElementById('workbench').click()");
        fits(page);
    }

    private static void fits(Page page) {
        Browser.awaitRendering(page);
        assertThat(AccessibilityRules.violations(page)).isEmpty();
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    @Test
    void textBelowTheFirstScreenShowsTheWorkbench() {
        Page page = open("");
        answers(page, "0");
        page.locator(".cm-content").click();
        page.keyboard().type("# mine\n");
        assertThat(page.locator("#run")).isVisible();
        assertThat(page.locator("#guide")).isHidden();
    }

    /** Returns the fragment of a link that the page makes after its first run. */
    private static String sharedLink() {
        Page page = open("");
        answers(page, "0");
        page.locator("#share").click();
        page.getByText("Copy link").click();
        page.waitForFunction("() => location.hash.startsWith('#1.')");
        return page.url().substring(page.url().indexOf('#'));
    }

    @Test
    void linkCarriesTheResultAsAClaim() {
        Page other = open(sharedLink());
        assertThat(other.locator("#live .graph")).isVisible();
        assertThat(other.locator("#claim")).containsText("The sender got: PASS 0 of 53,833 visits fail.");
        assertThat(AccessibilityRules.violations(other)).isEmpty();
        other.getByText("Guess first").click();
        assertThat(other.locator("#claim")).not().containsText("PASS");
        other.locator("#claim button").last().click();
        assertThat(other.locator("#claim")).containsText("Your guess: it fails. Wrong.");
        assertThat(other.locator("#claim")).containsText("Your run gives the same result.");
    }

    /** The browser of the sender shows the claim as well: of the link as opened again, and after a reload. */
    @Test
    void claimIsShownWhereTheLinkWasMade() {
        Page page = open(sharedLink());
        page.locator("#claim .primary").click();
        assertThat(page.locator("#claim .good")).isVisible();
        String address = page.url();
        page.navigate("about:blank");
        page.navigate(address);
        assertThat(page.locator("#claim")).containsText("The sender got: PASS");
        page.reload();
        assertThat(page.locator("#claim")).containsText("The sender got: PASS");
        new WorkbenchEditor(page).fill("scenario: mine\n");
        page.waitForFunction("() => (localStorage.brownout ?? '').includes('scenario: mine')");
        page.reload();
        assertThat(page.locator("#notice")).containsText("The text has edits that the link");
        assertThat(page.locator("#claim")).isHidden();
    }

    /** The answer of the author is about all variants as they were: the violation of the reader comes first. */
    @Test
    void violationComesBeforeTheAnswer() {
        Page page = open(StaticPageServer.link("{\"text\": \"scenario: two\\nabout: { answer: All is well. }\\n"
                + "load: 10/s\\nrun: 2s\\ncomponents:\\n  web: { kind: server, service: 1ms }\\n"
                + "requests:\\n  page: { path: [web] }\\nsla:\\n  quick: page.p50 < 500us\\n"
                + "variants:\\n  one: {}\\n  other: {}\\n\"}"));
        page.locator("#run").click();
        assertThat(page.locator("#answer"))
                .hasText(Pattern.compile("quick < 500 μs is violated: .* \\(one\\)\\. All is well\\."));
    }

    @Test
    void sliderStatesTheValueOfTheShownVariant() {
        Page page = open(StaticPageServer.link("{\"text\": \"scenario: two\\nload: 10/s\\nrun: 2s\\ncomponents:\\n"
                + "  web: { kind: server, cores: 1, service: 1ms }\\nrequests:\\n  page: { path: [web] }\\n"
                + "variants:\\n  one: {}\\n  other: { set: { web.cores: 2 } }\\n\"}"));
        page.locator("#run").click();
        Locator cores = page.locator(".slider[data-path='components.web.cores']");
        page.locator(".live-head select").selectOption("other");
        assertThat(cores).containsText("The shown variant sets 2.");
        page.locator(".live-head select").selectOption("one");
        assertThat(cores).not().containsText("The shown variant");
    }

    /** A reader with another language gets the same result, although the sentences differ. */
    @Test
    void claimIsIndependentOfTheLanguage() {
        Page page = open("?lang=ko" + sharedLink());
        page.locator("#claim .primary").click();
        assertThat(page.locator("#claim .good")).hasText("실행 결과가 같습니다.");
    }

    @Test
    void claimThatIsNotTheResultIsMarked() {
        Page page = open(
                StaticPageServer.link("{\"name\": \"saturation\", \"claim\": {\"verdict\": \"FAIL\", \"passed\": false,"
                        + " \"answer\": \"All visits fail.\", \"requests\": 53833, \"events\": 1}}"));
        assertThat(page.locator("#claim")).containsText("FAIL All visits fail.");
        page.locator("#claim .primary").click();
        assertThat(page.locator("#claim")).containsText("Your run gives another result than the link claims.");
    }

    @Test
    void resultIsAPictureAndAFilm() throws IOException {
        Page page = open("");
        answers(page, "0");
        page.locator("#share").click();
        Locator forms = page.locator("#share-content tr").first().locator("button");
        Download picture = page.waitForDownload(() -> forms.first().click());
        assertThat(picture.suggestedFilename()).isEqualTo("saturation-result.png");
        try (InputStream stream = picture.createReadStream()) {
            BufferedImage image = ImageIO.read(stream);
            assertThat(image.getWidth()).isEqualTo(1200);
            assertThat(image.getHeight()).isEqualTo(630);
        }
        Download film = page.waitForDownload(() -> forms.nth(1).click());
        assertThat(film.suggestedFilename()).isEqualTo("saturation-result.webm");
        try (InputStream stream = film.createReadStream()) {
            assertThat(stream.readAllBytes()).startsWith(0x1A, 0x45, 0xDF, 0xA3).hasSizeGreaterThan(50_000);
        }
    }
}
