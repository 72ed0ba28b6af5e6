package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Media;
import dev.brownout.format.QuantityFormat;
import dev.brownout.html.Report;
import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The report in a browser, with and without its script. */
class ReportInBrowserTest {
    private static final int WIDE = 1400;
    private static final int PHONE = 390;

    @TempDir
    private static Path folder;

    private static Browser browser;
    /** Report of seven variants with a pause of a server from 1:00 on. */
    private static Path storm;

    private static Path failover;

    @BeforeAll
    static void run() {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "chromium is needed");
        browser = new Browser(chromium.get(), "file:");
        storm = Browser.report(folder.resolve("storm"), "run", "retry-storm");
        failover = Browser.report(
                folder.resolve("failover"), "run", "primary-failover", "--set", "load=20/s", "--for", "4m");
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void pageHasNoErrors() {
        assertThat(browser.closePages()).isEmpty();
    }

    private static Locator plot(Page page, String figure) {
        return page.locator("#" + figure + " .plot").first();
    }

    /** Moves the pointer to a share of the width of a plot. */
    private static void point(Page page, Locator plot, double share) {
        plot.scrollIntoViewIfNeeded();
        BoundingBox box = plot.boundingBox();
        page.mouse().move(box.x + box.width * share, box.y + box.height / 3);
        Browser.awaitRendering(page);
    }

    @Test
    void theCursorShowsTheValuesOfAllCharts() {
        Page page = browser.open(storm, "", WIDE);
        assertThat(page.locator(".values:visible").count()).isZero();
        point(page, plot(page, "web-queue"), 0.6);
        int plots = page.locator(".plot").count();
        assertThat(page.locator(".values:visible").count()).isEqualTo(plots).isGreaterThan(10);
        String place = page.locator(".values b").first().textContent();
        assertThat(page.locator(".values > b").allTextContents()).containsOnly(place);
        page.mouse().move(1, 1);
        Browser.awaitRendering(page);
        assertThat(page.locator(".values:visible").count()).isZero();
    }

    @Test
    void theValuesAreThoseOfTheResult() throws IOException {
        Page page = browser.open(storm, "#t=1:30.5&v=four%20attempts", WIDE);
        JsonNode series = new ObjectMapper()
                .readTree(Files.readString(storm.resolveSibling("result.json")))
                .path("variants")
                .path(0)
                .path("series");
        int step = (int) (90.5e9 / series.path("step_ns").asLong());
        for (JsonNode column : series.path("columns")) {
            if (column.path("name").asText().equals("web.queue")) {
                String queue =
                        QuantityFormat.count(column.path("values").path(step).asDouble());
                assertThat(page.locator("#web-queue .values").first().textContent())
                        .startsWith("1:30.5")
                        .contains(queue);
                assertThat(page.locator("#topology svg text").allTextContents()).contains("queue " + queue);
                return;
            }
        }
        throw new AssertionError("no queue");
    }

    @Test
    void aDragZoomsTheTimeOfAllChartsAndADoubleClickTakesItBack() {
        Page page = browser.open(storm, "", WIDE);
        Locator plot = plot(page, "web-queue");
        String whole = page.locator("#web-queue .plot svg").first().innerHTML();
        point(page, plot, 0.3);
        page.mouse().down();
        BoundingBox box = plot.boundingBox();
        page.mouse().move(box.x + box.width * 0.5, box.y + 40, new Mouse.MoveOptions().setSteps(4));
        assertThat(page.locator(".band:visible").count()).isEqualTo(1);
        page.mouse().up();
        Browser.awaitRendering(page);
        assertThat(page.locator("#web-queue .plot svg").first().innerHTML()).isNotEqualTo(whole);
        Browser.awaitHash(page, "#z=\\d:\\d\\d(\\.\\d+)?-\\d:\\d\\d(\\.\\d+)?");
        plot(page, "web-queue").dblclick();
        Browser.awaitRendering(page);
        Browser.awaitHash(page, "((?!z=).)*");
        assertThat(page.getByText("Reset zoom").isVisible()).isFalse();
    }

    @Test
    void aVariantIsIsolatedOrHidden() {
        Page page = browser.open(storm, "", WIDE);
        int all = page.locator("#web-queue .plot").count();
        page.getByLabel("Solo no retries").click();
        Browser.awaitRendering(page);
        assertThat(page.locator("#web-queue .plot").count()).isEqualTo(1).isLessThan(all);
        assertThat(page.locator("#web-queue .heading").textContent()).startsWith("no retries");
        assertThat(page.locator("th:visible", new Page.LocatorOptions().setHasText("four attempts"))
                        .count())
                .isZero();
        Browser.awaitHash(page, "#v=no%20retries");
        page.getByLabel("Solo no retries").click();
        Browser.awaitRendering(page);
        page.locator(".variants input").first().click();
        Browser.awaitRendering(page);
        assertThat(page.locator(".variants input").first().isChecked()).isFalse();
        assertThat(page.locator("#web-queue .plot").count()).isEqualTo(all - 1);
    }

    @Test
    void theTopologyIsPlayedAgain() {
        Page page = browser.open(storm, "#v=four%20attempts&z=0:50-1:20", WIDE);
        Locator topology = page.locator("#topology .wide svg");
        String average = topology.innerHTML();
        page.locator("button.play").click();
        String differs = "before => document.querySelector('#topology .wide svg').innerHTML !== before";
        page.waitForFunction(differs, average);
        page.waitForFunction(differs, topology.innerHTML());
        page.locator("button.play").click();
        Browser.awaitRendering(page);
        Locator time = page.locator(".bar input");
        assertThat(Integer.parseInt(time.inputValue())).isPositive();
        time.fill("900");
        Browser.awaitRendering(page);
        assertThat(topology.textContent()).contains("76/s").contains("0 % ok");
        assertThat(page.locator("#topology figcaption strong").textContent()).startsWith("Topology at 1:17");
    }

    @Test
    void aLinkRestoresTheView() {
        Page page = browser.open(failover, "#t=2:24&v=async&z=2:00-3:00", WIDE);
        assertThat(page.locator(".bar output").textContent()).isEqualTo("2:24");
        assertThat(page.locator(".variants li:has(input:checked) label").allTextContents())
                .containsExactly("async");
        assertThat(page.locator(".values > b").first().textContent()).isEqualTo("2:24");
        assertThat(page.locator(".plot svg text").allTextContents())
                .contains("2:30")
                .doesNotContain("1:00");
        page.locator(".story a", new Page.LocatorOptions().setHasText("2:00"))
                .first()
                .click();
        Browser.awaitHash(page, "#t=2:00.*v=async.*");
        page.keyboard().press("Escape");
        Browser.awaitHash(page, "#v=async");
    }

    @Test
    void tablesAreSortedByTheirValues() {
        Page page = browser.open(storm, "", WIDE);
        Locator table = page.locator("h3:text-is('Requests') + .table table");
        Locator heading = table.locator("th:has(button:text-is('p99'))");
        int column = (int) heading.evaluate("cell => cell.cellIndex + 1");
        Locator cells = table.locator("tbody td:nth-child(" + column + ")");
        heading.locator("button").click();
        assertThat(heading.getAttribute("aria-sort")).isEqualTo("ascending");
        assertThat(cells.allTextContents()).startsWith("68.9 ms").endsWith("392 ms", "1.01 s");
        heading.locator("button").click();
        assertThat(cells.allTextContents()).startsWith("1.01 s", "392 ms").endsWith("68.9 ms");
    }

    @Test
    void withoutItsScriptItHasTheSameText() {
        Page page = browser.page(WIDE, false, false);
        page.navigate(storm.toUri().toString());
        assertThat(page.locator("figure .still svg:visible").count())
                .isEqualTo(page.locator("figure:visible").count())
                .isGreaterThan(3);
        assertThat(page.locator(".bar, th button").count()).isZero();
        page.locator("details.more summary").first().click();
        assertThat(page.locator("details.more noscript").first().textContent()).contains("needs JavaScript");
        page.locator("summary", new Page.LocatorOptions().setHasText("Takeaway"))
                .click();
        assertThat(page.locator(".lesson p").isVisible()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aPhoneScrollsDownAndNotSideways(boolean script) {
        Page page = browser.page(PHONE, false, script);
        page.navigate(failover.toUri() + "#t=1:30");
        assertThat(page.locator("html").boundingBox().width).isCloseTo(PHONE, within(0.5));
        assertThat(page.locator("body").boundingBox().width).isLessThanOrEqualTo(PHONE);
        if (script) {
            assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
                    .isEqualTo(PHONE);
            for (Locator text : page.locator("figure .plot > svg > text").all()) {
                assertThat(text.boundingBox().height).isGreaterThan(11);
            }
        } else {
            assertThat(page.locator(".still svg").first().boundingBox().width).isGreaterThanOrEqualTo(720);
        }
    }

    @Test
    void onPaperEverythingIsUnfoldedAndNothingIsLeftToPress() {
        Page page = browser.open(storm, "#z=0:40-2:00", WIDE);
        byte[] estimate = page.pdf();
        assertThat(new String(estimate, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator(".lesson p").isVisible()).isTrue();
        assertThat(page.locator(".source pre").isVisible()).isTrue();
        assertThat(page.locator(".bar").isVisible()).isFalse();
        assertThat(page.locator("nav").isVisible()).isFalse();
        assertThat(page.locator(".hero table").first().isVisible()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1400, false, #t=2:24", "390, true, ''"})
    void pagesAreAccessible(int width, boolean dark, String address) {
        assertThat(obstacles(failover, address, width, dark)).isEmpty();
    }

    /** Reports with parts that the others have not: single requests, where time goes, machines that come, points. */
    @ParameterizedTest
    @CsvSource({
        "1400, false, run hello-world --for 1m --breakdown --trace slowest=2",
        "390, true, run ladder/08-autoscaling",
        "390, false, capacity hello-world --vary load -n 2 --for 20s --tolerance 20%",
        "1400, true, compare tail-at-scale -n 2",
        "390, true, sweep hello-world --vary load=90/s..180/s/3 -n 2 --for 20s"
    })
    void otherPartsAreAccessible(int width, boolean dark, String command) {
        Path report = Browser.report(folder.resolve(Integer.toHexString(command.hashCode())), command.split(" ", -1));
        assertThat(obstacles(report, "", width, dark)).isEmpty();
    }

    static Stream<String> library() {
        return new ShippedLibrary().names().stream();
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("library")
    void libraryReportsAreAccessible(String scenario) {
        Path report = Browser.report(folder.resolve("library-" + scenario.replace('/', '-')), "run", scenario);
        assertThat(obstacles(report, "", WIDE, false)).isEmpty();
        assertThat(obstacles(report, "#t=1:00", PHONE, true)).isEmpty();
    }

    /** Returns the violations of accessibility rules of a page with everything unfolded but long tables. */
    private static List<String> obstacles(Path report, String address, int width, boolean dark) {
        Page page = browser.page(width, dark, true);
        page.navigate(report.toUri() + address);
        page.evaluate("() => document.querySelectorAll('details')"
                + ".forEach(each => each.open = each.querySelectorAll('tr').length < 30)");
        Browser.awaitRendering(page);
        List<String> found = AccessibilityRules.violations(page).stream()
                .map(rule -> rule.getId() + " " + rule.getNodes().size() + " "
                        + rule.getNodes().get(0).getHtml())
                .toList();
        page.context().close();
        return found;
    }

    @Test
    void partialLoadsEqualACompleteLoad() throws IOException {
        String html = Files.readString(storm);
        Matcher parts = Pattern.compile(
                        "id=\"result\">(.*?)</script>\\s*<script type=\"module\">(.*?)</script>", Pattern.DOTALL)
                .matcher(html);
        assertThat(parts.find()).isTrue();
        ObjectMapper json = new ObjectMapper();
        ObjectNode first = (ObjectNode) json.readTree(parts.group(1));
        ObjectNode rest = first.objectNode();
        for (JsonNode column : first.path("columns")) {
            ArrayNode more = rest.withArray("columns").addArray();
            int half = column.size() / 2;
            for (int i = half, size = column.size(); i < size; i++) {
                more.add(((ArrayNode) column).remove(half));
            }
        }
        for (JsonNode figure : first.path("figures")) {
            ObjectNode title = rest.withArray("figures").addObject();
            title.set("id", figure.path("id"));
            title.set("title", figure.path("title"));
            ((ObjectNode) figure).put("title", "so far");
        }
        String startText = html.substring(0, parts.start(1)) + first + "</script></body></html>";
        Page page = browser.page(WIDE, false, true);
        page.navigate(Files.writeString(storm.resolveSibling("begun.html"), startText)
                .toUri()
                .toString());
        page.evaluate("() => {" + parts.group(2) + "\nwindow.feed = feed;}");
        Page whole = browser.open(storm, "", WIDE);
        assertThat(chartContents(page))
                .hasSameSizeAs(chartContents(whole))
                .doesNotContainAnyElementsOf(chartContents(whole));
        page.evaluate("words => window.feed(words)", rest.toString());
        Browser.awaitRendering(page);
        assertThat(chartContents(page)).isEqualTo(chartContents(whole));
    }

    /** Returns the drawn content of the charts with lines. */
    private static List<String> chartContents(Page page) {
        List<String> drawn = new ArrayList<>();
        for (Locator figure : page.locator("figure.live:has(.plot)").all()) {
            drawn.add((String) figure.evaluate("figure => ['figcaption', '.legend', '.panels', '.wide']"
                    + ".map(part => figure.querySelector(part)?.innerHTML).join()"));
        }
        return drawn;
    }

    @Test
    void theScriptPrintsNumbersAsTheOtherFormsDo() throws IOException {
        String script = (module("words.js") + module("quantity.js"))
                .replaceAll("(?m)^import .*$", "")
                .replace("export ", "");
        List<Map<String, Object>> numbers = new ArrayList<>();
        List<String> printed = new ArrayList<>();
        for (String unit : List.of("ns", "ratio", "1", "1/s", "B", "$", "requests")) {
            for (double number : new double[] {0, 0.5, 0.99996, 1, 1.2345, 17, 999.6, 1234.6, 65_437, 3.1e9, 2.05e12}) {
                numbers.add(Map.of("number", number, "unit", unit));
                printed.add(QuantityFormat.format(number, unit));
            }
        }
        Page page = browser.page(WIDE, false, true);
        Object stated = page.evaluate(
                "all => {" + script + "\nreturn all.map(one => quantity(one.number, one.unit));}", numbers);
        assertThat(stated).isEqualTo(printed);
    }

    /** Returns the source text of a module of the report's script. */
    private static String module(String name) throws IOException {
        try (InputStream file = Report.class.getResourceAsStream("script/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
