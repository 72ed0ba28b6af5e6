package dev.brownout.html;

import dev.brownout.chart.Chart;
import dev.brownout.chart.ChartBook;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.wording.Clock;
import dev.brownout.wording.Quantity;
import dev.brownout.wording.Sentences;
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
    private final List<Chart> charts;
    private final Markup html = new Markup();

    private Report(RunResult result, List<Chart> charts) {
        this.result = result;
        this.charts = charts;
    }

    /** Writes the page with the given charts drawn into it. */
    public static String render(RunResult result, List<Chart> charts) {
        return new Report(result, charts).render();
    }

    private String render() {
        html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head").line();
        html.raw("<meta charset=\"utf-8\">\n");
        html.open("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
                .line();
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.element("title", result.scenario()).line();
        html.open("style").line().raw(style()).close("style").line();
        html.close("head").open("body").line();
        header();
        Verdict.write(result, html);
        story();
        figures();
        new Measurements(result, html).write();
        settings();
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

    private void story() {
        html.element("h2", "What happened").line();
        for (VariantResult variant : result.variants()) {
            if (result.variants().size() > 1) {
                html.element("h3", variant.name(), "dir", "auto").line();
            }
            if (variant.timeline().isEmpty()) {
                html.element("p", "Nothing out of the ordinary.").line();
                continue;
            }
            html.open("ol", "class", "story").line();
            variant.timeline()
                    .forEach(happening -> html.open("li")
                            .element("time", Clock.at(happening.atNanos()))
                            .element("span", Sentences.withoutTime(happening.text()), "dir", "auto")
                            .close("li")
                            .line());
            html.close("ol").line();
        }
    }

    private void figures() {
        if (charts.isEmpty()) {
            return;
        }
        html.element("h2", "Charts").line();
        for (Chart chart : charts) {
            html.open("figure", "id", chart.slug())
                    .line()
                    .raw(chart.svg())
                    .close("figure")
                    .line();
        }
        List<String> still = ChartBook.still(result);
        if (!still.isEmpty()) {
            html.element("p", "Nothing moved, and no variant differs: " + String.join("; ", still) + ".")
                    .line();
        }
        for (String missing : ChartBook.missing(result)) {
            html.element("p", "The scenario asks for a chart of " + missing + ", of which the run has no numbers.")
                    .line();
        }
    }

    private void settings() {
        html.element("h2", "The scenario").line();
        for (VariantResult variant : result.variants()) {
            html.open("details")
                    .element(
                            "summary",
                            variant.name() + ": " + variant.resolved().size() + " settings",
                            "dir",
                            "auto");
            HtmlTable table = new HtmlTable(html, "lll", "path", "value", "origin");
            variant.resolved().forEach(setting -> table.row(setting.path(), setting.value(), setting.origin()));
            table.end();
            html.close("details").line();
        }
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
