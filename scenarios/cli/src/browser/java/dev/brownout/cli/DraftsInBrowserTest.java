package dev.brownout.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page keeps the changed texts of the reader, whatever is opened after them. */
class DraftsInBrowserTest extends StaticPageHost {
    private static final int WIDE = 1400;
    private static final int LARGER_THAN_THE_STORAGE = 6_000_000;
    private static final String OPENED = "scenario: opened\nload: 20/s\n";

    /** Number of drafts with files in the database of the page. */
    private static final String COUNT_OF_FILES = """
            async () => {
              const done = (request) => new Promise((resolve) => {
                request.onsuccess = () => resolve(request.result);
              });
              const database = await done(indexedDB.open("brownout"));
              const count = await done(database.transaction("files").objectStore("files").count());
              database.close();
              return count;
            }""";

    private static Page ready() {
        return ready(browser.page(WIDE, false, true), "");
    }

    private static Page ready(Page page, String fragment) {
        page.navigate("about:blank");
        page.navigate(server.address() + fragment);
        assertThat(page.locator("#pick")).isEnabled();
        assertThat(page.locator("#pick")).hasText(Pattern.compile(".+ ▾"));
        leaveFirstScreen(page);
        return page;
    }

    private static WorkbenchEditor typed(Page page, String text) {
        WorkbenchEditor editor = new WorkbenchEditor(page);
        editor.fill(text);
        page.waitForFunction("text => (localStorage.brownout ?? '').includes(JSON.stringify(text))", text);
        return editor;
    }

    private static void choose(Page page, String words) {
        page.locator("#pick").click();
        page.locator("#search").fill(words);
        page.keyboard().press("Enter");
    }

    /** Opens the list of texts. */
    private static Locator texts(Page page) {
        page.locator("#pick").click();
        return page.locator(".mine");
    }

    @Test
    void linksDoNotReplaceDrafts() {
        Page page = ready();
        typed(page, "scenario: mine\n");
        ready(page, StaticPageServer.link("{\"name\": \"saturation\"}"));
        WorkbenchEditor editor = new WorkbenchEditor(page);
        editor.hasText(Pattern.compile("^version: 1\\s"));
        typed(page, "scenario: first link\n");
        ready(page, StaticPageServer.link("{\"text\": \"scenario: sent\"}"));
        typed(page, "scenario: second link\n");
        page.reload();
        editor.hasText("scenario: second link\n");
        choose(page, "saturation");
        editor.hasText("scenario: mine\n");
        assertThat(texts(page)).hasCount(3);
        page.getByText("second link").click();
        editor.hasText("scenario: second link\n");
        page.locator("#reset").click();
        editor.hasText("scenario: sent");
        assertThat(texts(page)).hasCount(3);
    }

    @Test
    void undoLeadsBackToEarlierVisits() {
        Page page = ready();
        WorkbenchEditor editor = typed(page, "scenario: one\n");
        typed(page, "scenario: two\n");
        page.reload();
        editor.hasText("scenario: two\n");
        page.locator("#undo").click();
        editor.hasText("scenario: one\n");
        page.locator("#undo").click();
        editor.hasText(Pattern.compile("^version: 1\\s"));
    }

    @Test
    void tabsWithTheSameTextKeepBothVersions() {
        Page page = ready();
        WorkbenchEditor editor = typed(page, "scenario: common\n");
        Page other = ready(page.context().newPage(), "");
        new WorkbenchEditor(other).hasText("scenario: common\n");
        typed(other, "scenario: of the second tab\n");
        assertThat(page.locator("#storage")).containsText("Another tab has changed this text.");
        typed(page, "scenario: of the first tab\n");
        assertThat(page.locator("#storage")).containsText("now a separate entry");
        page.reload();
        editor.hasText("scenario: of the first tab\n");
        other.reload();
        new WorkbenchEditor(other).hasText("scenario: of the second tab\n");
    }

    @Test
    void deletedTextsCanBeRestored() {
        Page page = ready();
        typed(page, "scenario: mine\n");
        choose(page, "black-friday");
        Locator texts = texts(page);
        texts.getByText("Delete").click();
        assertThat(texts).hasText("Deleted: mineRestore");
        assertThat(page.evaluate("() => localStorage.brownout.includes('mine')"))
                .isEqualTo(false);
        texts.getByText("Restore").click();
        texts.getByText("mine").click();
        new WorkbenchEditor(page).hasText("scenario: mine\n");
    }

    @Test
    void scenarioFromAFileReplacesTheTextAndBringsItsFiles() {
        Page page = ready();
        WorkbenchEditor editor = typed(page, "scenario: mine\n");
        page.locator("#file").setInputFiles(new FilePayload[] {
            new FilePayload("day.csv", "text/csv", new byte[LARGER_THAN_THE_STORAGE]),
            new FilePayload("my shop.yaml", "application/yaml", OPENED.getBytes(StandardCharsets.UTF_8))
        });
        editor.hasText(OPENED);
        assertThat(page.locator("#pick")).hasText("my-shop ▾");
        assertThat(page.locator("#tab-files")).hasText("Files (1)");
        page.waitForCondition(() -> page.evaluate(COUNT_OF_FILES).equals(1));
        page.reload();
        editor.hasText(OPENED);
        assertThat(page.locator("#tab-files")).hasText("Files (1)");
        page.locator("#undo").click();
        editor.hasText("scenario: mine\n");
    }

    @Test
    void droppedScenarioIsNoFileOfTheText() {
        Page page = ready();
        page.locator(".cm-content").evaluate("""
                (element, text) => {
                  const dataTransfer = new DataTransfer();
                  dataTransfer.items.add(new File([text], "shop.yaml"));
                  for (const type of ["dragover", "drop"]) {
                    const init = { dataTransfer, bubbles: true, cancelable: true, composed: true };
                    element.dispatchEvent(new DragEvent(type, init));
                  }
                }""", OPENED);
        new WorkbenchEditor(page).hasText(OPENED);
        assertThat(page.locator("#tab-files")).hasText("Files");
    }

    @Test
    void fullStorageIsReported() {
        Page page = ready();
        page.evaluate("""
                () => {
                  for (let size = 5_000_000, i = 0; size > 10;) {
                    try {
                      localStorage.setItem("filler" + i++, "x".repeat(size));
                    } catch {
                      size = Math.floor(size / 2);
                    }
                  }
                }""");
        new WorkbenchEditor(page).fill("scenario: " + "long ".repeat(1_000));
        assertThat(page.locator("#storage")).containsText("this text is lost when the page closes");
    }
}
