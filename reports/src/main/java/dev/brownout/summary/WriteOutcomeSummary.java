package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.HTML;
import static dev.brownout.summary.OutputFormat.TERMINAL;

import dev.brownout.format.QuantityFormat;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.summary.Block.Note;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.List;
import java.util.Map;

/** Outcomes of the writes to each store over the whole run. Rows mention the warm-up if there is one. */
final class WriteOutcomeSummary {

    private WriteOutcomeSummary() {}

    static Part part(RunResult result) {
        List<VariantItem<DataResult>> all =
                VariantItem.named(result, variant -> variant.accounting().data());
        Table table = Table.of(all)
                .text(VariantItem.VARIANT, VariantItem::ofVariant)
                .column(Column.text("store"), WriteOutcomeSummary::store)
                .count(Column.number("acknowledged"), each -> each.it().acknowledged())
                .count(Column.number("durable"), each -> each.it().durable())
                .count(Column.number("lost"), each -> each.it().lost())
                .count(Column.number("phantom"), each -> each.it().phantom())
                .count(Column.number("duplicate"), each -> each.it().duplicate())
                .count(Column.number("stale reads"), each -> each.it().staleReads())
                .column(
                        Column.number("dual primary"),
                        each -> Cell.nanos(each.it().dualPrimaryNanos()))
                .table();
        List<Note> sentences = all.stream()
                .map(each -> Note.hanging(store(each).brief() + ": " + ledger(each.it()) + points(each)))
                .toList();
        List<Note> points = all.stream()
                .filter(each -> !points(each).isEmpty())
                .map(each -> Note.of(each.ofVariant() + ", " + each.name() + points(each)))
                .toList();
        return Part.of("Write ledger (whole run, incl. warm-up)")
                .with(table, HTML)
                .with(points, HTML)
                .with(sentences, TERMINAL);
    }

    private static Cell store(VariantItem<DataResult> each) {
        return each.cell(each.variant().run().warmupNanos() > 0 ? Messages.text("summary.incl_warmup") : "");
    }

    /** Formats the recovery points of the faults, with a leading comma; empty if no fault lost writes. */
    private static String points(VariantItem<DataResult> each) {
        StringBuilder text = new StringBuilder();
        ComponentResult component = each.variant().components().get(each.name());
        Map<String, ComponentResult.Measure> measures = component == null ? Map.of() : component.measures();
        measures.forEach((name, measure) -> {
            ComponentResult.Measure writes = measures.get(name.replace("rpo(", "rpo_writes("));
            if (name.startsWith("rpo(") && writes != null) {
                text.append(Messages.text(
                        "summary.recovery_point",
                        name.substring("rpo(".length(), name.length() - 1),
                        QuantityFormat.nanos(measure.value()),
                        QuantityFormat.count(writes.value())));
            }
        });
        return text.toString();
    }

    private static String ledger(DataResult data) {
        StringBuilder text = new StringBuilder(Messages.text(
                "summary.acknowledged", QuantityFormat.count(data.acknowledged()), QuantityFormat.count(data.lost())));
        append(text, data.phantom(), "phantom");
        append(text, data.duplicate(), "duplicate");
        append(text, data.staleReads(), "stale reads");
        if (data.staleReads() > 0) {
            text.append(Messages.text("summary.stale_up_to", QuantityFormat.nanos(data.staleAgeMaxNanos())));
        }
        if (data.dualPrimaryNanos() > 0) {
            text.append(Messages.text("summary.dual_primary_for", QuantityFormat.nanos(data.dualPrimaryNanos())));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String noun) {
        if (count > 0) {
            text.append(Messages.text("summary.counted", QuantityFormat.count(count), SentenceTranslation.text(noun)));
        }
    }
}
