package dev.brownout.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.workbench.InitialScenario;
import dev.brownout.workbench.ServedPage;
import dev.brownout.workbench.ServedPage.PageEngine;
import dev.brownout.workbench.StaticSite;
import dev.brownout.workbench.Workbench;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The workbench in a real browser: with the engine of {@code brownout serve}, and with the engine in the browser. */
class WorkbenchPageInBrowserTest {
    private static final int CLASS = 30;
    private static final int SEED = 1_000;
    private static final Path SITE = Path.of("../web/target/site");
    private static final String FIRST = new ShippedLibrary().text("hello-world").orElseThrow();

    /** Server of the page. */
    private record PageHost(String address, Runnable stop) {}

    /** Starts the server of the command with the first scenario. */
    private static PageHost served() throws IOException {
        Workbench workbench = new Workbench(
                new InitialScenario("hello-world", FIRST, Optional.empty()),
                new ServedPage(StaticSite.shippedInstance(), PageEngine.JVM, false),
                InetAddress.getLoopbackAddress(),
                0);
        return new PageHost(workbench.address().toString(), workbench::close);
    }

    @Nested
    class WithTheEngineOfTheServer extends InBrowser {
        @Override
        PageHost start() throws IOException {
            return served();
        }
    }

    @Nested
    class ForEveryReader extends OnPage {
        @Override
        PageHost start() throws IOException {
            return served();
        }

        @Test
        void aPhoneHasThreeViews() {
            Page page = open(390, false, "");
            isCurrent(page);
            assertThat(page.locator("#live .live-stage svg").first()).isVisible();
            assertThat(page.locator("#editor")).isHidden();
            button(page, "Text").click();
            assertThat(page.locator("#editor")).isVisible();
            assertThat(page.locator("#live")).isHidden();
            button(page, "Design").click();
            assertThat(page.locator("#assertions")).isVisible();
        }

        @ParameterizedTest
        @CsvSource({
            "1400, 900, false, live", "1400, 900, true, live", "1280, 720, false, live", "390, 844, false, live",
            "390, 844, true, live", "390, 844, false, text", "390, 844, false, design", "390, 844, true, design"
        })
        void everythingIsAccessibleAndFits(int width, int height, boolean dark, String view) {
            Page page = open(width, dark, "");
            page.setViewportSize(width, height);
            isCurrent(page);
            if (width < 800) {
                page.locator("nav.views [data-view=" + view + "]").click();
            }
            Browser.awaitRendering(page);
            assertThat(AccessibilityRules.violations(page)).isEmpty();
            assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"
                            + " && document.documentElement.scrollHeight <= innerHeight"))
                    .isEqualTo(true);
        }

        @ParameterizedTest
        @CsvSource({"share, Share", "history, Runs of this visit", "keys, Help and keyboard shortcuts", "pick, Own text"
        })
        void dialogsAreAccessibleAndCloseWithEscape(String opener, String words) {
            Page page = ready();
            page.locator("#" + opener).click();
            Locator dialog = page.locator("dialog[open]");
            assertThat(dialog).containsText(words);
            assertThat(AccessibilityRules.violations(page)).isEmpty();
            page.keyboard().press("Escape");
            assertThat(dialog).hasCount(0);
            assertThat(page.locator("#" + opener)).isFocused();
        }
    }

    @Nested
    @Tag("thorough")
    class WithTheEngineInTheBrowser extends InBrowser {
        @Override
        PageHost start() throws IOException {
            assumeTrue(Files.exists(SITE.resolve("engine.wasm")), "the site is needed: mvn -Pweb package");
            StaticPageServer server = StaticPageServer.of(SITE);
            return new PageHost(server.address(), server::close);
        }
    }

    /** A page with an engine. */
    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class OnPage {
        private PageHost host;
        private Browser browser;

        /** Starts a server of the page. */
        abstract PageHost start() throws IOException;

        @BeforeAll
        void begin() throws IOException {
            Optional<Path> chromium = Browser.installed();
            assumeTrue(chromium.isPresent(), "chromium is needed");
            host = start();
            browser = new Browser(chromium.get(), host.address());
        }

        @AfterAll
        void end() {
            if (browser != null) {
                browser.close();
                host.stop().run();
            }
        }

        @AfterEach
        void nothingComplained() {
            assertThat(browser.closePages())
                    .filteredOn(each -> !each.startsWith("asks for data:"))
                    .isEmpty();
        }

        Page open(int width, boolean dark, String fragment) {
            Page page = browser.page(width, dark, true);
            page.navigate(host.address() + fragment);
            return page;
        }

        /** Opens the page and waits for the run of the first scenario. */
        Page ready() {
            Page page = open(1400, false, "");
            isCurrent(page);
            page.locator("#auto").setChecked(true);
            return page;
        }

        /** Waits until the picture is of the text. */
        static void isCurrent(Page page) {
            assertThat(page.locator("#status")).hasText(Pattern.compile("Run in .*"));
            assertThat(page.locator("#stale")).hasText("");
        }

        static Locator slider(Page page) {
            return page.locator(".slider[data-path='load'] input[type=range]");
        }

        static Locator button(Page page, String name) {
            return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
        }
    }

    /** The behaviour of the page with an engine. */
    abstract static class InBrowser extends OnPage {
        /** Simulates a class: thirty pages run with different seeds at the same time. */
        @Test
        @Tag("thorough")
        void thirtyPagesGetTheirVerdicts() {
            List<Page> pages = new ArrayList<>();
            for (int i = 0; i < CLASS; i++) {
                Page page = ready();
                page.locator("#auto").setChecked(false);
                page.locator("#seed").fill(Integer.toString(SEED + i));
                pages.add(page);
            }
            for (Page page : pages) {
                page.evaluate("() => document.getElementById('run').click()");
            }
            for (int i = 0; i < CLASS; i++) {
                assertThat(pages.get(i).locator("#figures")).containsText("seed " + (SEED + i));
                assertThat(pages.get(i).locator("#verdict")).containsText("PASS");
                pages.get(i).close();
            }
        }

        @Test
        void figuresAreThoseOfTheCommand() {
            Page page = ready();
            String printed = Session.of("run", "hello-world").out();
            assertThat(printed).contains(page.locator("#verdict").textContent().replace(": ", "  "));
            for (String value : page.locator("#assertions .value").allTextContents()) {
                assertThat(printed).contains(value);
            }
        }

        @Test
        void anErrorIsMarkedAndHasAQuickFix() {
            Page page = ready();
            WorkbenchEditor editor = new WorkbenchEditor(page);
            editor.fill(FIRST.replace("cores:", "coers:"));
            assertThat(page.locator("#checked")).hasText(Pattern.compile("1 error · line \\d+: .*coers.*"));
            assertThat(page.locator("#stale"))
                    .hasText(Pattern.compile("showing the last valid run \\(edited .* ago\\)"));
            button(page, "Replace by cores").first().click();
            editor.hasText(FIRST);
            isCurrent(page);
            assertThat(page.locator("#checked")).hasText("No problems.");
        }

        @Test
        void aSliderChangesTheTextAndTheTextMovesTheSlider() {
            Page page = ready();
            WorkbenchEditor editor = new WorkbenchEditor(page);
            slider(page).focus();
            page.keyboard().press("ArrowRight");
            editor.hasText(FIRST.replace("180/s", "190/s"));
            isCurrent(page);
            page.locator("#undo").click();
            editor.hasText(FIRST);
            Locator field = page.getByLabel("load, value");
            assertThat(field).hasValue("180/s");
            editor.fill(FIRST.replace("180/s", "100/s"));
            assertThat(field).hasValue("100/s");
            assertThat(slider(page)).hasAttribute("aria-valuetext", "100/s");
            assertThat(page.locator(".slider[data-path='load'] .capacity")).hasText("capacity 200/s: box is saturated");
        }

        @Test
        void runsFollowChangesAndHistoryReturns() {
            Page page = ready();
            WorkbenchEditor editor = new WorkbenchEditor(page);
            editor.fill(FIRST.replace("180/s", "100/s"));
            assertThat(page.locator("#history")).hasText("History (2)");
            isCurrent(page);
            page.locator("#history").click();
            assertThat(page.locator("#runs li").first()).containsText("load: 100/s");
            page.locator("#runs li button").last().click();
            editor.hasText(FIRST);
            isCurrent(page);
        }

        @Test
        void aRunIsCancelledImmediatelyAndByTheNextChange() {
            Page page = ready();
            WorkbenchEditor editor = new WorkbenchEditor(page);
            editor.fill(FIRST.replace("run: 5m", "run: 10h"));
            page.locator("#cancel").click();
            assertThat(page.locator("#status")).hasText("Cancelled.");
            page.locator("#run").click();
            assertThat(page.locator("#cancel")).isVisible();
            editor.fill(FIRST.replace("run: 5m", "run: 4m"));
            isCurrent(page);
        }

        @Test
        void thePinnedRunStaysBesideTheNextRuns() {
            Page page = ready();
            button(page, "Pin this run").click();
            slider(page).focus();
            page.keyboard().press("PageDown");
            isCurrent(page);
            assertThat(page.locator("#assertions thead")).containsText("pinned");
            assertThat(page.locator("#assertions .old").first()).hasText("237 ms");
            assertThat(page.locator(".live-legend").first()).containsText("pinned hello-world");
            page.reload();
            assertThat(page.locator("#compare")).containsText("Pinned: hello-world");
            button(page, "Unpin").click();
            assertThat(page.locator("#compare")).not().containsText("Pinned: hello-world");
        }

        @Test
        void twentyRunsHaveIntervals() {
            Page page = ready();
            button(page, "20 runs").click();
            Locator table = page.locator("#compare table").last();
            assertThat(table).isVisible();
            assertThat(table).containsText(Pattern.compile("\\d+ of 20"));
            assertThat(table).containsText("±");
        }

        @Test
        void aClickBreaksANode() {
            Page page = ready();
            WorkbenchEditor editor = new WorkbenchEditor(page);
            page.locator("#live .target", new Page.LocatorOptions().setHasText("box"))
                    .last()
                    .click();
            page.locator(".break-menu").getByRole(AriaRole.BUTTON).first().click();
            editor.hasText(Pattern.compile("faults:\n *- at \\S+: \\w+ box"));
            isCurrent(page);
            assertThat(page.locator("#event-list li").first()).isVisible();
            page.locator("#undo").click();
            editor.hasText(FIRST);
        }

        @Test
        void theRunIsReplayed() {
            Page page = ready();
            Locator heading = page.locator("#live h2").first();
            page.locator("#live")
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Pause"))
                    .click();
            String paused = heading.textContent();
            page.locator("#live")
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Play"))
                    .click();
            assertThat(heading).not().hasText(paused);
        }

        @Test
        void aLinkCarriesTheTextAndRunsNothing() {
            Page page = ready();
            String text = FIRST.replace("180/s", "170/s");
            new WorkbenchEditor(page).fill(text);
            isCurrent(page);
            page.locator("#share").click();
            page.onDialog(dialog -> dialog.dismiss());
            button(page, "Copy link").click();
            page.waitForURL(Pattern.compile(".*#1\\..*"));
            Page other = open(1400, false, page.url().substring(page.url().indexOf('#')));
            new WorkbenchEditor(other).hasText(text);
            assertThat(other.locator("#notice"))
                    .hasText("This link carries a scenario. Nothing has run on this computer yet.");
            assertThat(other.locator("#verdict")).isHidden();
            other.locator("#run").click();
            isCurrent(other);
        }

        @Test
        void aReloadAndAnotherScenarioLoseNothing() {
            Page page = ready();
            WorkbenchEditor editor = new WorkbenchEditor(page);
            String text = FIRST.replace("180/s", "160/s");
            editor.fill(text);
            isCurrent(page);
            page.locator("#pick").click();
            page.locator("#search").fill("retry-storm");
            page.keyboard().press("Enter");
            assertThat(page.locator("#pick")).containsText("retry");
            page.locator("#pick").click();
            page.locator("#search").fill("hello-world");
            page.keyboard().press("Enter");
            editor.hasText(text);
            page.locator("#undo").click();
            editor.hasText(FIRST);
            page.locator("#redo").click();
            editor.hasText(text);
            page.reload();
            editor.hasText(text);
        }
    }
}
