package dev.brownout.html;

import dev.brownout.chart.Chart;
import dev.brownout.chart.ChartBook;
import dev.brownout.page.Block.Note;
import dev.brownout.page.Block.Picture;
import dev.brownout.page.Form;
import dev.brownout.page.Page;
import dev.brownout.page.Part;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.wording.Clock;
import dev.brownout.wording.Quantity;
import dev.brownout.wording.Verdicts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The report of a result as one self-contained HTML page: verdict, what happened, charts, numbers, the scenario. */
public final class Report {

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private final RunResult result;
    private final Markup html = new Markup();

    private Report(RunResult result) {
        this.result = result;
    }

    /** Writes the page with the given charts drawn into it. */
    public static String render(RunResult result, List<Chart> charts) {
        return render(result, Page.of(result, charts(result, charts)));
    }

    /** Writes the parts of a page. */
    public static String render(RunResult result, Page page) {
        return new Report(result).render(page);
    }

    /** Begins a page. */
    static void begin(Markup html, String title) {
        html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head").line();
        html.raw("<meta charset=\"utf-8\">\n");
        html.open("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
                .line();
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.element("title", title).line();
        html.open("style").line().raw(style()).close("style").line();
        html.close("head").open("body").line();
    }

    private String render(Page page) {
        begin(html, result.scenario());
        header();
        Elements elements = new Elements(html);
        elements.part(page.verdict());
        page.parts().forEach(elements::part);
        footer();
        html.close("body").close("html").line();
        return html.toString();
    }

    private static String style() {
        try (InputStream file = Report.class.getResourceAsStream("report.css")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the style sheet of the report cannot be read", e);
        }
    }

    private void header() {
        boolean good = Verdicts.asExpected(result);
        boolean whole = result.variants().stream().allMatch(VariantResult::complete);
        boolean asserted =
                result.variants().stream().anyMatch(variant -> !variant.sla().isEmpty());
        html.open("header").element("h1", result.scenario(), "dir", "auto");
        if (!result.question().isBlank()) {
            html.element("p", result.question(), "class", "question", "dir", "auto");
        }
        if (asserted) {
            String sentence = !whole
                    ? "Ended early: nothing is decided"
                    : good ? "Every assertion came out as it should" : "Not every assertion came out as it should";
            html.element("p", sentence, "class", "verdict " + (good ? "good" : "bad"));
        }
        if (!result.lesson().isBlank()) {
            html.element("p", result.lesson(), "class", "lesson", "dir", "auto");
        }
        html.close("header").line();
    }

    private static List<Part> charts(RunResult result, List<Chart> charts) {
        if (charts.isEmpty()) {
            return List.of();
        }
        Part part = Part.chapter("Charts");
        for (Chart chart : charts) {
            part = part.with(new Picture(chart.slug(), chart.svg()), Form.HTML);
        }
        List<String> still = ChartBook.still(result);
        if (!still.isEmpty()) {
            part = part.with(
                    Note.of("Nothing moved, and no variant differs: " + String.join("; ", still) + "."), Form.HTML);
        }
        for (String missing : ChartBook.missing(result)) {
            part = part.with(
                    Note.of("The scenario asks for a chart of " + missing + ", of which the run has no numbers."),
                    Form.HTML);
        }
        return List.of(part);
    }

    private void footer() {
        VariantResult first = result.variants().get(0);
        long requests = result.variants().stream()
                .mapToLong(VariantResult::simulatedRequests)
                .sum();
        long events = result.variants().stream()
                .mapToLong(VariantResult::simulatedEvents)
                .sum();
        html.open("footer")
                .text(Quantity.count(requests) + " requests and " + Quantity.count(events) + " events simulated · "
                        + Clock.at(first.durationNanos()) + " of simulated time, the first "
                        + Clock.at(first.warmupNanos()) + " not counted · seed " + first.seed() + " · " + result.name()
                        + " ")
                .element("code", result.digest())
                .close("footer")
                .line();
    }
}
