package dev.brownout.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The site of the documentation, opened from its folder without a server and without a network. It must have been
 * built: {@code mvn package}.
 */
class DocumentationSiteInBrowserTest {
    private static final Path SITE =
            Path.of("../lab/site/target/site").toAbsolutePath().normalize();
    private static final int WIDE = 1400;
    private static final int PHONE = 390;

    private static Browser browser;

    @BeforeAll
    static void begin() {
        assumeTrue(Files.exists(SITE.resolve("index.html")), "the site is needed: mvn package");
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "chromium is needed");
        browser = new Browser(chromium.get(), SITE.toUri().toString());
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void pagesHaveNoErrors() {
        assertThat(browser.closePages()).isEmpty();
    }

    private static Page open(String path, int width, boolean dark) {
        Page page = browser.page(width, dark, true);
        page.navigate(SITE.resolve(path).toUri().toString());
        return page;
    }

    /** Pages with each form of content: cards, terminal sessions, a long table, a scenario. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "index.html",
                "guides/from-logs-to-a-capacity.html",
                "reference/components/cache.html",
                "library/incidents/roblox-2021.html"
            })
    void pageIsAccessibleInLightAndDarkAndFitsAPhone(String path) {
        Page wide = open(path, WIDE, false);
        assertThat(AccessibilityRules.violations(wide)).isEmpty();
        Page narrow = open(path, PHONE, true);
        assertThat(AccessibilityRules.violations(narrow)).isEmpty();
        assertThat((int) narrow.evaluate("() => document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(PHONE);
    }

    @Test
    void searchByKeyboardOpensAPage() {
        Page page = open("reference/components/cache.html", WIDE, false);
        page.keyboard().press("/");
        Locator query = page.locator("#query");
        assertThat(query).isFocused();
        query.fill("how many connections does a pool need");
        Locator first = page.locator("#results [aria-selected=true]");
        assertThat(first).containsText("How many connections does a pool need?");
        assertThat(AccessibilityRules.violations(page)).isEmpty();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*/guides/size-a-pool\\.html"));
        assertThat(page.locator("h1")).hasText("How many connections does a pool need?");
    }

    @Test
    void searchLeadsToTheRowOfASetting() {
        Page page = open("index.html", PHONE, true);
        page.locator("#open-search").click();
        page.locator("#query").fill("virtual_nodes cache");
        Locator first = page.locator("#results [aria-selected=true]");
        assertThat(first).containsText("virtual_nodes");
        first.click();
        assertThat(page).hasURL(Pattern.compile(".*/reference/components/cache\\.html#row-virtual_nodes"));
        assertThat(page.locator(":target")).isInViewport();
    }

    @Test
    void chosenColoursStay() {
        Page page = open("index.html", WIDE, false);
        page.getByLabel("Use dark colours").click();
        page.locator("#menu")
                .getByText("Guides", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    }

    @Test
    void menuOfAPhoneLeadsToPages() {
        Page page = open("index.html", PHONE, false);
        assertThat(page.locator("#menu")).isHidden();
        page.locator("a.menu").click();
        page.locator("#menu")
                .getByText("Concepts", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator("h1")).hasText("What is the difference between open and closed load?");
    }
}
