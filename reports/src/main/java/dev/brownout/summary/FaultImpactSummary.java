package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.HTML;
import static dev.brownout.summary.OutputFormat.MARKDOWN;

import dev.brownout.format.PercentileCells;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.FaultPhases.Phase;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Impact of each fault: metrics of the requests before, during and after it, and of the most affected tier. */
final class FaultImpactSummary {
    private static final String ALL = "all";
    /** Maximum number of faults shown per variant, the most severe ones. */
    private static final int FAULTS = 4;

    private static final String NOTE = "Before: from the warm-up or the previous start or end of a fault. After: to the"
            + " next start or end of a fault, or to the end of the run.";

    private static final String UP_TO = "≤ ";
    private static final String ROUGHLY = "≤: upper bound of a histogram bucket, 25 % wide.";

    private FaultImpactSummary() {}

    private record Row(
            VariantResult variant,
            String number,
            FaultPhases phases,
            String of,
            String what,
            PhaseImpact impact,
            Set<OutputFormat> forms) {
        Cell fault() {
            String when = SimulatedTimeFormat.at(phases.during().fromNanos())
                    + Messages.text("chart.to")
                    + SimulatedTimeFormat.at(phases.during().toNanos());
            return Cell.of(phases.name() + ", " + when).withBrief(number + phases.name());
        }

        /** Returns a row about another measurement of the same fault. */
        Row of(String owner, String measure, PhaseImpact value, OutputFormat... formats) {
            return new Row(variant, number, phases, owner, measure, value, OutputFormat.some(formats));
        }

        boolean isKnown() {
            return Stream.of(phases.before(), phases.during(), phases.after())
                    .anyMatch(phase ->
                            !Double.valueOf(Double.NaN).equals(impact.of(phase).value()));
        }
    }

    /** Measurement of one phase of the run. */
    private interface PhaseImpact {
        Cell of(Phase phase);
    }

    static Part part(RunResult result) {
        List<Row> rows = new ArrayList<>();
        for (VariantResult variant : result.variants()) {
            List<FaultPhases> faults = new ArrayList<>(FaultPhases.of(variant));
            faults.sort(Comparator.comparingDouble(fault -> fault.during().availability(ALL)));
            List<FaultPhases> worst = new ArrayList<>(faults.subList(0, Math.min(FAULTS, faults.size())));
            worst.sort(Comparator.comparingLong(fault -> fault.during().fromNanos()));
            worst.forEach(fault -> rows.addAll(rows(result, variant, fault)));
        }
        rows.removeIf(row -> !row.isKnown());
        Part part = Part.of("Before, during and after each fault");
        if (rows.isEmpty()) {
            return part;
        }
        Table table = table(rows);
        boolean roughly = table.rows().stream()
                .flatMap(row -> row.cells().stream())
                .anyMatch(cell -> cell.text().startsWith(UP_TO));
        return part.with(table)
                .with(Note.of(
                        SentenceTranslation.text(NOTE) + (roughly ? " " + SentenceTranslation.text(ROUGHLY) : "")));
    }

    private static Table table(List<Row> rows) {
        return Table.of(rows, Row::forms)
                .text(VariantItem.VARIANT, row -> row.variant().name())
                .column(Column.text("fault"), Row::fault)
                .text(Column.text("of"), Row::of)
                .text(Column.text("what"), row -> SentenceTranslation.text(row.what()))
                .column(
                        Column.number("before"),
                        row -> row.impact().of(row.phases().before()))
                .column(
                        Column.number("during"),
                        row -> row.impact().of(row.phases().during()))
                .column(
                        Column.number("after"),
                        row -> row.impact().of(row.phases().after()))
                .table();
    }

    private static List<Row> rows(RunResult result, VariantResult variant, FaultPhases fault) {
        Row any = new Row(
                variant, VariantItem.number(result, variant), fault, "", "", phase -> null, OutputFormat.some());
        List<Row> rows = new ArrayList<>();
        for (String request : variant.requests().keySet()) {
            if (!request.equals(ALL)) {
                rows.add(any.of(request, "available", phase -> cell(phase.availability(request), "ratio")));
                rows.add(any.of(request, "p50", phase -> percentile(phase, request, 0.5), HTML));
                rows.add(any.of(request, "p99", phase -> percentile(phase, request, 0.99)));
                rows.add(any.of(request, "offered", phase -> cell(phase.offeredLoad(request), "1/s"), HTML, MARKDOWN));
            }
        }
        fault.tier().ifPresent(tier -> {
            rows.add(any.of(tier, "failed calls", phase -> cell(phase.failed(tier), "1/s"), HTML, MARKDOWN));
            rows.add(any.of(tier, "utilization", phase -> cell(phase.utilization(tier), "ratio")));
        });
        return rows;
    }

    private static Cell cell(double value, String unit) {
        return Cell.of(value, Double.isNaN(value) ? PercentileCells.NONE : QuantityFormat.format(value, unit));
    }

    private static Cell percentile(Phase phase, String request, double quantile) {
        FaultPhases.PhasePercentile value = phase.percentile(request, quantile);
        String text = value.exact() || Double.isNaN(value.nanos())
                ? QuantityFormat.nanos(value.nanos())
                : UP_TO + QuantityFormat.nanos(value.nanos());
        return Cell.of(value.nanos(), Double.isNaN(value.nanos()) ? PercentileCells.NONE : text);
    }
}
