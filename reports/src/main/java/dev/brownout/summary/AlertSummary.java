package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.MARKDOWN;
import static dev.brownout.summary.OutputFormat.TERMINAL;

import dev.brownout.format.Overdue;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.Block.Note;
import java.util.List;

/** Table of the alerts with their detection times. */
final class AlertSummary {
    private AlertSummary() {}

    static Part part(RunResult result) {
        List<VariantItem<ComponentResult>> all = VariantItem.named(result, VariantResult::components).stream()
                .filter(each -> each.it().ofAlert())
                .toList();
        Table.Rows<VariantItem<ComponentResult>> table = Table.of(all)
                .text(VariantItem.VARIANT, VariantItem::ofVariant)
                .column(Column.text("alert"), VariantItem::cell)
                .column(Column.number("fired"), each -> JourneySummary.measure(each, "fired"))
                .column(Column.number("false alarms"), each -> JourneySummary.measure(each, "false_alarms"))
                .column(Column.number("time firing"), each -> JourneySummary.measure(each, "firing"))
                .column(Column.number("actions"), each -> JourneySummary.measure(each, "actions"))
                .column(Column.number("cancelled"), each -> JourneySummary.measure(each, "cancelled"))
                .column(Column.number("mttd of the first fault"), each -> JourneySummary.measure(each, "mttd"));
        List<Note> unseen = all.isEmpty() ? List.of() : unseen(result);
        return Part.of("Alerts").with(table.table(), TERMINAL, MARKDOWN).with(unseen);
    }

    private static List<Note> unseen(RunResult result) {
        boolean single = result.variants().size() == 1;
        return result.variants().stream()
                .flatMap(variant ->
                        Overdue.unseen(variant)
                                .map(unseen -> Note.of((single ? "" : variant.name() + ": ") + unseen + "."))
                                .stream())
                .toList();
    }
}
