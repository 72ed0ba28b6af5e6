package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.HTML;
import static dev.brownout.summary.OutputFormat.MARKDOWN;
import static dev.brownout.summary.OutputFormat.TERMINAL;

import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.Block.Note;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verdicts on the assertions. */
public final class VerdictSummary {
    private static final String NOTHING = "-";
    /** Maximum number of variants with a column each in Markdown. */
    private static final int MOST_COLUMNS = 4;

    private VerdictSummary() {}

    static Part part(RunResult result) {
        boolean turned = result.variants().size() > MOST_COLUMNS;
        Part part = Part.chapter("Verdict")
                .with(matrix(result), HTML)
                .with(turned ? turned(result) : matrix(result), MARKDOWN);
        for (VariantResult variant : result.variants()) {
            if (!variant.run().complete()) {
                part = part.with(Note.failure(variant.name() + early(variant)), HTML);
            }
        }
        return part;
    }

    /** Returns the part about variants that did not reach their end. */
    static Part truncationPart(RunResult result) {
        Part part = Part.of("");
        for (VariantResult variant : result.variants()) {
            if (!variant.run().complete()) {
                String subject = result.variants().size() == 1 ? Messages.text("verdict.the_run") : variant.name();
                String brief = Messages.text(
                        "verdict.early_briefly",
                        variant.name(),
                        SentenceTranslation.marked(variant.run().stopped().why()));
                part = part.with(Note.failure(subject + early(variant)), TERMINAL)
                        .with(Note.failure(brief), MARKDOWN);
            }
        }
        return part;
    }

    /** Returns when and why the first incomplete variant ended; empty if all variants are complete. */
    static String stopped(RunResult result) {
        return result.variants().stream()
                .filter(variant -> !variant.run().complete())
                .findFirst()
                .map(variant -> (result.variants().size() == 1 ? Messages.text("verdict.the_run") : variant.name())
                        + early(variant))
                .orElse("");
    }

    private static String early(VariantResult variant) {
        return Messages.text(
                "verdict.early",
                SimulatedTimeFormat.at(variant.run().stopped().atNanos()),
                SimulatedTimeFormat.at(variant.run().durationNanos()),
                SentenceTranslation.marked(variant.run().stopped().why()));
    }

    /** Returns the transposed table: a row for each variant and a column for each assertion, below its expression. */
    private static Table turned(RunResult result) {
        List<AssertionRow> assertions = AssertionRow.of(result);
        List<Optional<VariantResult>> rows = new ArrayList<>(List.of(Optional.empty()));
        result.variants().forEach(variant -> rows.add(Optional.of(variant)));
        Table.Rows<Optional<VariantResult>> table = Table.of(assertions.isEmpty() ? List.of() : rows)
                .text(
                        Column.text("variant"),
                        row -> row.map(VariantResult::name).orElse(""));
        assertions.forEach(assertion -> table.column(
                Column.text(assertion.name()),
                row -> row.map(variant -> inOneLine(measuredCell(assertion, variant)))
                        .orElse(Cell.of("").above(assertion.expression()))));
        return table.table();
    }

    private static Cell inOneLine(Cell measured) {
        String detail = measured.detail().isEmpty() ? "" : ", " + measured.detail();
        return Cell.of(measured.text() + detail).toned(measured.tone());
    }

    /**
     * Returns a table with a row for each assertion and a column for each variant; without rows if there are no
     * assertions.
     */
    public static Table matrix(RunResult result) {
        Table.Rows<AssertionRow> rows = Table.of(AssertionRow.of(result))
                .column(
                        Column.of(Column.Role.NAME, "assertion"),
                        row -> Cell.of(row.name()).above(row.expression()));
        int number = 0;
        for (VariantResult variant : result.variants()) {
            number++;
            Column column = Column.of(Column.Role.OUTCOME, variant.name()).withBrief(Integer.toString(number));
            rows.column(column.in(TERMINAL, HTML), row -> outcome(row, variant))
                    .column(column.in(MARKDOWN), row -> measuredCell(row, variant));
        }
        return rows.table();
    }

    /** Returns a cell with the verdict above the measurement. */
    private static Cell outcome(AssertionRow assertion, VariantResult variant) {
        return assertion.in(variant).map(VerdictSummary::outcome).orElse(Cell.of(NOTHING));
    }

    private static Cell outcome(SlaResult sla) {
        String distance = VerdictWording.distance(sla);
        String margin = distance.isEmpty() ? "" : ", " + distance;
        return Cell.of(VerdictWording.words(sla))
                .withBrief(VerdictWording.plainText(sla))
                .toned(OutcomeTone.of(sla))
                .above(
                        Double.isNaN(sla.value())
                                ? ""
                                : VerdictWording.measuredValue(sla) + margin + VerdictWording.since(sla));
    }

    /** Returns a cell with the measurement. The verdict is below it, unless the assertion is met as expected. */
    private static Cell measuredCell(AssertionRow assertion, VariantResult variant) {
        return assertion.in(variant).map(VerdictSummary::measuredCell).orElse(Cell.of(""));
    }

    private static Cell measuredCell(SlaResult sla) {
        OutcomeTone tone = OutcomeTone.of(sla);
        if (Double.isNaN(sla.value())) {
            return Cell.of(VerdictWording.words(sla)).toned(tone);
        }
        return Cell.of(VerdictWording.measuredValue(sla))
                .toned(tone)
                .above(tone == OutcomeTone.GOOD ? "" : VerdictWording.words(sla));
    }

    /**
     * Returns a table of the assertions of a variant with their measurements.
     *
     * @param all whether to include assertions that are met as expected
     */
    public static Table details(VariantResult variant, boolean all) {
        List<Map.Entry<String, SlaResult>> assertions = variant.evaluation().sla().entrySet().stream()
                .filter(each -> all || OutcomeTone.of(each.getValue()) != OutcomeTone.GOOD)
                .toList();
        return Table.of(assertions)
                .text(Column.text("assertion"), Map.Entry::getKey)
                .text(Column.text("bound"), each -> VerdictWording.bound(each.getValue()))
                .text(Column.number("measured"), each -> VerdictWording.measuredValue(each.getValue()))
                .text(Column.text("distance").headed(""), each -> VerdictWording.distance(each.getValue()))
                .column(Column.text("verdict"), each -> verdict(each.getValue()))
                .table();
    }

    /** Returns a cell with the verdict in words. */
    private static Cell verdict(SlaResult sla) {
        return Cell.of(VerdictWording.words(sla)).toned(OutcomeTone.of(sla));
    }
}
