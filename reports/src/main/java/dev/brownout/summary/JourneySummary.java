package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.MARKDOWN;
import static dev.brownout.summary.OutputFormat.TERMINAL;

import dev.brownout.result.ComponentResult;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.util.List;
import java.util.Optional;

/** Outcomes of the visitors of each journey. */
final class JourneySummary {
    private JourneySummary() {}

    static Part part(RunResult result) {
        List<VariantItem<ComponentResult>> all = VariantItem.named(result, VariantResult::components).stream()
                .filter(each -> each.it().ofVisitors())
                .toList();
        Table.Rows<VariantItem<ComponentResult>> table = Table.of(all)
                .text(VariantItem.VARIANT, VariantItem::ofVariant)
                .column(Column.text("journey"), VariantItem::cell)
                .column(Column.number("started"), each -> measure(each, "started"))
                .column(Column.number("finished"), each -> measure(each, "finished"))
                .column(Column.number("left error"), each -> measure(each, "left_error"))
                .column(Column.number("left wait"), each -> measure(each, "left_wait"))
                .column(Column.number("conversion"), each -> measure(each, "conversion"))
                .column(Column.number("active"), each -> measure(each, "active"));
        return Part.of("Journeys")
                .with(table.table(), TERMINAL, MARKDOWN)
                .with(returningUsers(all), TERMINAL, MARKDOWN);
    }

    private static Table returningUsers(List<VariantItem<ComponentResult>> journeys) {
        List<VariantItem<ComponentResult>> returning = journeys.stream()
                .filter(each -> each.it().measures().containsKey("returned"))
                .toList();
        return Table.of(returning)
                .text(VariantItem.VARIANT, VariantItem::ofVariant)
                .column(Column.text("journey"), VariantItem::cell)
                .column(Column.number("returned"), each -> measure(each, "returned"))
                .column(Column.number("returning share"), each -> measure(each, "returning_share"))
                .column(Column.number("away"), each -> measure(each, "away"))
                .column(Column.number("churned"), each -> measure(each, "churned"))
                .table();
    }

    /** Returns a measurement as a cell; an empty cell if it has no value. */
    static Cell measure(VariantItem<ComponentResult> each, String name) {
        return Optional.ofNullable(each.it().measures().get(name))
                .map(Measure::value)
                .filter(value -> !Double.isNaN(value))
                .map(value ->
                        Cell.quantity(value, each.it().measures().get(name).unit()))
                .orElse(Cell.of("").withBrief("-"));
    }
}
