package dev.brownout.html;

import dev.brownout.chart.ChartBook;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.RequestResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.AssertionRow;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.translation.Messages;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Writes the assertions of a result as a table: a row for each assertion, a column for each variant. */
final class AssertionTable {
    private static final String ALL = "all";

    private final RunResult result;
    private final ReportCharts charts;
    private final ChartBook book;
    private final HtmlBuilder html;

    AssertionTable(RunResult result, ReportCharts charts, ChartBook book, HtmlBuilder html) {
        this.result = result;
        this.charts = charts;
        this.book = book;
        this.html = html;
    }

    /** Writes the table. The last row has availability and failed requests, and another one the cost if it differs. */
    void write() {
        html.openScrollable("table assertions", Messages.text("report.assertions"))
                .open("table")
                .open("thead")
                .open("tr")
                .element("th", Messages.text("report.assertion"));
        for (VariantResult variant : result.variants()) {
            html.element(
                    "th",
                    result.variants().size() == 1 ? Messages.text("report.measured") : variant.name(),
                    "dir",
                    "auto");
        }
        html.close("tr").close("thead").open("tbody").line();
        AssertionRow.of(result).forEach(this::row);
        row(
                Messages.text("report.availability"),
                variant -> QuantityFormat.percent(all(variant).availability()) + " · "
                        + QuantityFormat.count(all(variant).failed()));
        Set<String> costs = new LinkedHashSet<>();
        result.variants().forEach(variant -> costs.add(cost(variant)));
        if (costs.size() > 1) {
            row(Messages.text("report.cost_per_hour"), AssertionTable::cost);
        }
        html.close("tbody").close("table").close("div").line();
    }

    private static RequestResult all(VariantResult variant) {
        return variant.requests().get(ALL);
    }

    private static String cost(VariantResult variant) {
        return QuantityFormat.format(variant.cost().perHour(), "$/h");
    }

    private void row(String heading, Function<VariantResult, String> text) {
        html.open("tr", "class", "plain").element("td", heading);
        result.variants().forEach(variant -> html.element("td", text.apply(variant)));
        html.close("tr").line();
    }

    private void row(AssertionRow assertion) {
        html.open("tr")
                .open("td", "dir", "auto")
                .text(assertion.name())
                .element("small", assertion.expression())
                .close("td");
        double bound = BulletBar.scale(result.variants().stream()
                .flatMap(variant -> assertion.in(variant).stream())
                .toList());
        for (VariantResult variant : result.variants()) {
            html.open("td");
            assertion.in(variant).ifPresentOrElse(sla -> cell(assertion.name(), sla, bound), () -> html.text("–"));
            html.close("td");
        }
        html.close("tr").line();
    }

    /** Writes mark, value, bar and words. A link leads to the chart at the first violation. */
    private void cell(String name, SlaResult sla, double bound) {
        boolean isMet = sla.verdict() == Verdict.PASS && sla.asExpected();
        String value = Double.isNaN(sla.value()) ? Messages.text("verdict.no_data") : VerdictWording.measuredValue(sla);
        Optional<String> chart = charts.slug(name, sla, book);
        boolean violated = sla.firstViolatedAtNanos() >= 0;
        html.open("span", "class", "check " + tone(sla)).element("b", mark(sla), "aria-hidden", "true");
        if (chart.isPresent()) {
            String place = violated ? SimulatedTimeFormat.at(sla.firstViolatedAtNanos()) : "";
            html.element("a", value, "href", "#" + chart.get(), "class", "value", "data-at", place);
        } else {
            html.element("span", value, "class", "value");
        }
        html.raw(BulletBar.element(sla, bound));
        if (isMet) {
            html.element("i", words(sla), "class", "unseen");
        } else {
            String since =
                    violated ? Messages.text("verdict.since", SimulatedTimeFormat.at(sla.firstViolatedAtNanos())) : "";
            html.element("i", words(sla) + since);
        }
        html.close("span");
    }

    /** Returns the words of a verdict, without those that the value says. */
    private static String words(SlaResult sla) {
        return Double.isNaN(sla.value()) && sla.asExpected()
                ? Messages.text("verdict.expected")
                : VerdictWording.words(sla);
    }

    private static String tone(SlaResult sla) {
        return OutcomeTone.of(sla).name().toLowerCase(Locale.ROOT);
    }

    private static String mark(SlaResult sla) {
        return switch (sla.verdict()) {
            case PASS -> sla.asExpected() ? "✓" : "✗";
            case FAIL -> sla.asExpected() ? "⚠" : "✗";
            case NO_DATA -> sla.asExpected() ? "⚠" : "–";
            case UNDECIDED -> "?";
        };
    }
}
