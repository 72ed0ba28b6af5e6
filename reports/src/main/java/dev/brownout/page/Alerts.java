package dev.brownout.page;

import static dev.brownout.page.Form.MARKDOWN;
import static dev.brownout.page.Form.TERMINAL;

import dev.brownout.page.Block.Note;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.wording.Overdue;
import java.util.List;

/** What each alert noticed, and how soon. */
final class Alerts {
    private Alerts() {}

    static Part part(RunResult result) {
        List<Each<ComponentResult>> all = Each.named(result, VariantResult::components).stream()
                .filter(each -> each.it().ofAlert())
                .toList();
        Table.Rows<Each<ComponentResult>> table = Table.of(all)
                .text(Each.VARIANT, Each::ofVariant)
                .column(Column.text("alert"), Each::cell)
                .column(Column.number("fired"), each -> Journeys.measure(each, "fired"))
                .column(Column.number("false alarms"), each -> Journeys.measure(each, "false_alarms"))
                .column(Column.number("time firing"), each -> Journeys.measure(each, "firing"))
                .column(Column.number("actions"), each -> Journeys.measure(each, "actions"))
                .column(Column.number("cancelled"), each -> Journeys.measure(each, "cancelled"))
                .column(Column.number("mttd of the first fault"), each -> Journeys.measure(each, "mttd"));
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
