package dev.brownout.html;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.answer.AnswerChart;
import dev.brownout.chart.draw.Chart;
import dev.brownout.format.ProminentItems;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.html.ReportCharts.PlacedChart;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.Block;
import dev.brownout.summary.Block.EventTable;
import dev.brownout.summary.LossSummary;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Page;
import dev.brownout.summary.Part;
import dev.brownout.summary.ReportSection;
import dev.brownout.summary.Table;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Renders the report of a result as one self-contained HTML page: the first screen with verdict, answer, hero chart,
 * topology and assertions, then sections. Without its script the page lacks only charts that are folded.
 */
public final class Report {

    private static final String[] ANY = {"dir", "auto"};
    /** Maximum number of rows of a table that is not folded. */
    private static final int ROWS = 10;

    /** Size of the image of an answer, in pixels, so that its text is legible on a phone. */
    private static final int FIRST_WIDTH = 520;

    private static final int FIRST_HEIGHT = 400;

    private final RunResult result;
    private final ResultProvenance origin;
    private final ChartBook book;
    private final ReportCharts charts;
    private final HtmlBuilder html = new HtmlBuilder();
    private final HtmlPartWriter elements = new HtmlPartWriter(html, ROWS);
    private final List<String> omitted;
    private final FigureWriter figures;
    private final FirstScreen first;

    private Report(RunResult result, ResultProvenance origin, ChartBook book, ReportCharts charts) {
        this(result, origin, book, charts, List.of(), Report::image);
    }

    private Report(
            RunResult result,
            ResultProvenance origin,
            ChartBook book,
            ReportCharts charts,
            List<String> omitted,
            Function<Chart, String> images) {
        this.result = result;
        this.origin = origin;
        this.book = book;
        this.charts = charts;
        this.omitted = omitted;
        this.figures = new FigureWriter(html, elements, images);
        this.first = new FirstScreen(result, charts, html, figures);
    }

    /** Returns the image of a chart. The answer has a part of the first screen only. */
    private static String image(Chart chart) {
        boolean first = chart.slug().equals(AnswerChart.SLUG) && chart.model().isEmpty();
        return first ? chart.svg(FIRST_WIDTH, FIRST_HEIGHT) : chart.svg();
    }

    /** Returns the page with the given charts. */
    public static String render(RunResult result, ChartBook book) {
        return render(result, ResultProvenance.UNKNOWN, book);
    }

    /** Returns the page with the given charts, the scenario, and the command to run it again. */
    public static String render(RunResult result, ResultProvenance origin, ChartBook book) {
        return new Report(result, origin, book, ReportCharts.of(result, book)).render(Page.of(result));
    }

    /**
     * Returns the page without images, for a program without a drawing library. The script of the page draws the
     * charts. Charts that exist only as images are listed by their titles.
     */
    public static String interactive(RunResult result, ResultProvenance origin, ChartBook book) {
        ReportCharts charts = ReportCharts.of(result, book);
        return new Report(result, origin, book, charts.withoutImages(), charts.images(), chart -> "")
                .render(Page.of(result));
    }

    /** Returns the page with the parts of a page model, without the text of the scenario. */
    public static String render(RunResult result, Page page) {
        ReportCharts none = ReportCharts.of(result, ChartBook.EMPTY);
        return new Report(result, ResultProvenance.UNKNOWN, ChartBook.EMPTY, none).render(page);
    }

    /**
     * Begins a page.
     *
     * @param scripts the directive for scripts in the content security policy; empty to allow none
     * @param layout CSS class of the body
     */
    static void begin(HtmlBuilder html, String title, String scripts, String layout) {
        html.raw("<!DOCTYPE html>\n")
                .open("html", "lang", LanguageScope.current().name())
                .open("head")
                .line();
        html.raw("<meta charset=\"utf-8\">\n");
        html.open("meta", "http-equiv", "Content-Security-Policy", "content", policy(scripts))
                .line();
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.element("title", title).line();
        html.open("style").line().raw(Script.file("report.css")).close("style").line();
        html.close("head").open("body", "class", layout).line();
    }

    private String render(Page page) {
        begin(html, result.scenario(), "script-src '" + Script.digest() + "'; ", "run");
        sections(page);
        html.open("main").line();
        first.write();
        overview(page);
        for (ReportSection section : ReportSection.values()) {
            if (section != ReportSection.OVERVIEW) {
                section(section, page);
            }
        }
        footer();
        html.close("main").line();
        script();
        html.close("body").close("html").line();
        return html.toString();
    }

    private static String policy(String scripts) {
        return "default-src 'none'; style-src 'unsafe-inline'; " + scripts + "base-uri 'none'; form-action 'none'";
    }

    /** Adds links to the sections with the numbers of their charts, and of the events. */
    private void sections(Page page) {
        html.open("nav", "aria-label", Messages.text("report.sections"))
                .element("p", "Brownout", "class", "brand")
                .open("ul")
                .line();
        for (ReportSection section : ReportSection.values()) {
            if (section == ReportSection.OVERVIEW || exists(section, page)) {
                long count = section == ReportSection.TIMELINE
                        ? events(page)
                        : charts.chartsOf(section).size();
                html.open("li").open("a", "href", "#" + HtmlPartWriter.id(section.heading()));
                html.text(SentenceTranslation.text(section.heading()));
                if (count > 0) {
                    html.element("small", QuantityFormat.count(count));
                }
                html.close("a").close("li").line();
            }
        }
        html.close("ul").close("nav").line();
    }

    private static long events(Page page) {
        return blocks(ReportSection.TIMELINE, page)
                .mapToLong(block ->
                        block instanceof EventTable events ? events.rows().size() : 0)
                .sum();
    }

    private boolean exists(ReportSection section, Page page) {
        return section == ReportSection.SCENARIO
                || !charts.chartsOf(section).isEmpty()
                || blocks(section, page).findAny().isPresent();
    }

    private static Stream<Block> blocks(ReportSection section, Page page) {
        return page.parts().stream()
                .filter(part -> part.section() == section)
                .flatMap(part -> part.in(OutputFormat.HTML).stream());
    }

    private void overview(Page page) {
        new AssertionTable(result, charts, book, html).write();
        page.verdict().in(OutputFormat.HTML).stream()
                .filter(block -> !(block instanceof Table))
                .forEach(block -> block.write(elements));
        LossSummary.lines(result, false, Integer.MAX_VALUE)
                .forEach(line -> html.element("p", line, "class", "loss").line());
        page.parts().stream()
                .filter(part -> part.section() == ReportSection.OVERVIEW)
                .forEach(elements::part);
        for (String missing : book.missing()) {
            html.element("p", Messages.text("report.chart_without_data", missing), "dir", "auto")
                    .line();
        }
        titles(Messages.text("report.unchanged", result.variants().size()), charts.unchanged());
        titles(Messages.text("report.only_in_report"), omitted);
        if (!result.lesson().isBlank()) {
            html.open("details", "class", "lesson")
                    .element("summary", Messages.text("report.takeaway"))
                    .element("p", result.lesson(), ANY)
                    .close("details")
                    .line();
        }
    }

    /** Adds the titles of charts that the page does not show, folded. */
    private void titles(String reason, List<String> titles) {
        if (!titles.isEmpty()) {
            html.open("details", "class", "unchanged")
                    .element("summary", Messages.text("report.charts", reason, titles.size()))
                    .open("ul");
            titles.forEach(title -> html.element("li", title, ANY));
            html.close("ul").close("details").line();
        }
    }

    private void section(ReportSection section, Page page) {
        if (!exists(section, page)) {
            return;
        }
        String id = HtmlPartWriter.id(section.heading());
        html.open("section", "aria-labelledby", id)
                .element("h2", SentenceTranslation.text(section.heading()), "id", id)
                .line();
        List<PlacedChart> its = charts.chartsOf(section);
        figures.grid(its.stream().filter(chart -> !chart.folded()).toList());
        List<PlacedChart> more = its.stream().filter(PlacedChart::folded).toList();
        if (!more.isEmpty()) {
            html.open("details", "class", "more")
                    .element("summary", Messages.text("report.more_charts", more.size()))
                    .line();
            figures.grid(more);
            html.close("details").line();
        }
        if (section == ReportSection.RESOURCES && !ProminentItems.note(result).isEmpty()) {
            html.element("p", ProminentItems.note(result)).line();
        }
        for (Part part : page.parts()) {
            if (part.section() == section) {
                part(part);
            }
        }
        if (section == ReportSection.SCENARIO) {
            origin();
        }
        html.close("section").line();
    }

    /** Adds a part without the heading that its section has. */
    private void part(Part part) {
        if (part.heading().equals(part.section().heading())) {
            part.in(OutputFormat.HTML).forEach(block -> block.write(elements));
        } else if (!part.heading().isEmpty() && (part.section() == ReportSection.MODEL || rows(part) > ROWS)) {
            elements.foldedPart(part);
        } else {
            elements.part(part);
        }
    }

    private static int rows(Part part) {
        return part.in(OutputFormat.HTML).stream()
                .mapToInt(block -> block instanceof Table table ? table.rows().size() : 0)
                .max()
                .orElse(0);
    }

    private void origin() {
        if (!origin.command().isBlank()) {
            html.open("p")
                    .text(Messages.text("report.reproduce"))
                    .element("code", origin.command())
                    .close("p")
                    .line();
        }
        if (!origin.text().isBlank()) {
            html.open("details", "class", "source")
                    .element("summary", Messages.text("report.source"))
                    .open("pre", "tabindex", "0", "dir", "auto")
                    .element("code", origin.text())
                    .close("pre")
                    .close("details")
                    .line();
        }
    }

    private void footer() {
        VariantResult first = result.variants().get(0);
        html.open("footer")
                .text(Messages.text(
                                "report.footer",
                                QuantityFormat.count(result.simulatedRequests()),
                                QuantityFormat.count(result.simulatedEvents()),
                                SimulatedTimeFormat.at(first.run().durationNanos()),
                                SimulatedTimeFormat.at(first.run().warmupNanos()),
                                first.run().seed())
                        + " · " + result.name() + " ")
                .element("code", result.digest())
                .close("footer")
                .line();
    }

    /** Adds the data of the charts, and the script that redraws them. */
    private void script() {
        List<Map<String, Object>> models = new ArrayList<>();
        charts.all().filter(chart -> !chart.model().isEmpty()).forEach(chart -> {
            Map<String, Object> model = new LinkedHashMap<>(chart.model());
            model.put("id", chart.chart().slug());
            models.add(model);
        });
        Map<String, Object> owners = new LinkedHashMap<>();
        charts.all()
                .filter(chart -> !chart.owners().isEmpty())
                .forEach(chart -> owners.put(chart.chart().slug(), List.copyOf(chart.owners())));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("seconds", RunView.seconds(result));
        data.put("variants", result.variants().stream().map(VariantResult::name).toList());
        data.put("fault", RunView.fault(result));
        RunView.decisiveVariant(result).ifPresent(variant -> {
            data.put("decisive", variant.name());
            data.put("violated", RunView.firstViolation(variant).orElseThrow());
        });
        data.put("owners", owners);
        data.put("figures", models);
        html.open("script", "type", "application/json", "id", "result")
                .raw(ReportJson.text(data))
                .close("script")
                .line();
        html.open("script", "type", "module").raw(Script.TEXT).close("script").line();
    }
}
