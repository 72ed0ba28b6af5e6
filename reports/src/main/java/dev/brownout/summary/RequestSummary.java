package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.HTML;
import static dev.brownout.summary.OutputFormat.MARKDOWN;
import static dev.brownout.summary.OutputFormat.TERMINAL;

import dev.brownout.format.CauseText;
import dev.brownout.format.Overdue;
import dev.brownout.format.PercentileCells;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VariantLabels;
import dev.brownout.result.Latency;
import dev.brownout.result.RequestResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.Block.Items;
import dev.brownout.summary.Block.Note;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Outcomes of the requests of each class, with causes of failures. */
final class RequestSummary {
    private static final int CAUSES = 4;
    private static final String ALL = "all";
    /** Highest percentile of each format. */
    private static final Map<OutputFormat, Double> FINEST =
            new EnumMap<>(Map.of(TERMINAL, 0.999, HTML, 0.999, MARKDOWN, 0.99));

    private RequestSummary() {}

    static Part part(RunResult result) {
        List<VariantItem<RequestResult>> all = VariantItem.named(result, VariantResult::requests);
        boolean overdue = Overdue.any(result);
        Part part = Part.of("Requests").with(table(all, overdue));
        if (overdue) {
            part = part.with(Note.of(Overdue.MEANING));
        }
        for (Map.Entry<OutputFormat, Double> form : FINEST.entrySet()) {
            List<Latency> shown = all.stream()
                    .filter(each -> forms(each).contains(form.getKey()))
                    .map(each -> each.it().successes())
                    .toList();
            part = part.with(Note.of(PercentileCells.note(shown, form.getValue())), form.getKey());
        }
        List<VariantItem<RequestResult>> failed =
                all.stream().filter(each -> each.it().failed() > 0).toList();
        List<String> most = failed.stream()
                .filter(each -> !together(each) || each.variant().requests().size() == 1)
                .map(each -> each.number() + each.name() + ": " + maximum(each.it(), ""))
                .toList();
        return causes(part, most, TERMINAL);
    }

    /** Returns the part with all causes of failed requests, for HTML. Variants with equal causes share an item. */
    static Part causes(RunResult result) {
        Map<String, List<String>> variants = new LinkedHashMap<>();
        VariantItem.named(result, VariantResult::requests).stream()
                .filter(each -> each.it().failed() > 0 && !together(each))
                .forEach(each -> variants.computeIfAbsent(
                                each.name() + ": " + String.join(", ", causes(each.it())), text -> new ArrayList<>())
                        .add(each.ofVariant()));
        int all = result.variants().size();
        List<String> causes = new ArrayList<>();
        variants.forEach(
                (text, names) -> causes.add(names.size() == all ? text : text + " (" + VariantLabels.all(names) + ")"));
        return causes(Part.of(""), causes, HTML);
    }

    private static Part causes(Part part, List<String> causes, OutputFormat form) {
        return causes.isEmpty() ? part : part.with(new Items("Failed requests by cause", causes), form);
    }

    private static Table table(List<VariantItem<RequestResult>> all, boolean overdue) {
        Table.Rows<VariantItem<RequestResult>> rows = Table.of(all, RequestSummary::forms)
                .text(VariantItem.VARIANT, VariantItem::ofVariant)
                .column(Column.text("request").in(TERMINAL, HTML), VariantItem::cell)
                .column(Column.text("requests").in(MARKDOWN), VariantItem::cell)
                .column(Column.number("success/s").in(TERMINAL), RequestSummary::rate)
                .count(
                        Column.number("offered").in(HTML, MARKDOWN),
                        each -> each.it().offered())
                .count(Column.number("failed").in(HTML), each -> each.it().failed())
                .column(
                        Column.number("available"),
                        each -> Cell.quantity(each.it().availability(), "ratio"));
        if (overdue) {
            rows.count(Column.number("unfinished").in(HTML), each -> each.it().unfinished())
                    .count(Column.number("overdue"), each -> each.it().overdue());
        }
        return rows.text(
                        Column.number("p50"),
                        each -> PercentileCells.p50(each.it().successes()))
                .text(
                        Column.number("p95").in(TERMINAL, HTML),
                        each -> PercentileCells.p95(each.it().successes()))
                .text(
                        Column.number("p99"),
                        each -> PercentileCells.p99(each.it().successes()))
                .text(
                        Column.number("p99.9").in(TERMINAL, HTML),
                        each -> PercentileCells.p999(each.it().successes()))
                .count(Column.number("attempts").in(HTML), each -> each.it().attempts())
                .table();
    }

    private static boolean together(VariantItem<RequestResult> each) {
        return each.name().equals(ALL);
    }

    /** Returns the formats of a row. The row of all classes is omitted if there is only one class. */
    private static Set<OutputFormat> forms(VariantItem<RequestResult> each) {
        boolean isRepeated = together(each) && each.variant().requests().size() == 2;
        return isRepeated ? Set.of() : OutputFormat.some();
    }

    private static Cell rate(VariantItem<RequestResult> each) {
        double seconds = each.variant().run().measuredSeconds();
        double rate = each.it().goodPerSecond(seconds);
        return seconds > 0 && !Double.isNaN(rate) ? Cell.count(Math.rint(rate)) : Cell.of("-");
    }

    /** Returns the causes in descending order of frequency. */
    private static List<String> causes(RequestResult request) {
        return request.causes().entrySet().stream()
                .filter(cause -> cause.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(cause -> QuantityFormat.count(cause.getValue()) + " " + CauseText.text(cause.getKey()))
                .toList();
    }

    /** Formats the failed requests by cause: {@code 4,811 rejected at box}. */
    static String failures(RequestResult request) {
        List<String> causes = causes(request);
        return causes.size() == 1
                ? causes.get(0)
                : Messages.text(
                        "summary.failed_briefly",
                        QuantityFormat.count(request.failed()),
                        causes.isEmpty() ? "" : listed(causes));
    }

    private static String listed(List<String> causes) {
        String more = causes.size() > CAUSES ? Messages.text("summary.other_causes", causes.size() - CAUSES) : "";
        return String.join(", ", causes.subList(0, Math.min(CAUSES, causes.size()))) + more;
    }

    /**
     * Formats the number of failed requests and their most frequent causes.
     *
     * @param failed text after the number; may be empty
     */
    static String maximum(RequestResult request, String failed) {
        List<String> causes = causes(request);
        String share = Messages.text(
                "summary.of_total",
                QuantityFormat.count(request.failed()),
                QuantityFormat.count(request.offered()),
                failed);
        return causes.isEmpty() ? share : share + ": " + listed(causes);
    }
}
