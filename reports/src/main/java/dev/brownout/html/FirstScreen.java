package dev.brownout.html;

import dev.brownout.format.VerdictWording;
import dev.brownout.html.ReportCharts.PlacedChart;
import dev.brownout.result.RunResult;
import dev.brownout.summary.HeadlineTable;
import dev.brownout.summary.ReportSection;
import dev.brownout.summary.ScenarioAnswer;
import dev.brownout.translation.Messages;

/** Writes the first screen of a report: question, verdict, answer, hero chart and topology. */
final class FirstScreen {
    /** Maximum number of warnings of the analytical model below the answer of a failing run. */
    private static final int WARNINGS = 2;

    private final RunResult result;
    private final ReportCharts charts;
    private final HtmlBuilder html;
    private final FigureWriter figures;

    FirstScreen(RunResult result, ReportCharts charts, HtmlBuilder html, FigureWriter figures) {
        this.result = result;
        this.charts = charts;
        this.html = html;
        this.figures = figures;
    }

    /** Writes the header, then the charts. */
    void write() {
        header();
        charts();
    }

    private void header() {
        boolean asserted = result.variants().stream()
                .anyMatch(variant -> !variant.evaluation().sla().isEmpty());
        html.open("header", "id", HtmlPartWriter.id(ReportSection.OVERVIEW.heading()))
                .element("h1", result.scenario(), "dir", "auto");
        if (asserted) {
            String tone = VerdictWording.asExpected(result) ? "good" : "bad";
            html.element("p", VerdictWording.sentence(result), "class", "verdict " + tone);
        }
        if (!result.question().isBlank()) {
            html.element("p", result.question(), "class", "question", "dir", "auto");
        }
        ScenarioAnswer.of(result).ifPresent(this::answer);
        reason();
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

    /** Adds the reason of a failing run with one variant, as far as the analytical model predicts it. */
    private void reason() {
        if (result.variants().size() == 1 && !VerdictWording.asExpected(result)) {
            HeadlineTable.warnings(result).stream()
                    .limit(WARNINGS)
                    .forEach(warning -> html.element("p", Messages.text("report.model", warning), "class", "reason")
                            .line());
        }
    }

    /** Adds the hero chart, and the topology of the first variant beside it. */
    private void charts() {
        if (charts.hero().isEmpty() && charts.topologies().isEmpty()) {
            return;
        }
        html.open("div", "class", "first").line();
        charts.hero().ifPresent(chart -> figures.chart(chart, "hero"));
        if (!charts.topologies().isEmpty()) {
            html.open("div", "class", "topologies").line();
            for (PlacedChart chart : charts.topologies()) {
                boolean first = chart.equals(charts.topologies().get(0));
                html.open("figure", "id", chart.chart().slug(), "class", first ? "" : "off");
                figures.writeImage(chart, first);
                html.close("figure").line();
            }
            html.close("div").line();
        }
        html.close("div").line();
    }
}
