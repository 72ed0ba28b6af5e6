package dev.brownout.terminal;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.HeadlineTable;
import dev.brownout.summary.KeyMoments;
import dev.brownout.summary.LossSummary;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Page;
import dev.brownout.summary.ScenarioAnswer;
import dev.brownout.summary.Table;
import dev.brownout.summary.VerdictSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Overview of a run on one screen of a terminal: the measured value of each assertion in each variant, the metric that
 * affected users over time, the key moments, and the verdict at the end. The {@link Summary} has the remaining results.
 */
public final class RunOverview {
    /** Number of lines of a screen, less one for the prompt. */
    private static final int LINES = 23;
    /** Maximum number of sparklines below each other. */
    private static final int SPARKS = 5;

    private static final int FEW = 2;
    /** Maximum number of rows. Above it, assertions that are met in all variants are only listed by name. */
    private static final int ROWS = 12;

    /** Number of rows up to which metrics without an assertion are added. */
    private static final int ENOUGH = 7;

    private static final int WARNINGS = 5;
    private static final int FACTS = 4;
    private static final int LABEL = 34;

    private static final String GAP = "  ";
    private static final int LEAST_BESIDE = 20;
    private static final int MOST_BESIDE = 40;

    private final RunResult result;
    private final AnsiStyle ink;
    private final int width;

    private RunOverview(RunResult result, Options options) {
        this.result = result;
        this.width = options.width();
        this.ink = new AnsiStyle(options.color());
    }

    /**
     * Renders the overview, without file names. No line is longer than the width of the options.
     *
     * @param below the number of lines to reserve below it
     */
    public static String render(RunResult result, Options options, int below) {
        return String.join("\n", new RunOverview(result, options).lines(LINES - below)) + "\n";
    }

    /** Renders only the sentence of the verdict. */
    public static String verdict(RunResult result, Options options) {
        return String.join("\n", new RunOverview(result, options).verdict()) + "\n";
    }

    private List<String> lines(int most) {
        List<String> top = head();
        page(top);
        Optional<Sparkline> sparks = Sparkline.of(result);
        List<String> numbers = new ArrayList<>();
        boolean beside = numbers(numbers, sparks);
        List<String> end = new ArrayList<>(verdict());
        int room = most - top.size() - numbers.size() - end.size();
        List<String> question = result.question().isBlank() ? List.of() : DisplayWidth.wrap(result.question(), width);
        List<String> asked = question.size() <= room ? question : List.of();
        room -= asked.size();
        List<String> answer = ScenarioAnswer.lines(result, width);
        answer = answer.size() <= room ? answer : List.of();
        room -= answer.size();
        List<String> turns = KeyMoments.lines(result, width, Math.max(0, Math.min(FEW, room)));
        room -= turns.size();
        boolean bad = OutcomeTone.of(result) == OutcomeTone.BAD;
        List<String> warnings = new ArrayList<>(bad ? warnings(Math.min(WARNINGS, room)) : List.of());
        room -= warnings.size();
        List<String> blocks = new ArrayList<>();
        if (sparks.isPresent() && !beside && room > 1) {
            blocks.addAll(blocks(sparks.get(), Math.min(SPARKS + 1, room)));
        }
        room -= blocks.size();
        if (!bad) {
            warnings.addAll(warnings(Math.min(WARNINGS, room - 3)));
            room -= warnings.size();
        }
        blocks.addAll(turns);
        blocks.addAll(warnings);
        List<String> all = new ArrayList<>(top);
        all.addAll(asked);
        all.addAll(answer);
        for (List<String> part : List.of(numbers, blocks, end)) {
            if (room > 0 && !part.isEmpty()) {
                all.add("");
                room--;
            }
            all.addAll(part);
        }
        all.replaceAll(line -> DisplayWidth.cut(line, width));
        return all;
    }

    /** Returns the title, with the size of the simulation if it fits on the same line. */
    private List<String> head() {
        List<String> lines = new ArrayList<>();
        DisplayWidth.wrap(result.scenario(), width).forEach(line -> lines.add(ink.heading(line)));
        long requests = result.simulatedRequests();
        int count = result.variants().size();
        boolean warmup = result.variants().stream().anyMatch(variant -> variant.warmupNanos() > 0);
        String size = (count == 1 ? "" : count + " variants, ") + QuantityFormat.count(requests) + " requests"
                + (warmup ? " incl. warm-up" : "");
        int gap = width - DisplayWidth.width(lines.get(0)) - DisplayWidth.width(size);
        if (lines.size() == 1 && gap > 1) {
            lines.set(0, lines.get(0) + " ".repeat(gap) + ink.faint(size));
        }
        return lines;
    }

    /** Adds the variants that did not reach their end. */
    private void page(List<String> lines) {
        lines.addAll(TerminalPartWriter.of(Page.ended(result).in(OutputFormat.TERMINAL), width, ink));
    }

    /** Adds the measured values. Returns whether the sparklines are beside them. */
    private boolean numbers(List<String> lines, Optional<Sparkline> sparks) {
        if (result.variants().size() == 1) {
            single(lines);
            return false;
        }
        Table matrix = HeadlineTable.matrix(result);
        int asserted = VerdictSummary.matrix(result).rows().size();
        int told = Math.min(matrix.rows().size(), asserted + Math.max(FEW, ENOUGH - asserted));
        matrix = new Table(matrix.columns(), matrix.rows().subList(0, told));
        List<String> held = new ArrayList<>();
        if (matrix.rows().size() > ROWS) {
            List<Table.Row> rows = new ArrayList<>(matrix.rows());
            rows.removeIf(row -> {
                boolean plain = row.cells().subList(1, row.cells().size() - 1).stream()
                        .allMatch(cell -> cell.tone() == OutcomeTone.GOOD);
                return plain && held.add(row.cells().get(0).text());
            });
            matrix = new Table(matrix.columns(), rows);
        }
        TransposedTable.Laid laid = new TransposedTable(matrix, width, ink)
                .laid(asserted - held.size(), LEAST_BESIDE, room -> beside(sparks, Math.min(room, MOST_BESIDE)));
        lines.addAll(laid.lines());
        held(held, lines);
        losses(lines, !held.isEmpty());
        unbroken(lines);
        return laid.beside();
    }

    /** Adds the assertions with an expected violation that did not occur. Their measured values alone look correct. */
    private void unbroken(List<String> lines) {
        List<String> told = new ArrayList<>();
        for (VariantResult variant : result.variants()) {
            variant.sla().forEach((name, sla) -> {
                if (sla.breaks() && !sla.asExpected()) {
                    told.add("✗ " + variant.name() + ": " + name + " " + VerdictWording.words(sla));
                }
            });
        }
        for (String one : told.subList(0, Math.min(FEW, told.size()))) {
            DisplayWidth.wrap(one, width).forEach(line -> lines.add(ink.toned(line, OutcomeTone.BAD)));
        }
        if (told.size() > FEW) {
            lines.add("  and " + (told.size() - FEW) + " more met, violation expected");
        }
    }

    private void held(List<String> names, List<String> lines) {
        if (!names.isEmpty()) {
            String told = (names.size() == 1 ? "met: " : names.size() + " more met: ") + String.join(", ", names);
            lines.addAll(DisplayWidth.wrap(told, width));
        }
    }

    private void single(List<String> lines) {
        VariantResult variant = result.variants().get(0);
        boolean all = variant.sla().size() <= ROWS;
        Table details = VerdictSummary.details(variant, all);
        if (!details.rows().isEmpty()) {
            lines.addAll(TableLines.of(details, width, ink));
        }
        if (!all) {
            held(
                    variant.sla().entrySet().stream()
                            .filter(each -> OutcomeTone.of(each.getValue()) == OutcomeTone.GOOD)
                            .map(Map.Entry::getKey)
                            .toList(),
                    lines);
        }
        List<String> facts = new ArrayList<>(HeadlineTable.facts(variant));
        while (facts.size() > FACTS) {
            facts.remove(facts.size() - 2);
        }
        facts.forEach(fact -> lines.addAll(DisplayWidth.wrap(fact, width)));
        losses(lines, !all);
    }

    /** Adds the losses that are not in the values above, or all losses if some of those values have no row. */
    private void losses(List<String> lines, boolean all) {
        LossSummary.lines(result, all, width).forEach(line -> lines.add(ink.toned(line, OutcomeTone.EXPECTED)));
    }

    private static List<String> beside(Optional<Sparkline> sparks, int room) {
        if (sparks.isEmpty()) {
            return List.of();
        }
        Sparkline blocks = sparks.get();
        String name = blocks.name() + ", " + blocks.scale();
        List<String> lines = new ArrayList<>(List.of(DisplayWidth.cut(name, room), blocks.axis(room)));
        for (int i = 0; i < blocks.variants(); i++) {
            lines.add(blocks.line(i, room));
        }
        return lines;
    }

    /**
     * Returns the sparklines below each other, equal ones once. The worst ones are kept if the lines do not suffice.
     */
    private List<String> blocks(Sparkline sparks, int most) {
        List<String> labels = new ArrayList<>();
        List<Integer> shown = sparks.different(width);
        shown = shown.subList(0, Math.min(shown.size(), most - 1));
        boolean single = result.variants().size() == 1;
        for (int number : shown) {
            labels.add(single ? sparks.name() : HeadlineTable.names(sparks.like(number, width), LABEL));
        }
        String head = single ? "" : sparks.name();
        int label = DisplayWidth.width(head);
        for (String one : labels) {
            label = Math.min(LABEL, Math.max(label, DisplayWidth.width(one)));
        }
        int worst = shown.stream()
                .mapToInt(number -> DisplayWidth.width(sparks.worst(number)))
                .reduce(DisplayWidth.width(sparks.scale()), Math::max);
        int blocks = width - label - 2 * GAP.length() - worst;
        List<String> lines = new ArrayList<>();
        String axis = DisplayWidth.left(head, label) + GAP + sparks.axis(blocks);
        if (!single) {
            lines.add(axis + GAP + sparks.scale());
        }
        for (int i = 0; i < shown.size(); i++) {
            lines.add(DisplayWidth.left(labels.get(i), label)
                    + GAP
                    + sparks.line(shown.get(i), blocks)
                    + GAP
                    + sparks.worst(shown.get(i)));
        }
        if (single) {
            lines.add(axis.stripTrailing());
        }
        return lines;
    }

    /** Returns the warnings that fit, and the number of remaining ones. */
    private List<String> warnings(int most) {
        List<String> lines = new ArrayList<>();
        List<String> warnings = HeadlineTable.warnings(result);
        int untold = warnings.size();
        for (String warning : warnings) {
            List<String> wrapped = DisplayWidth.wrap(warning, width - GAP.length());
            if (lines.size() + wrapped.size() <= (untold > 1 ? most - 1 : most)) {
                untold--;
                for (int i = 0; i < wrapped.size(); i++) {
                    lines.add(ink.toned((i == 0 ? "" : GAP) + wrapped.get(i), OutcomeTone.EXPECTED));
                }
            }
        }
        if (untold > 0 && lines.size() < most) {
            lines.add(ink.faint(untold + (untold == 1 ? " warning" : " warnings") + (lines.isEmpty() ? "" : " more")
                    + ": --details"));
        }
        return lines;
    }

    private List<String> verdict() {
        return Summary.verdictLines(result, width, ink);
    }
}
