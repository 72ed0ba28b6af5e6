package dev.brownout.page;

import static dev.brownout.page.Form.HTML;
import static dev.brownout.page.Form.TERMINAL;

import dev.brownout.page.Table.Rows;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Backlog;
import dev.brownout.result.RunResult;
import java.util.List;
import java.util.function.UnaryOperator;

/** What waits in queues and for how long, and what paper says of it. */
final class Queues {
    private static final Column PAPER = Column.number("on paper").briefly("paper");

    private final UnaryOperator<Cell> shown;
    /** Whether an estimate differs notably from its measurement, and is pointed out. */
    private final boolean off;

    private Queues(List<Each<Backlog>> all, boolean hidden) {
        this.shown = hidden ? measured -> Page.HIDDEN : Cell::dashed;
        this.off = !hidden
                && all.stream().anyMatch(each -> Math.abs(each.it().difference()) > Analysis.NOTABLE_DIFFERENCE);
    }

    /**
     * The part.
     *
     * @param hidden whether what was measured is to be guessed
     */
    static Part part(RunResult result, boolean hidden) {
        List<Each<Backlog>> all =
                Each.listed(result, variant -> variant.analysis().queues(), Backlog::queue);
        Queues queues = new Queues(all, hidden);
        Rows<Each<Backlog>> whole =
                Table.of(all).text(Each.VARIANT, Each::ofVariant).column(Column.text("queue"), Each::cell);
        Rows<Each<Backlog>> depths = Table.of(all).column(Column.text("queue"), Each::cell);
        Rows<Each<Backlog>> times = Table.of(all).column(Column.text("to the end of the work"), Each::cell);
        return Part.of("Queues")
                .with(queues.times(queues.depths(whole)).table(), HTML)
                .with(queues.depths(depths).table(), TERMINAL)
                .with(queues.times(times).table(), TERMINAL);
    }

    private Rows<Each<Backlog>> depths(Rows<Each<Backlog>> table) {
        return table.column(
                        Column.number("depth"),
                        each -> shown.apply(Cell.count(each.it().measuredMeanDepth())))
                .column(PAPER, each -> Cell.count(each.it().meanDepth()).dashed())
                .column(
                        Column.number("deepest"),
                        each -> shown.apply(Cell.count(each.it().measuredDeepest())))
                .column(PAPER, each -> Cell.count(each.it().deepest()).dashed())
                .column(
                        Column.number("oldest message").briefly("oldest"),
                        each -> shown.apply(Cell.nanos(each.it().measuredOldestNanos())));
    }

    private Rows<Each<Backlog>> times(Rows<Each<Backlog>> table) {
        table.column(
                        Column.number("mean time to the end of the work").briefly("mean"),
                        each -> shown.apply(Cell.nanos(each.it().measuredMeanNanos())))
                .column(PAPER, each -> Cell.nanos(each.it().meanNanos()).dashed())
                .column(
                        Column.number("longest"),
                        each -> shown.apply(Cell.nanos(each.it().measuredLongestNanos())))
                .column(PAPER, each -> Cell.nanos(each.it().longestNanos()).dashed());
        return off ? table.column(Stations.OFF, each -> Stations.off(each.it().difference())) : table;
    }
}
