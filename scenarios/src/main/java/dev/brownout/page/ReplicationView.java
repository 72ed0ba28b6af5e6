package dev.brownout.page;

import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.replicate.ReplicationRow;
import dev.brownout.format.VerdictWording;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Replications of a scenario as plain data. Texts are those of the command {@code replicate}. */
final class ReplicationView {
    /** Confidence level of the intervals. */
    static final double CONFIDENCE = 0.95;

    private ReplicationView() {}

    /**
     * Returns the assertions and the metrics of each variant.
     *
     * @param stopped the reason of an early end; empty if all replications are complete
     */
    static Map<String, Object> view(List<ReplicationSummary> summaries, String stopped) {
        return PageJson.object(
                "runs",
                summaries.get(0).size(),
                "stopped",
                stopped,
                "variants",
                summaries.stream().map(ReplicationView::variant).toList());
    }

    private static Map<String, Object> variant(ReplicationSummary summary) {
        Stream<ReplicationRow> rows = Stream.concat(
                ReplicationRow.assertions(summary, CONFIDENCE).stream(),
                ReplicationRow.metrics(summary, CONFIDENCE).stream());
        return PageJson.object(
                "name",
                summary.name(),
                "rows",
                rows.map(row -> row(summary, row)).toList());
    }

    private static Map<String, Object> row(ReplicationSummary summary, ReplicationRow row) {
        boolean asserted = row.estimate() != null;
        return PageJson.object(
                "name", row.name(),
                "bound", asserted ? VerdictWording.bound(row.estimate().combined()) : "",
                "mean", row.interval(summary.size() == 1),
                "low", row.text(row.low()),
                "high", row.text(row.high()),
                "met", asserted ? row.estimate().metCount() : null,
                "verdict", asserted ? row.outcome(summary) : "");
    }
}
