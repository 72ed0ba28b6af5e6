package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.HTML;
import static dev.brownout.summary.OutputFormat.MARKDOWN;
import static dev.brownout.summary.OutputFormat.TERMINAL;

import dev.brownout.format.MetricUnit;
import dev.brownout.format.QuantityFormat;
import dev.brownout.result.PredictResult;
import dev.brownout.result.RunResult;
import dev.brownout.translation.SentenceTranslation;
import java.util.List;
import java.util.Map;

/** Predictions of the first variant beside the measurements. */
final class PredictionSummary {
    private PredictionSummary() {}

    static Part part(RunResult result) {
        return Part.of("Predicted and measured").with(table(result));
    }

    private static Table table(RunResult result) {
        return Table.of(all(result))
                .text(Column.text("prediction").in(TERMINAL, HTML), Map.Entry::getKey)
                .column(
                        Column.text("prediction").in(MARKDOWN),
                        each -> Cell.of(each.getKey()).above(each.getValue().metric()))
                .text(Column.text("of").in(TERMINAL), each -> each.getValue().metric())
                .text(Column.text("relation").in(HTML), each -> each.getValue().expression())
                .column(
                        Column.number("predicted"),
                        each -> value(each.getValue().predicted(), each.getValue()))
                .column(Column.number("measured"), each -> value(each.getValue().measured(), each.getValue()))
                .column(Column.number("error").in(HTML), each -> error(each.getValue()))
                .column(
                        Column.number("error").in(TERMINAL),
                        each -> evaluate(each.getValue(), " " + SentenceTranslation.text("(off)")))
                .column(Column.number("error").in(MARKDOWN), each -> evaluate(each.getValue(), " ⚠"))
                .text(
                        Column.text("").in(HTML),
                        each -> SentenceTranslation.text(
                                each.getValue().within() ? "within tolerance" : "outside tolerance"))
                .table();
    }

    /** Returns the predictions with hidden values, before the reader makes a prediction. */
    static Part hidden(RunResult result) {
        Table table = Table.of(all(result))
                .text(Column.text("prediction"), Map.Entry::getKey)
                .text(Column.text("of"), each -> each.getValue().metric())
                .column(Column.number("predicted"), each -> Page.HIDDEN)
                .column(Column.number("measured"), each -> Page.HIDDEN)
                .text(Column.number("error"), each -> "")
                .table();
        return Part.of("Predictions").with(table);
    }

    private static List<Map.Entry<String, PredictResult>> all(RunResult result) {
        return List.copyOf(result.variants().get(0).evaluation().predict().entrySet());
    }

    private static Cell value(double value, PredictResult of) {
        return Cell.quantity(value, MetricUnit.displayUnit(of.metric(), of.unit()));
    }

    private static Cell error(PredictResult result) {
        return Cell.of(result.error(), QuantityFormat.signedPercent(result.error()));
    }

    private static Cell evaluate(PredictResult result, String mark) {
        return Double.isNaN(result.error())
                ? Cell.of(result.error(), "")
                : Cell.of(result.error(), QuantityFormat.signedPercent(result.error()) + (result.within() ? "" : mark));
    }
}
