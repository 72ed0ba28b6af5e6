package dev.brownout.terminal;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Table;
import dev.brownout.summary.VerdictSummary;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Renders the verdicts of assertions: details for a single variant; for several ones a matrix and the notable details.
 */
final class VerdictSection {

    private static final int ABREAST = 7;

    private final RunResult result;
    private final int width;
    private final AnsiStyle ink;

    VerdictSection(RunResult result, int width, AnsiStyle ink) {
        this.result = result;
        this.width = width;
        this.ink = ink;
    }

    List<String> lines() {
        return result.variants().size() == 1 ? details(result.variants().get(0), true) : matrix();
    }

    private List<String> matrix() {
        List<VariantResult> variants = result.variants();
        Table matrix = VerdictSummary.matrix(result).in(OutputFormat.TERMINAL);
        if (matrix.rows().isEmpty()) {
            return legend();
        }
        List<String> lines = new ArrayList<>();
        for (int from = 1; from <= variants.size(); from += ABREAST) {
            lines.addAll(TableLines.lines(
                    matrix.withColumnRange(from, Math.min(from + ABREAST, variants.size() + 1)), width, ink));
        }
        lines.addAll(legend());
        if (matrix.rows().stream()
                .anyMatch(row -> row.cells().stream().anyMatch(cell -> cell.tone() == OutcomeTone.EXPECTED))) {
            lines.add(Messages.text("verdict.legend"));
        }
        lines.add("");
        for (VariantResult variant : variants) {
            List<String> details = details(variant, variants.size() <= 3);
            if (details.size() > 1) {
                lines.add((variants.indexOf(variant) + 1) + " " + variant.name());
                details.forEach(detail -> lines.add("  " + detail));
            }
        }
        return lines;
    }

    private List<String> legend() {
        return TransposedTable.legend(
                result.variants().stream().map(VariantResult::name).toList(), width);
    }

    /**
     * Returns one row per assertion. Assertions that are met without further remarks are omitted unless {@code all} is
     * set.
     */
    private List<String> details(VariantResult variant, boolean all) {
        List<String> lines = new ArrayList<>(TableLines.lines(VerdictSummary.details(variant, all), width - 2, ink));
        for (Map.Entry<String, SlaResult> entry : variant.evaluation().sla().entrySet()) {
            SlaResult sla = entry.getValue();
            if (sla.firstViolatedAtNanos() >= 0 && !sla.asExpected()) {
                lines.add(Messages.text(
                        "verdict.was_first_violated",
                        DisplayWidth.cut(entry.getKey(), width / 2),
                        SimulatedTimeFormat.at(sla.firstViolatedAtNanos())));
            }
        }
        return lines;
    }
}
