package dev.brownout.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Test pages of class mode in a browser, with their server. */
record LessonPages(LessonPageServer server, Browser browser) implements AutoCloseable {
    private static final int WIDE = 1280;

    /** Starts server and browser. Skips the test without a browser. */
    static LessonPages start() throws IOException {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "chromium is needed");
        LessonPageServer server = new LessonPageServer();
        return new LessonPages(server, new Browser(chromium.get(), server.address()));
    }

    /** Closes all pages. Returns their complaints, without refused guesses and pictures of the page itself. */
    List<String> closePages() {
        return browser.closePages().stream()
                .filter(each -> !each.startsWith("asks for blob:") && !each.matches("(?s).*status of (403|429|503).*"))
                .toList();
    }

    /** Opens the page with class mode in its list of lessons. */
    Page open(String query, int width, boolean dark) {
        Page page = browser.page(width, dark, true);
        page.navigate(server.address() + "lesson.html" + query);
        assertThat(page.locator(".ladder")).isVisible();
        return page;
    }

    /** Opens the first lesson of the ladder. */
    Page lesson(String query) {
        Page page = open(query, WIDE, false);
        page.locator(".ladder button").first().click();
        assertThat(page.locator(".guess")).hasCount(4);
        return page;
    }

    /** Returns the element of a prediction. */
    static Locator prediction(Page page, int index) {
        return page.locator(".lesson-guesses li").nth(index);
    }

    /** Enters a guess and locks it in. */
    static void lock(Page page, int index, String typed) {
        prediction(page, index).locator(".typed input").fill(typed);
        prediction(page, index).getByText("Lock in").click();
    }

    /** Guesses three predictions and skips the last. */
    static void guess(Page page) {
        lock(page, 0, "50.5");
        lock(page, 1, "250 ms");
        lock(page, 2, "1,200");
        prediction(page, 3).getByText("Skip").click();
    }

    /** Runs the scenario and waits for the comparison. */
    static void reveal(Page page) {
        page.getByText("Run and reveal").click();
        assertThat(page.locator(".revealed")).hasCount(4);
    }

    @Override
    public void close() {
        browser.close();
        server.close();
    }
}
