package dev.brownout.html;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.format.ProminentItems;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.Block.FoldedTable;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Page;
import dev.brownout.summary.Part;
import dev.brownout.summary.ScenarioAnswer;
import dev.brownout.summary.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Renders the report of a result as one self-contained HTML page: verdict, events, charts, metrics and scenario. It is
 * complete without its script, which makes the charts interactive.
 */
public final class Report {

    private final RunResult result;
    private final ResultProvenance origin;
    private final ChartBook book;
    private final HtmlBuilder html = new HtmlBuilder();

    private Report(RunResult result, ResultProvenance origin, ChartBook book) {
        this.result = result;
        this.origin = origin;
        this.book = book;
    }

    /** Returns the page with the given charts. */
    public static String render(RunResult result, ChartBook book) {
        return render(result, ResultProvenance.UNKNOWN, book);
    }

    /** Returns the page with the given charts, the scenario, and the command to run it again. */
    public static String render(RunResult result, ResultProvenance origin, ChartBook book) {
        return new Report(result, origin, book).render(Page.of(result, charts(result, book)));
    }

    /** Returns the page with the parts of a page model, without the text of the scenario. */
    public static String render(RunResult result, Page page) {
        return new Report(result, ResultProvenance.UNKNOWN, ChartBook.EMPTY).render(page);
    }

    /**
     * Begins a page.
     *
     * @param scripts the directive for scripts in the content security policy; empty to allow none
     */
    static void begin(HtmlBuilder html, String title, String scripts) {
        html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head").line();
        html.raw("<meta charset=\"utf-8\">\n");
        html.open("meta", "http-equiv", "Content-Security-Policy", "content", policy(scripts))
                .line();
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.element("title", title).line();
        html.open("style").line().raw(Script.file("report.css")).close("style").line();
        html.close("head").open("body").line();
    }

    private String render(Page page) {
        begin(html, result.scenario(), "script-src '" + Script.digest() + "'; ");
        header();
        contents(page);
        html.open("main").line();
        HtmlPartWriter elements = new HtmlPartWriter(html);
        elements.part(page.verdict());
        page.parts().forEach(elements::part);
        origin();
        lesson();
        html.close("main").line();
        footer();
        script();
        html.close("body").close("html").line();
        return html.toString();
    }

    private static String policy(String scripts) {
        return "default-src 'none'; style-src 'unsafe-inline'; " + scripts + "base-uri 'none'; form-action 'none'";
    }

    private void header() {
        boolean good = VerdictWording.asExpected(result);
        boolean asserted =
                result.variants().stream().anyMatch(variant -> !variant.sla().isEmpty());
        html.open("header").element("h1", result.scenario(), "dir", "auto");
        if (!result.question().isBlank()) {
            html.element("p", result.question(), "class", "question", "dir", "auto");
        }
        ScenarioAnswer.of(result).ifPresent(this::answer);
        if (asserted) {
            html.element("p", VerdictWording.sentence(result), "class", "verdict " + (good ? "good" : "bad"));
        }
        html.close("header").line();
    }

    private void answer(ScenarioAnswer answer) {
        html.open("p", "class", "answer", "dir", "auto");
        answer.spans().forEach(span -> {
            if (span.number()) {
                html.element("strong", span.text());
            } else {
                html.text(span.text());
            }
        });
        html.close("p").line();
    }

    /** Adds links to the chapters, and to each chart by its title. */
    private void contents(Page page) {
        html.open("nav", "aria-label", "contents").open("ul").line();
        List<Part> all = new ArrayList<>(List.of(page.verdict()));
        all.addAll(page.parts());
        for (Part part : all) {
            if (part.chapter()) {
                html.open("li")
                        .element("a", part.heading(), "href", "#" + HtmlPartWriter.id(part))
                        .close("li")
                        .line();
            }
        }
        html.close("ul").line();
        if (book.charts().size() > 1) {
            html.open("details")
                    .element("summary", book.charts().size() + " charts")
                    .open("ol")
                    .line();
            for (Chart chart : book.charts()) {
                html.open("li")
                        .element("a", chart.title(), "href", "#" + chart.slug(), "dir", "auto")
                        .close("li")
                        .line();
            }
            html.close("ol").close("details").line();
        }
        html.close("nav").line();
    }

    private static List<Part> charts(RunResult result, ChartBook book) {
        if (book.charts().isEmpty()) {
            return List.of();
        }
        Part part = Part.chapter("Charts");
        for (Chart chart : book.charts()) {
            part = part.with(new Picture(chart.slug(), chart.svg()), OutputFormat.HTML);
            if (!chart.lines().isEmpty()) {
                part = part.with(new FoldedTable("The numbers behind it", false, behind(chart)), OutputFormat.HTML);
            }
        }
        if (!book.still().isEmpty()) {
            part = part.with(
                    Note.of("Nothing moved, and no variant differs: " + String.join("; ", book.still()) + "."),
                    OutputFormat.HTML);
        }
        String left = ProminentItems.note(result);
        if (!left.isEmpty()) {
            part = part.with(Note.of(left), OutputFormat.HTML);
        }
        for (String missing : book.missing()) {
            part = part.with(
                    Note.of("The scenario asks for a chart of " + missing + ", of which the run has no numbers."),
                    OutputFormat.HTML);
        }
        return List.of(part);
    }

    /** Returns the values of a chart as a table, for screen readers. */
    private static Table behind(Chart chart) {
        boolean several = chart.lines().stream().anyMatch(line -> line.panel() > 0);
        Table.Rows<Chart.Line> rows = Table.of(chart.lines().stream()
                .filter(line -> line.values().stream().anyMatch(value -> !Double.isNaN(value)))
                .toList());
        if (several) {
            rows.text(Column.text("panel"), Chart.Line::heading);
        }
        return rows.text(Column.text("line"), Chart.Line::label)
                .column(Column.number("least"), line -> step(line, -1))
                .column(Column.number("greatest"), line -> step(line, 1))
                .column(Column.number("last"), line -> step(line, 0))
                .table();
    }

    /**
     * Returns a value of a line with the start of its interval: the least, the greatest, or the last value.
     *
     * @param sign -1 for the least, 1 for the greatest, 0 for the last value
     */
    private static Cell step(Chart.Line line, int sign) {
        int found = -1;
        for (int i = 0; i < line.values().size(); i++) {
            double value = line.values().get(i);
            if (!Double.isNaN(value)
                    && (found < 0
                            || sign == 0
                            || sign * value > sign * line.values().get(found))) {
                found = i;
            }
        }
        return found < 0
                ? Cell.of("no data")
                : Cell.quantity(line.values().get(found), line.unit())
                        .above("at " + SimulatedTimeFormat.at(line.starts().get(found)));
    }

    private void origin() {
        if (!origin.command().isBlank()) {
            html.open("p")
                    .text("To run it again: ")
                    .element("code", origin.command())
                    .close("p")
                    .line();
        }
        if (!origin.text().isBlank()) {
            html.open("details", "class", "source")
                    .element("summary", "The scenario as it was written")
                    .open("pre", "tabindex", "0", "dir", "auto")
                    .element("code", origin.text())
                    .close("pre")
                    .close("details")
                    .line();
        }
    }

    /** Adds the lesson, folded so that it is not read before the results. */
    private void lesson() {
        if (!result.lesson().isBlank()) {
            html.open("details", "class", "lesson")
                    .element("summary", "What it teaches")
                    .element("p", result.lesson(), "dir", "auto")
                    .close("details")
                    .line();
        }
    }

    private void footer() {
        VariantResult first = result.variants().get(0);
        long requests = result.simulatedRequests();
        long events = result.simulatedEvents();
        html.open("footer")
                .text(QuantityFormat.count(requests) + " requests and " + QuantityFormat.count(events)
                        + " events simulated · "
                        + SimulatedTimeFormat.at(first.durationNanos()) + " of simulated time, the first "
                        + SimulatedTimeFormat.at(first.warmupNanos()) + " not counted · seed " + first.seed() + " · "
                        + result.name()
                        + " ")
                .element("code", result.digest())
                .close("footer")
                .line();
    }

    /** Adds the data of the charts, and the script that redraws them. */
    private void script() {
        List<Map<String, Object>> models = new ArrayList<>();
        for (Chart chart : book.charts()) {
            Map<String, Object> model = new LinkedHashMap<>(chart.model());
            if (!model.isEmpty()) {
                model.put("id", chart.slug());
                models.add(model);
            }
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(
                "seconds",
                result.variants().stream()
                        .mapToDouble(variant -> variant.durationNanos() / 1e9)
                        .max()
                        .orElse(1));
        data.put("variants", result.variants().stream().map(VariantResult::name).toList());
        data.put("figures", models);
        html.open("script", "type", "application/json", "id", "result")
                .raw(ReportJson.of(data))
                .close("script")
                .line();
        html.open("script", "type", "module").raw(Script.TEXT).close("script").line();
    }
}
