package dev.brownout.terminal;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.Sentences;
import dev.brownout.result.RunResult;
import dev.brownout.summary.FailureCauses;
import dev.brownout.summary.HeadlineTable;
import dev.brownout.summary.KeyMoments.KeyMoment;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Page;
import dev.brownout.summary.ScenarioAnswer;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Overview of a run on one screen of a terminal: the question, the bound and the measured value of each assertion in
 * each variant, losses, the metric that affected users over time, the key events, the lesson, and the verdict at the
 * end. The {@link Summary} has the remaining results.
 */
public final class RunOverview {
    /** Number of lines of a screen, less one for the prompt. */
    private static final int LINES = 23;
    /** Maximum number of lines of a chart. */
    private static final int CHART = 7;
    /** Number of lines of a chart if other parts need the room. */
    private static final int SMALL_CHART = 4;

    private static final int WARNINGS = 5;
    private static final int EVENTS = 5;
    private static final int FEW = 2;
    /** Sections after an empty line, those that need it most first: numbers, chart, answer, verdict. */
    private static final List<Integer> GAP_ORDER = List.of(2, 3, 1, 4);

    private static final int GAPS = GAP_ORDER.size();
    private static final double MILLISECONDS_BELOW = 0.1;
    private static final String GAP = "  ";

    private final RunResult result;
    private final Options options;
    private final AnsiStyle ink;
    private final int width;
    private final boolean single;
    private final Optional<Sparkline> sparks;
    /** Number of lines that are still free. */
    private int capacity;

    /** Number of empty lines between the sections. */
    private int gaps;

    private RunOverview(RunResult result, Options options) {
        this.result = result;
        this.options = options;
        this.width = options.width();
        this.ink = new AnsiStyle(options.color());
        this.single = result.variants().size() == 1;
        this.sparks = Sparkline.of(result);
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
        return String.join("\n", Summary.verdictLines(result, options.width(), new AnsiStyle(options.color()))) + "\n";
    }

    /** Returns the lines with as many further metrics as leave room for empty lines between the sections. */
    private List<String> lines(int most) {
        OverviewNumbers numbers = new OverviewNumbers(result, width, ink);
        int further = single ? FEW : numbers.furtherMetrics();
        List<String> best = lines(most, numbers, further);
        int bestGaps = gaps;
        while (further > FEW && bestGaps < GAPS) {
            further--;
            List<String> lines = lines(most, numbers, further);
            if (gaps > bestGaps) {
                best = lines;
                bestGaps = gaps;
            }
        }
        return best;
    }

    private List<String> lines(int most, OverviewNumbers numbers, int further) {
        int label = single ? numbers.labelWidth(sparks.map(Sparkline::name).orElse("")) : 0;
        OverviewChart chart = new OverviewChart(result, sparks, width, label);
        TransposedTable.Laid laid = single
                ? new TransposedTable.Laid(numbers.single(label), true, false)
                : numbers.several(further, columns -> chart.sparklineColumn(columns, List.of()));
        List<String> top = head();
        List<String> completed =
                TerminalPartWriter.lines(Page.truncationPart(result).in(OutputFormat.TERMINAL), width, ink);
        List<String> end = end();
        capacity = most - top.size() - completed.size() - laid.lines().size() - end.size();
        top.addAll(fitting(question()));
        top.addAll(completed);
        List<String> answer = fitting(answer());
        List<String> reasons = fitting(bad() ? reason(label, Math.min(WARNINGS, capacity)) : List.of());
        int least = sparks.isEmpty() || laid.isSideBySide() ? 0 : SMALL_CHART;
        List<KeyMoment> events = chart.events(Math.min(FEW, capacity - least));
        int drawn = fitting(drawn(chart, laid, events, SMALL_CHART)).size()
                + fitting(chart.legend(events)).size();
        List<String> causes = fitting(causes(Math.min(capacity, Math.max(1, Math.min(FEW, capacity - FEW)))));
        gaps = Math.min(GAPS, Math.max(0, capacity));
        capacity -= gaps;
        List<String> warnings = fitting(bad() ? List.of() : reason(label, Math.min(WARNINGS, capacity)));
        List<String> degraded = fitting(numbers.degraded());
        List<String> lesson = fitting(lesson(Math.min(FEW, capacity)));
        capacity += drawn;
        List<KeyMoment> shown = capacity > drawn ? chart.events(Math.min(EVENTS, capacity - drawn + FEW)) : events;
        List<String> legend = fitting(chart.legend(shown));
        List<String> body = new ArrayList<>(fitting(drawn(chart, laid, shown, CHART)));
        body.addAll(legend);
        body.addAll(warnings);
        body.addAll(lesson);
        List<String> values = new ArrayList<>(
                laid.isSideBySide()
                        ? numbers.several(further, columns -> chart.sparklineColumn(columns, shown))
                                .lines()
                        : laid.lines());
        values.addAll(causes);
        values.addAll(degraded);
        values.addAll(reasons);
        return join(List.of(top, answer, values, body, end));
    }

    /** Returns the lines if the room suffices for all of them, and reduces the room. */
    private List<String> fitting(List<String> lines) {
        if (lines.size() > capacity) {
            return List.of();
        }
        capacity -= lines.size();
        return lines;
    }

    private boolean bad() {
        return OutcomeTone.of(result) == OutcomeTone.BAD;
    }

    private List<String> drawn(OverviewChart chart, TransposedTable.Laid laid, List<KeyMoment> events, int most) {
        return laid.isSideBySide() ? List.of() : chart.lines(events, Math.min(most, capacity));
    }

    /** Joins the sections, with an empty line between them as far as these suffice. */
    private List<String> join(List<List<String>> sections) {
        List<List<String>> some =
                sections.stream().filter(section -> !section.isEmpty()).toList();
        List<String> all = new ArrayList<>();
        for (List<String> section : some) {
            int before = GAP_ORDER.indexOf(sections.indexOf(section));
            all.addAll(all.isEmpty() || before >= gaps ? List.of() : List.of(""));
            all.addAll(section);
        }
        all.replaceAll(line -> DisplayWidth.cut(line, width));
        return all;
    }

    /** Returns the answer to the question, indented. */
    private List<String> answer() {
        return ScenarioAnswer.lines(result, width - GAP.length()).stream()
                .map(line -> GAP + line)
                .toList();
    }

    /** Returns the name and the title, with the size of the simulation if it fits on the same line. */
    private List<String> head() {
        String title = (result.name().isBlank() ? "" : result.name() + GAP) + result.scenario();
        List<String> lines = new ArrayList<>();
        if (DisplayWidth.width(title) > width) {
            DisplayWidth.wrap(title, width).forEach(line -> lines.add(ink.heading(line)));
            return lines;
        }
        String size = Messages.text("report.requests", QuantityFormat.count(result.simulatedRequests()));
        String time = wallTime(options.wallSeconds());
        int gap = width - DisplayWidth.width(title) - DisplayWidth.width(size + time);
        lines.add(ink.heading(title) + (gap > 1 ? " ".repeat(gap) + ink.faint(size + time) : ""));
        return lines;
    }

    private static String wallTime(double seconds) {
        if (Double.isNaN(seconds)) {
            return "";
        }
        return GAP
                + (seconds < MILLISECONDS_BELOW
                        ? Math.round(seconds * 1000) + " ms"
                        : String.format(Locale.ROOT, "%.1f s", seconds));
    }

    private List<String> question() {
        return result.question().isBlank() ? List.of() : DisplayWidth.wrap(result.question(), width);
    }

    private List<String> causes(int most) {
        if (single) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (String sentence : FailureCauses.sentences(result)) {
            List<String> wrapped = hanging(sentence);
            if (lines.size() + wrapped.size() <= most) {
                lines.addAll(wrapped);
            }
        }
        return lines;
    }

    /**
     * Returns the warnings of the analytical model that fit, and the number of remaining ones. For a single failing run
     * also the command to run next.
     */
    private List<String> reason(int label, int most) {
        boolean next = single && bad() && !options.next().isEmpty() && most > 1;
        int free = next ? most - 1 : most;
        List<String> lines = new ArrayList<>();
        List<String> warnings = HeadlineTable.warnings(result);
        int hidden = warnings.size();
        for (String warning : warnings) {
            List<String> wrapped = single
                    ? labelled(lines.isEmpty() ? Messages.text("report.why") : "", warning, label)
                    : hanging(warning);
            if (lines.size() + wrapped.size() <= (hidden > 1 ? free - 1 : free)) {
                hidden--;
                wrapped.forEach(line -> lines.add(ink.toned(line, OutcomeTone.EXPECTED)));
            }
        }
        if (hidden > 0 && lines.size() < free) {
            lines.add(GAP + ink.faint(Messages.text("report.warnings", hidden, !lines.isEmpty())));
        }
        if (next) {
            lines.addAll(labelled(Messages.text("report.next"), options.next(), label));
        }
        return lines;
    }

    private List<String> labelled(String name, String text, int label) {
        return OverviewNumbers.indented(
                OverviewNumbers.labelled(name, text, label, width - OverviewNumbers.MARGIN.length()));
    }

    /** Returns the leading sentences of the lesson that fit in one line, else the first sentence in a few lines. */
    private List<String> lesson(int most) {
        if (result.lesson().isBlank()) {
            return List.of();
        }
        String first = Sentences.leading(Messages.text("report.lesson", result.lesson()), width - GAP.length());
        List<String> lines = hanging(first);
        return lines.size() <= most ? lines : List.of();
    }

    /** Returns a text in lines with a margin. Lines after the first have a hanging indent. */
    private List<String> hanging(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : DisplayWidth.wrap(text, width - 2 * GAP.length())) {
            lines.add((lines.isEmpty() ? GAP : GAP + GAP) + line);
        }
        return lines;
    }

    /** Returns the verdict, and the options that show more. */
    private List<String> end() {
        List<String> lines = new ArrayList<>(Summary.verdictLines(result, width, ink));
        String more = Messages.text("report.options", !options.written().isEmpty());
        int last = lines.size() - 1;
        int gap = width - DisplayWidth.width(lines.get(last)) - DisplayWidth.width(more);
        if (gap > 1) {
            lines.set(last, lines.get(last) + " ".repeat(gap) + ink.faint(more));
        } else {
            lines.add(ink.faint(more));
        }
        return lines;
    }
}
