package dev.brownout.terminal;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.HeadlineTable;
import dev.brownout.summary.LossSummary;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.Table;
import dev.brownout.summary.VerdictSummary;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The numbers of an overview: the bound and the measured value of each assertion, headline metrics, and losses. One
 * column per variant, or one line per fact for a single variant.
 */
final class OverviewNumbers {
    /** Margin at the start of each line below the title. */
    static final String MARGIN = "  ";

    private static final String GAP = "  ";
    private static final int FEW = 2;
    /** Maximum number of rows. Above it, assertions that are met in all variants are only listed by name. */
    private static final int ROWS = 12;

    /** Number of rows up to which metrics without an assertion are added. */
    private static final int ENOUGH = 7;

    private static final int FACTS = 4;
    private static final int LABEL = 30;
    /** Maximum width of the name of an assertion with its metric. */
    private static final int METRIC_LABEL = 22;

    private static final int MIN_COLUMNS = 20;
    private static final int MAX_COLUMNS = 40;

    private final RunResult result;
    private final int width;
    private final AnsiStyle ink;

    /**
     * Creates the numbers of a result.
     *
     * @param width the width of the lines, with the margin
     */
    OverviewNumbers(RunResult result, int width, AnsiStyle ink) {
        this.result = result;
        this.width = width - MARGIN.length();
        this.ink = ink;
    }

    /**
     * Returns the lines of several variants.
     *
     * @param further number of metrics without an assertion
     * @param sideColumn returns a text beside the variants for a width: two headings, then one line per variant; it is
     *     used if the table has one row per variant
     */
    TransposedTable.Laid several(int further, IntFunction<List<String>> sideColumn) {
        Table matrix = HeadlineTable.matrix(result);
        int asserted = VerdictSummary.matrix(result).rows().size();
        int shown = Math.min(matrix.rows().size(), asserted + further);
        matrix = new Table(matrix.columns(), matrix.rows().subList(0, shown));
        List<String> met = new ArrayList<>();
        if (matrix.rows().size() > ROWS) {
            List<Table.Row> rows = new ArrayList<>(matrix.rows());
            rows.removeIf(row -> {
                boolean plain = row.cells().subList(1, row.cells().size() - 1).stream()
                        .allMatch(cell -> cell.tone() == OutcomeTone.GOOD);
                return plain && met.add(row.cells().get(0).text());
            });
            matrix = new Table(matrix.columns(), rows);
        }
        Table losses = HeadlineTable.losses(result);
        List<String> lossLines = LossSummary.lost(result, !met.isEmpty(), width);
        boolean rows = losses.rows().size() <= lossLines.size();
        TransposedTable.Laid laid = laid(rows ? below(matrix, losses) : matrix, asserted - met.size(), sideColumn);
        if (rows && !laid.whole()) {
            rows = false;
            laid = laid(matrix, asserted - met.size(), sideColumn);
        }
        List<String> lines = new ArrayList<>(laid.lines());
        met(met, lines);
        if (!rows) {
            lossLines.forEach(line -> lines.add(ink.toned(line, OutcomeTone.EXPECTED)));
        }
        unbroken(lines);
        return new TransposedTable.Laid(indented(lines), laid.whole(), laid.isSideBySide());
    }

    /** Returns the greatest useful number of metrics without an assertion. */
    int furtherMetrics() {
        int asserted = VerdictSummary.matrix(result).rows().size();
        return Math.max(FEW, ENOUGH - asserted);
    }

    /** Returns the lines of degraded responses without an assertion. */
    List<String> degraded() {
        return indented(LossSummary.degraded(result, false, width));
    }

    private TransposedTable.Laid laid(Table matrix, int needed, IntFunction<List<String>> sideColumn) {
        return new TransposedTable(matrix, width, ink)
                .laid(needed, MIN_COLUMNS, capacity -> sideColumn.apply(Math.min(capacity, MAX_COLUMNS)));
    }

    private static Table below(Table matrix, Table losses) {
        List<Table.Row> rows = new ArrayList<>(matrix.rows());
        rows.addAll(losses.rows());
        return new Table(matrix.columns(), rows);
    }

    /** Adds the assertions with an expected violation that did not occur. Their measured values alone look correct. */
    private void unbroken(List<String> lines) {
        List<String> texts = new ArrayList<>();
        for (VariantResult variant : result.variants()) {
            variant.evaluation().sla().forEach((name, sla) -> {
                if (sla.breaks() && !sla.asExpected()) {
                    texts.add(OutcomeTone.of(sla).mark() + variant.name() + ": " + name + " "
                            + VerdictWording.words(sla));
                }
            });
        }
        for (String one : texts.subList(0, Math.min(FEW, texts.size()))) {
            DisplayWidth.wrap(one, width).forEach(line -> lines.add(ink.toned(line, OutcomeTone.BAD)));
        }
        if (texts.size() > FEW) {
            lines.add(Messages.text("verdict.more_unbroken", texts.size() - FEW));
        }
    }

    private void met(List<String> names, List<String> lines) {
        if (!names.isEmpty()) {
            String text = Messages.text("verdict.met_names", names.size(), String.join(", ", names));
            lines.addAll(DisplayWidth.wrap(text, width));
        }
    }

    /** Adds the losses that are not in the values above, or all losses if some of those values have no row. */
    private void losses(List<String> lines, boolean all) {
        LossSummary.lost(result, all, width).forEach(line -> lines.add(ink.toned(line, OutcomeTone.EXPECTED)));
    }

    /** Returns the width of the labels of a single variant. */
    int labelWidth(String chart) {
        VariantResult variant = result.variants().get(0);
        int longest = Math.max(DisplayWidth.width(Messages.text("report.assertion_column")), DisplayWidth.width(chart));
        for (Map.Entry<String, SlaResult> entry : variant.evaluation().sla().entrySet()) {
            longest = Math.max(longest, DisplayWidth.width(label(entry)));
        }
        for (String name : HeadlineTable.facts(variant).keySet()) {
            longest = Math.max(longest, DisplayWidth.width(name));
        }
        return Math.min(LABEL, longest);
    }

    /** Returns the lines of a single variant. */
    List<String> single(int label) {
        VariantResult variant = result.variants().get(0);
        boolean all = variant.evaluation().sla().size() <= ROWS;
        List<String> met = new ArrayList<>();
        Map<String, SlaResult> shown = new LinkedHashMap<>();
        variant.evaluation().sla().forEach((name, sla) -> {
            if (all || OutcomeTone.of(sla) != OutcomeTone.GOOD) {
                shown.put(name, sla);
            } else {
                met.add(name);
            }
        });
        List<String> lines = new ArrayList<>(assertions(shown, label));
        met(met, lines);
        if (!lines.isEmpty()) {
            lines.add("");
        }
        Map<String, String> facts = new LinkedHashMap<>(HeadlineTable.facts(variant));
        List<String> names = new ArrayList<>(facts.keySet());
        for (int i = names.size() - 2; facts.size() > FACTS && i >= 0; i--) {
            facts.remove(names.get(i));
        }
        facts.forEach((name, text) -> lines.addAll(labelled(name, text, label, width)));
        losses(lines, !all);
        return indented(lines);
    }

    private List<String> assertions(Map<String, SlaResult> shown, int label) {
        if (shown.isEmpty()) {
            return List.of();
        }
        int bound = DisplayWidth.width(Messages.text("report.bound_column"));
        int measured = DisplayWidth.width(Messages.text("report.measured_column"));
        for (SlaResult sla : shown.values()) {
            bound = Math.max(bound, DisplayWidth.width(VerdictWording.bound(sla)));
            measured = Math.max(measured, DisplayWidth.width(marked(sla)));
        }
        List<String> lines = new ArrayList<>();
        lines.add(DisplayWidth.left(Messages.text("report.assertion_column"), label)
                + GAP
                + DisplayWidth.left(Messages.text("report.bound_column"), bound)
                + GAP
                + Messages.text("report.measured_column"));
        for (Map.Entry<String, SlaResult> entry : shown.entrySet()) {
            SlaResult sla = entry.getValue();
            String value = marked(sla);
            String line = DisplayWidth.left(label(entry), label)
                    + GAP
                    + DisplayWidth.left(VerdictWording.bound(sla), bound)
                    + GAP
                    + ink.toned(value, OutcomeTone.of(sla));
            String note = note(sla);
            if (!note.isEmpty()) {
                line += " ".repeat(measured - DisplayWidth.width(value)) + GAP + note;
            }
            lines.add(DisplayWidth.cut(line.stripTrailing(), width));
        }
        return lines;
    }

    private static String marked(SlaResult sla) {
        return OutcomeTone.of(sla).mark() + VerdictWording.measuredValue(sla);
    }

    /** Returns the name of an assertion, with its metric if there is room: {@code fast (page.p99)}. */
    private static String label(Map.Entry<String, SlaResult> entry) {
        String label = entry.getKey() + " (" + entry.getValue().metric() + ")";
        return DisplayWidth.width(label) <= METRIC_LABEL ? label : entry.getKey();
    }

    /** Returns the distance from the bound, the time of the first violation, and an unusual verdict in words. */
    private static String note(SlaResult sla) {
        List<String> notes = new ArrayList<>();
        boolean usual = !sla.breaks() && sla.verdict() != SlaResult.Verdict.UNDECIDED;
        if (!usual) {
            notes.add(VerdictWording.words(sla));
        }
        if (sla.verdict() != SlaResult.Verdict.NO_DATA
                && !VerdictWording.distance(sla).isEmpty()) {
            notes.add(VerdictWording.distance(sla));
        }
        if (sla.verdict() == SlaResult.Verdict.FAIL && sla.firstViolatedAtNanos() >= 0) {
            notes.add(Messages.text("verdict.first_at", SimulatedTimeFormat.at(sla.firstViolatedAtNanos())));
        }
        return String.join(", ", notes);
    }

    /** Returns a text after a label, in lines with a hanging indent. */
    static List<String> labelled(String name, String text, int label, int width) {
        List<String> lines = new ArrayList<>();
        for (String line : DisplayWidth.wrap(text, width - label - GAP.length())) {
            lines.add(DisplayWidth.left(lines.isEmpty() ? name : "", label) + GAP + line);
        }
        return lines;
    }

    /** Returns the lines with the margin before each that is not empty. */
    static List<String> indented(List<String> lines) {
        return lines.stream().map(line -> line.isEmpty() ? line : MARGIN + line).toList();
    }
}
