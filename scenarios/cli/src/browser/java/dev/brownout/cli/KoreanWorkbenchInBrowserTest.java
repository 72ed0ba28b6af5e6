package dev.brownout.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.translation.TextLanguage;
import dev.brownout.workbench.InitialScenario;
import dev.brownout.workbench.ServedPage;
import dev.brownout.workbench.ServedPage.PageEngine;
import dev.brownout.workbench.StaticSite;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The workbench and its class mode in Korean in a real browser, with the engine of the server. */
class KoreanWorkbenchInBrowserTest extends WorkbenchHost {
    private static final int WIDE = 1400;
    private static final String FIRST = "과부하가 걸릴 때까지 서버 한 대";
    /** Visible texts with three English words, without names and settings of the scenario, and its text. */
    private static final String ENGLISH = """
            () => {
              const names = "#editor, pre, code, kbd, #pick, select, h4, legend b, .lesson-verdicts li,"
                + " tbody th, dialog, #live, #event-list, #checked, .present-stage > h2";
              const root = document.querySelector(".present") ?? document.body;
              const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
              const known = [...document.querySelectorAll("h4, .present h2, option")].map((each) => each.textContent);
              const found = [];
              while (walker.nextNode()) {
                const { data, parentElement } = walker.currentNode;
                const text = known.filter(Boolean).reduce((rest, name) => rest.replaceAll(name, ""), data);
                if (/[A-Za-z]{2,} [a-z]{2,} [a-z]+/.test(text) && !parentElement.closest(names)
                    && parentElement.checkVisibility({ visibilityProperty: true })) {
                  found.push(data);
                }
              }
              return found;
            }
            """;

    @BeforeAll
    static void begin() throws IOException {
        start(
                new InitialScenario(
                        "hello-world", new ShippedLibrary().text("hello-world").orElseThrow(), Optional.empty()),
                new ServedPage(StaticSite.shippedInstance(), PageEngine.JVM, false, Optional.of(TextLanguage.ko)));
    }

    @AfterEach
    void nothingComplained() {
        assertThat(browser.closePages())
                .filteredOn(each -> !each.startsWith("asks for data:") && !each.startsWith("asks for blob:"))
                .isEmpty();
    }

    private static Page open(int width, boolean dark, String query) {
        Page page = browser.page(width, dark, true);
        page.navigate(workbench.address() + query);
        assertThat(page.locator("#class")).isEnabled();
        return page;
    }

    private static void isKorean(Page page) {
        Browser.awaitRendering(page);
        assertThat(page.evaluate(ENGLISH)).isEqualTo(List.of());
        assertThat(AccessibilityRules.violations(page)).isEmpty();
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    /** The names of assertions and variants are in English, with an explanation in Korean. */
    private static void explainsNames(Page page) {
        Locator toggle = page.locator(".lesson-verdicts .toggle input");
        toggle.check();
        assertThat(page.locator("fieldset legend").first())
                .hasText(Pattern.compile("availability at half load \\(절반 부하의 가용성\\).*"));
        assertThat(page.locator("fieldset label").first()).hasText(Pattern.compile(".*unlimited queue \\(무제한 대기열\\)"));
        toggle.uncheck();
    }

    @ParameterizedTest
    @CsvSource({"1400, false", "390, true"})
    void studentTakesThreeLessons(int width, boolean dark) {
        Page page = open(width, dark, "");
        assertThat(page.locator("html")).hasAttribute("lang", "ko");
        page.locator("#class").click();
        assertThat(page.locator(".ladder button").first()).hasText("1" + FIRST);
        isKorean(page);
        page.locator(".ladder button").first().click();
        for (int step = 1; step <= 3; step++) {
            assertThat(page.locator(".heading")).hasText(Pattern.compile("^" + step + "\\. .*"));
            isKorean(page);
            if (step == 1) {
                explainsNames(page);
            }
            Locator guess = page.locator(".lesson-guesses > ol > li").first();
            guess.locator(".typed input").fill("40");
            guess.getByText("확정", new Locator.GetByTextOptions().setExact(true)).click();
            assertThat(guess.locator(".locked")).hasText(Pattern.compile("확정: .*"));
            page.getByText("모든 추측 건너뛰기").click();
            page.getByText("실행하고 결과 보기").click();
            assertThat(page.locator(".revealed").first()).isVisible();
            assertThat(page.locator(".lesson-outcome .answer")).hasText(Pattern.compile(".*[가-힣].*"));
            assertThat(page.locator(".lesson-outcome .hint")).hasText(Pattern.compile("통과 .*"));
            isKorean(page);
            page.locator(".lesson-outcome .primary").click();
        }
        assertThat(page.locator(".heading")).hasText("4. 로드밸런서 뒤의 웹 서버 두 대");
    }

    @Test
    void switchKeepsTextGuessAndRun() {
        Page page = open(WIDE, false, "");
        assertThat(page.locator("#status")).hasText(Pattern.compile(".* 만에 실행했습니다"));
        isKorean(page);
        WorkbenchEditor editor = new WorkbenchEditor(page);
        String text = new ShippedLibrary().text("hello-world").orElseThrow().replace("180/s", "170/s");
        editor.fill(text);
        assertThat(page.locator("#verdict")).hasText(Pattern.compile("통과: .*"));
        page.locator("#language").selectOption("en");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator("#run")).hasText("Run Ctrl ↵");
        assertThat(page.locator("#verdict")).hasText(Pattern.compile("PASS: .*"));
        assertThat(page.locator("#live h2").first()).hasText(Pattern.compile("Live · .*"));
        editor.hasText(text);
        page.reload();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        editor.hasText(text);
        page.locator("#class").click();
        page.locator(".ladder button").first().click();
        assertThat(page.locator(".heading")).hasText("1. One server until it is overloaded");
        page.locator(".typed input").first().fill("40");
        page.locator("#language").selectOption("ko");
        assertThat(page.locator(".heading")).hasText("1. " + FIRST);
        assertThat(page.locator(".typed input").first()).hasValue("40");
    }

    @Test
    void libraryFaultsAndManualAreInKorean() {
        Page page = open(WIDE, false, "");
        page.locator("#pick").click();
        assertThat(page.locator(".scenario b").first()).hasText(Pattern.compile("[가-힣].*"));
        assertThat(page.evaluate("() => [...document.querySelectorAll('.scenario :is(b, small)')]"
                        + ".map((each) => each.textContent).filter((text) => text && !/[가-힣]/.test(text))"))
                .isEqualTo(List.of());
        page.locator("#search").fill("스탬피드");
        page.locator(".scenario:visible").first().click();
        assertThat(page.locator("#title")).hasText("인기 페이지가 만료될 때의 캐시 스탬피드");
        page.locator("#tab-explain").click();
        page.locator("#word").fill("crash");
        page.locator("#ask").click();
        assertThat(page.locator("#explanation")).containsText("프로세스가 죽고 노드는 새 호출을 즉시 거절합니다.");
        page.locator("#language").selectOption("en");
        assertThat(page.locator("#title")).hasText("Cache stampede when a popular page expires");
    }

    @Test
    void addressOfALinkHasTheLanguage() {
        Page page = open(WIDE, false, "?lang=en");
        assertThat(page.locator("#run")).hasText("Run Ctrl ↵");
        page.locator("#language").selectOption("ko");
        assertThat(page).hasURL(workbench.address().toString());
    }

    @Test
    void presentationIsInKorean() {
        Page page = open(WIDE, true, "");
        page.locator("#class").click();
        page.locator(".ladder button").first().click();
        page.locator("button.present-button").click();
        Locator presentation = page.locator(".present");
        for (int i = 0; i < 30 && !presentation.getAttribute("data-step").equals("lesson"); i++) {
            isKorean(page);
            String place = page.locator(".place").textContent();
            page.keyboard().press("PageDown");
            assertThat(page.locator(".place")).not().hasText(place);
        }
        assertThat(page.locator(".present-stage h2")).hasText("배울 점");
        isKorean(page);
    }
}
