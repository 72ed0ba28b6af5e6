package dev.brownout.summary;

import dev.brownout.result.LatencyBreakdown;
import dev.brownout.result.RunResult;
import dev.brownout.summary.Block.Note;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Latency breakdown of the requests of each class, by tier and phase. */
final class LatencyBreakdownSummary {
    private static final String NONE = "-";
    private static final String WHOLE = "in all";
    private static final List<String> PHASES = List.of("network", "waiting", "work", "others", "backoff");

    /** A share of the latency of a class; the whole latency for the row {@code in all}. */
    private record Row(VariantItem<Map<String, LatencyBreakdown>> of, String tier, String phase) {
        Cell mean(String requests) {
            LatencyBreakdown breakdown = of.it().get(requests);
            if (breakdown == null) {
                return Cell.of(NONE);
            }
            if (tier.equals(WHOLE)) {
                return Cell.nanos(breakdown.meanNanos());
            }
            return breakdown.parts().stream()
                    .filter(part ->
                            part.component().equals(tier) && part.phase().equals(phase))
                    .findFirst()
                    .map(part -> Cell.nanos(part.meanNanos()))
                    .orElse(Cell.of(NONE));
        }
    }

    /** Orders users first, then tiers by name; within a tier by phase. */
    private static final Comparator<List<String>> ORDER = Comparator.comparing(
                    (List<String> part) -> part.get(0).equals("users") ? "" : part.get(0))
            .thenComparing(part -> PHASES.indexOf(part.get(1)));

    private LatencyBreakdownSummary() {}

    static Part part(RunResult result) {
        List<Row> rows = new ArrayList<>();
        for (VariantItem<Map<String, LatencyBreakdown>> each :
                VariantItem.named(result, variant -> variant.tracing().breakdown())) {
            rows.add(new Row(each, WHOLE, ""));
            Set<List<String>> parts = new TreeSet<>(ORDER);
            each.it()
                    .values()
                    .forEach(breakdown ->
                            breakdown.parts().forEach(part -> parts.add(List.of(part.component(), part.phase()))));
            parts.forEach(part -> rows.add(new Row(each, part.get(0), part.get(1))));
        }
        Part part = Part.of("Latency breakdown");
        if (rows.isEmpty()) {
            return part;
        }
        return part.with(table(rows))
                .with(Note.of("Successful requests. p50 and p99 are means of the requests near that percentile: half a "
                        + "percent of all requests on either side. The parts of a column add up to it. "
                        + "Others: waiting for work of other requests, or for a missing response."));
    }

    private static Table table(List<Row> rows) {
        return Table.of(rows)
                .text(VariantItem.VARIANT, row -> row.of().ofVariant())
                .column(Column.text("request"), row -> row.of().cell())
                .text(Column.text("tier"), row -> SentenceTranslation.text(row.tier()))
                .text(Column.text("phase"), row -> SentenceTranslation.text(row.phase()))
                .column(Column.number("mean"), row -> row.mean("mean"))
                .column(Column.number("p50"), row -> row.mean("p50"))
                .column(Column.number("p99"), row -> row.mean("p99"))
                .column(Column.number("failed"), row -> row.mean("failed"))
                .table();
    }
}
