package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.HTML;
import static dev.brownout.summary.OutputFormat.TERMINAL;

import dev.brownout.result.Analysis.Backlog;
import dev.brownout.result.RunResult;
import dev.brownout.summary.Table.Rows;
import java.util.List;
import java.util.function.UnaryOperator;

/** Measured depths and times of queues beside the analytical estimates. */
final class QueueSummary {
    private final UnaryOperator<Cell> shown;

    private QueueSummary(boolean hidden) {
        this.shown = hidden ? measured -> Page.HIDDEN : Cell::dashed;
    }

    /**
     * Returns the part.
     *
     * @param hidden whether the measurements are hidden for the reader to predict
     */
    static Part part(RunResult result, boolean hidden) {
        List<VariantItem<Backlog>> all =
                VariantItem.listed(result, variant -> variant.analysis().queues(), Backlog::queue);
        QueueSummary queues = new QueueSummary(hidden);
        Rows<VariantItem<Backlog>> htmlTable = Table.of(all)
                .text(VariantItem.VARIANT, VariantItem::ofVariant)
                .column(Column.text("queue"), VariantItem::cell);
        Rows<VariantItem<Backlog>> depths = Table.of(all).column(Column.text("queue"), VariantItem::cell);
        Rows<VariantItem<Backlog>> times = Table.of(all).column(Column.text("end-to-end latency"), VariantItem::cell);
        return Part.of("Queues")
                .with(queues.times(queues.depths(htmlTable)).table(), HTML)
                .with(queues.depths(depths).table(), TERMINAL)
                .with(queues.times(times).table(), TERMINAL);
    }

    private Rows<VariantItem<Backlog>> depths(Rows<VariantItem<Backlog>> table) {
        return table.column(
                        Column.number("depth"),
                        each -> shown.apply(Cell.count(each.it().measuredMeanDepth())))
                .column(
                        Column.number("deepest"),
                        each -> shown.apply(Cell.count(each.it().measuredDeepest())))
                .column(
                        Column.number("oldest message").withBrief("oldest"),
                        each -> shown.apply(Cell.nanos(each.it().measuredOldestNanos())));
    }

    private Rows<VariantItem<Backlog>> times(Rows<VariantItem<Backlog>> table) {
        return table.column(
                        Column.number("mean end-to-end latency").withBrief("mean"),
                        each -> shown.apply(Cell.nanos(each.it().measuredMeanNanos())))
                .column(
                        Column.number("longest"),
                        each -> shown.apply(Cell.nanos(each.it().measuredLongestNanos())));
    }
}
