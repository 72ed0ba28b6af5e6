package dev.brownout.page;

import static dev.brownout.page.Form.HTML;
import static dev.brownout.page.Form.TERMINAL;

import dev.brownout.page.Block.Note;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.wording.Quantity;
import java.util.List;

/** The ledger of the writes to each store: of the whole run, which each row says where there is a warm-up. */
final class Writes {
    private static final String WINDOW = ", incl. warm-up";

    private Writes() {}

    static Part part(RunResult result) {
        List<Each<DataResult>> all = Each.named(result, VariantResult::data);
        Table table = Table.of(all)
                .text(Each.VARIANT, Each::ofVariant)
                .column(Column.text("store"), Writes::store)
                .count(Column.number("acknowledged"), each -> each.it().acknowledged())
                .count(Column.number("durable"), each -> each.it().durable())
                .count(Column.number("lost"), each -> each.it().lost())
                .count(Column.number("phantom"), each -> each.it().phantom())
                .count(Column.number("duplicate"), each -> each.it().duplicate())
                .count(Column.number("stale reads"), each -> each.it().staleReads())
                .column(
                        Column.number("two primaries"),
                        each -> Cell.nanos(each.it().dualPrimaryNanos()))
                .table();
        List<Note> sentences = all.stream()
                .map(each -> Note.hanging(store(each).brief() + ": " + ledger(each.it())))
                .toList();
        return Part.of("Writes, over the whole run")
                .with(table, HTML)
                .with(sentences, TERMINAL);
    }

    private static Cell store(Each<DataResult> each) {
        return each.cell(each.variant().warmupNanos() > 0 ? WINDOW : "");
    }

    private static String ledger(DataResult data) {
        StringBuilder text = new StringBuilder(Quantity.count(data.acknowledged()))
                .append(" writes acknowledged, ")
                .append(Quantity.count(data.lost()))
                .append(" of them lost");
        append(text, data.phantom(), " phantom");
        append(text, data.duplicate(), " duplicate");
        append(text, data.staleReads(), " stale reads");
        if (data.staleReads() > 0) {
            text.append(" (up to ")
                    .append(Quantity.nanos(data.staleAgeMaxNanos()))
                    .append(" old)");
        }
        if (data.dualPrimaryNanos() > 0) {
            text.append(", two primaries for ").append(Quantity.nanos(data.dualPrimaryNanos()));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(", ").append(Quantity.count(count)).append(what);
        }
    }
}
