package dev.brownout.cli;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/** The editor of the workbench page. */
final class WorkbenchEditor {
    private final Page page;

    WorkbenchEditor(Page page) {
        this.page = page;
    }

    /** Returns the element that takes the keys. */
    Locator content() {
        return page.locator("#editor .cm-content");
    }

    /** Returns the text. All lines of a short text are on the page. */
    String text() {
        return String.join("\n", page.locator("#editor .cm-line").allTextContents());
    }

    /** Replaces the text, as a paste does. */
    void fill(String text) {
        content().click();
        page.keyboard().press("Control+A");
        content().evaluate("""
                (element, text) => {
                  const clipboardData = new DataTransfer();
                  clipboardData.setData("text/plain", text);
                  const options = { clipboardData, bubbles: true, cancelable: true };
                  element.dispatchEvent(new ClipboardEvent("paste", options));
                }""", text);
    }

    /** Waits until the text matches a pattern. */
    void hasText(Pattern pattern) {
        page.waitForCondition(() -> pattern.matcher(text()).find());
    }

    /** Waits until the text is another one. */
    void hasText(String text) {
        try {
            page.waitForCondition(() -> text().equals(text));
        } catch (com.microsoft.playwright.TimeoutError late) {
            Assertions.assertThat(text()).isEqualTo(text);
        }
    }
}
