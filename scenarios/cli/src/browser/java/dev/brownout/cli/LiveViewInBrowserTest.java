package dev.brownout.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The live view of a run in a real browser. */
class LiveViewInBrowserTest {
    private static final String SMALL = "load-balancer";
    private static final String LARGE = "capstone";
    private static final int WIDE = 1000;
    private static final int PHONE = 390;
    private static final int OUTAGE = 245;
    private static final String PLAYER_TIME = "() => live.at()";

    private static LiveViewPages pages;

    @BeforeAll
    static void begin() throws IOException, InvalidScenarioException {
        pages = LiveViewPages.of(SMALL, LARGE);
    }

    @AfterAll
    static void end() {
        if (pages != null) {
            pages.close();
        }
    }

    @AfterEach
    void nothingFailedAndNothingElseWasLoaded() {
        assertThat(pages.closePages()).isEmpty();
    }

    private static Page outage() {
        return pages.openPage(SMALL, OUTAGE, WIDE, false);
    }

    private static double time(Page page) {
        return ((Number) page.evaluate(PLAYER_TIME)).doubleValue();
    }

    private static Locator firstNode(Page page) {
        return part(page, "web/1,");
    }

    /** Returns the parts of the component web with a text in their accessible names. */
    private static Locator part(Page page, String name) {
        return page.locator("[data-component=web]")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    private static Locator charts(Page page) {
        return page.locator(".live-chart");
    }

    @Test
    void beforeTheFirstRunASentenceReplacesThePicture() {
        Page page = pages.empty(SMALL, WIDE, false);
        assertThat(page.locator(".live-empty")).isVisible();
        assertThat(page.locator(".live-player")).isHidden();
    }

    @Test
    void topologyHasNodesAndCallsWithWordsForTheirState() {
        Page page = pages.openPage(SMALL, 60, WIDE, false);
        assertThat(page.locator("[data-component]")).hasCount(3);
        assertThat(firstNode(page)).hasAccessibleName(Pattern.compile("web/1, up, utilization [\\d.]+ %"));
        assertThat(firstNode(page)).hasAccessibleDescription("Press Enter to break it.");
        assertThat(page.locator("[data-link='lb web']"))
                .hasAccessibleName(Pattern.compile("lb to web, [\\d.]+/s, no errors"));
        assertThat(page.locator("[data-component=web]")).containsText("2 of 2 up");
        assertThat(page.locator("[data-component=web]")).containsText("queue");
    }

    @Test
    void nodeThatIsDownIsDashedAndCrossedDuringTheOutageOnly() {
        Page page = outage();
        Locator node = firstNode(page);
        assertThat(node).hasAccessibleName("web/1, down");
        assertThat(node.locator("rect").first()).hasAttribute("stroke-dasharray", "3 2");
        assertThat(node.locator("path")).hasAttribute("visibility", "inherit");
        assertThat(page.locator("[data-component=web]")).containsText("1 of 2 up");
        assertThat(page.locator(".live-layers")).containsText("% errors");
        page.evaluate("() => live.seek(400)");
        assertThat(node).hasAccessibleName(Pattern.compile("web/1, up, .*"));
        assertThat(node.locator("path")).hasAttribute("visibility", "hidden");
    }

    @Test
    void pinnedRunIsGreyInBothCharts() {
        Page page = outage();
        Locator ghosts = page.locator(".live-plot path[stroke='#9a9a9a']");
        assertThat(ghosts).hasCount(0);
        page.evaluate("() => live.pin(view, 'one large server', 'one box')");
        assertThat(ghosts).hasCount(2);
        assertThat(charts(page).first()).containsText("pinned one box 0 %");
        page.evaluate("() => live.pin(null)");
        assertThat(ghosts).hasCount(0);
    }

    @Test
    void pinnedRunWithAnotherMetricIsASentence() {
        Page page = outage();
        page.evaluate("() => live.pin({...view, variants: view.variants.map(each => ({...each,"
                + " charts: [...each.charts].reverse()}))}, 'one large server', 'other')");
        assertThat(page.locator(".live-plot path[stroke='#9a9a9a']")).hasCount(0);
        assertThat(charts(page).first()).containsText("No pinned run here: its chart shows failed or late requests.");
    }

    @Test
    void firstRunPlaysAndSpaceTogglesPlay() {
        Page page = pages.empty(SMALL, WIDE, false);
        page.evaluate("() => show()");
        page.waitForFunction("() => live.at() > 20");
        page.locator(".live-stage").press("Space");
        double paused = time(page);
        Browser.awaitRendering(page);
        assertThat(time(page)).isEqualTo(paused);
        assertThat(page.locator(".live-play")).hasAttribute("aria-label", "Play");
        page.locator(".live-stage").press("Space");
        page.waitForFunction("at => live.at() > at", paused);
    }

    @Test
    void nextRunOfTheScenarioKeepsTheTime() {
        Page page = outage();
        page.evaluate("() => live.show({...view}, 'one large server')");
        assertThat(time(page)).isEqualTo(OUTAGE);
        assertThat(page.locator("[data-component=web]")).containsText("down since 4:00");
    }

    @Test
    void arrowsMoveByOneInterval() {
        Page page = outage();
        page.locator(".live-stage").press("ArrowRight");
        assertThat(time(page)).isEqualTo(247);
        page.locator(".live-player input").press("ArrowLeft");
        assertThat(time(page)).isEqualTo(245);
        assertThat(page.locator(".live-time")).hasText("4:05 of 12:00");
        assertThat(page.locator(".live-player input")).hasAttribute("aria-valuetext", "4:05 of 12:00");
    }

    @Test
    void marksAndTheLogSeekTheirEvents() {
        Page page = pages.openPage(SMALL, 60, WIDE, false);
        Locator marks = page.locator(".live-mark");
        marks.first().focus();
        page.keyboard().press("ArrowRight");
        assertThat(marks.nth(1)).isFocused();
        page.keyboard().press("Enter");
        assertThat(time(page)).isEqualTo(312);
        page.locator("#log button").first().click();
        assertThat(time(page)).isEqualTo(240);
        assertThat(page.locator("#log button").first()).hasAttribute("aria-current", "true");
        assertThat(marks.first())
                .hasAttribute("title", Pattern.compile("4:00 crash web/1 for 72s\n.*", Pattern.DOTALL));
    }

    @Test
    void clickInAChartSeeks() {
        Page page = pages.openPage(SMALL, 60, WIDE, false);
        page.locator(".live-plot").nth(1).click();
        assertThat(time(page)).isBetween(300.0, 420.0);
        assertThat(page.locator(".live-cursor").first()).isVisible();
    }

    @Test
    void wholeRunHasMeansAndNoDots() {
        Page page = outage();
        page.getByText("Whole run").click();
        assertThat(page.evaluate(PLAYER_TIME)).isNull();
        assertThat(page.locator("[data-component=web]")).containsText("1 down 4:00-5:12");
        assertThat(page.evaluate("() => live.dots.drawn.length")).isEqualTo(0);
    }

    @Test
    void partsArePressedByClickAndByEnter() {
        Page page = outage();
        firstNode(page).click();
        page.locator(".break-menu").press("Escape");
        page.locator("[data-link='page lb']").press("Enter");
        page.locator(".break-menu").press("Escape");
        page.locator("[data-component=lb] .target").first().press("Enter");
        assertThat(page.evaluate(
                        "() => pressed.map(({type, name, node, at}) => [type, node ?? name, at].join()).join(' ')"))
                .isEqualTo("node,web/1,245 link,page -> lb,245 component,lb,245");
    }

    @Test
    void menuMakesAFaultOfTheNode() {
        Page page = outage();
        firstNode(page).press("Enter");
        Locator menu = page.locator(".break-menu");
        assertThat(menu.locator("h3")).hasText("Break web/1");
        assertThat(menu.getByText("Crash")).isFocused();
        menu.getByLabel("for").fill("soon");
        menu.getByText("Crash").click();
        assertThat(menu).containsText("Write a time such as 30s");
        menu.getByLabel("for").fill("1:30");
        menu.getByText("Crash").click();
        assertThat(menu).isHidden();
        assertThat(firstNode(page)).isFocused();
        assertThat(page.evaluate("() => chosen[0].join('|')")).isEqualTo("crash web/1|245s|90s");
    }

    @Test
    void regionsAreFramesWithFaultsOfTheirOwn() {
        Page page = pages.openPage(LARGE, 200, WIDE, false);
        assertThat(part(page, "region ")).hasCount(2);
        part(page, "region west").press("Enter");
        assertThat(page.locator(".break-menu h3")).hasText("Break region west");
        page.locator(".break-menu li button").first().click();
        assertThat(page.evaluate("() => chosen[0][0]")).isEqualTo("crash region/west");
    }

    @Test
    void dotsAreTheStatedSample() {
        Page page = outage();
        assertThat(page.locator(".live-note").first())
                .hasText(Pattern.compile(
                        "1 dot = [\\d,]+ calls, red: failed; dots move at the same speed everywhere, .*"));
        String draw = "at => { live.seek(at); return live.dots.drawn.map(dot => dot.join()).join(' '); }";
        Object first = page.evaluate(draw, OUTAGE);
        page.evaluate(draw, 300);
        assertThat(page.evaluate(draw, OUTAGE)).isEqualTo(first);
        assertThat(first.toString()).contains("true").contains("false");
        String most = "() => { let dots = 0; for (let at = 1; at < 720; at++) { live.seek(at);"
                + " dots = Math.max(dots, live.dots.drawn.length); } return dots; }";
        assertThat((int) page.evaluate(most)).isBetween(5, 150);
    }

    @Test
    void slowFramesHalveTheDots() {
        Page page = outage();
        int calls = (int) page.evaluate("() => live.dots.calls");
        page.evaluate("() => { live.player.playing = true;"
                + " for (let i = 0; i < 30; i++) { live.measure(25); } live.player.playing = false; }");
        int fewer = (int) page.evaluate("() => live.dots.calls");
        assertThat(fewer).isGreaterThanOrEqualTo(calls);
        assertThat(page.evaluate("() => live.dots.halved")).isEqualTo(1);
    }

    @Test
    void reducedMotionHasNoDotsAndDoesNotPlayByItself() {
        Page page = pages.empty(SMALL, WIDE, false);
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        page.evaluate("() => { show(); live.seek(245); }");
        Browser.awaitRendering(page);
        assertThat(time(page)).isEqualTo(OUTAGE);
        assertThat(page.evaluate("() => live.dots.drawn.length")).isEqualTo(0);
        assertThat(page.locator(".live-note").first()).containsText("No dots: this device asks for reduced motion.");
    }

    @Test
    void oldPictureIsMarked() {
        Page page = outage();
        page.evaluate("() => live.mode('stale')");
        assertThat(page.locator(".live-state")).hasText("showing the last valid run");
        page.evaluate("() => live.mode('current')");
        assertThat(page.locator(".live-state")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"topology", "0", "1"})
    void picturesAreFilesOfTheirOwn(String picture) {
        Page page = pages.openPage(SMALL, OUTAGE, WIDE, true);
        page.evaluate("() => live.pin(view, 'one large server', 'one box')");
        Object index = picture.equals("topology") ? picture : Integer.valueOf(picture);
        String svg = (String) page.evaluate("async index => (await live.picture(index, 'svg')).text()", index);
        assertThat(svg)
                .startsWith("<svg xmlns=")
                .contains("<rect", "fill=\"#fff\"")
                .doesNotContain("class=", "var(", "tabindex");
        List<?> size = (List<?>) page.evaluate(
                "async index => { const image = await createImageBitmap(await live.picture(index, 'png'));"
                        + " return [image.width, image.height]; }",
                index);
        String width = svg.replaceFirst("(?s).*?width=\"(\\d+)\".*", "$1");
        assertThat(size.get(0)).isEqualTo(2 * Integer.parseInt(width));
    }

    @ParameterizedTest
    @CsvSource({
        SMALL + ", " + WIDE + ", false",
        SMALL + ", " + PHONE + ", true",
        LARGE + ", " + WIDE + ", true",
        LARGE + ", " + PHONE + ", false"
    })
    void pageIsAccessibleAndFitsItsWidth(String scenario, int width, boolean dark) {
        Page page = pages.openPage(scenario, 200, width, dark);
        assertThat(AccessibilityRules.violations(page)).isEmpty();
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        page.locator("[data-component=lb] .target").first().press("Enter");
        assertThat(AccessibilityRules.violations(page)).isEmpty();
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }
}
