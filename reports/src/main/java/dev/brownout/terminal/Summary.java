package dev.brownout.terminal;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.RunResult;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Page;
import dev.brownout.summary.Part;
import dev.brownout.summary.ScenarioAnswer;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.List;

/** Renders the summary of a result as text: the verdict, the events, the metrics, the lesson and the files written. */
public final class Summary {

    private final RunResult result;
    private final Options options;
    private final AnsiStyle ink;
    private final StringBuilder text = new StringBuilder();

    private Summary(RunResult result, Options options) {
        this.result = result;
        this.options = options;
        this.ink = new AnsiStyle(options.color());
    }

    /** Renders the summary. No line is longer than the width of the options. */
    public static String render(RunResult result, Options options) {
        return render(result, Page.of(result), options);
    }

    /** Renders the summary with the parts of a page. */
    public static String render(RunResult result, Page page, Options options) {
        return new Summary(result, options).render(page);
    }

    /** Renders only the verdicts of the assertions. */
    public static String verdicts(RunResult result, Options options) {
        Summary summary = new Summary(result, options);
        summary.verdict();
        return summary.text.toString();
    }

    /** Renders the latency breakdown of requests, and single traced requests; empty if the run recorded none. */
    public static String followed(RunResult result, Options options) {
        Summary summary = new Summary(result, options);
        Page.followed(result).forEach(summary::part);
        return summary.text.toString();
    }

    /** Renders lines of text under a heading, after a blank line; empty if there are no lines. */
    public static String section(String heading, List<String> lines, Options options) {
        Summary summary = new Summary(null, options);
        summary.section(heading, lines);
        return summary.text.toString();
    }

    private String render(Page page) {
        head();
        if (options.hideMeasured()) {
            Page.questions(result).forEach(this::part);
            return text.toString();
        }
        lines(page.ended()).forEach(line -> text.append(line).append('\n'));
        verdict();
        page.parts().forEach(this::part);
        tail();
        return text.toString();
    }

    private void part(Part part) {
        section(SentenceTranslation.text(part.heading()), lines(part));
    }

    private List<String> lines(Part part) {
        return TerminalPartWriter.lines(part.in(OutputFormat.TERMINAL), options.width(), ink);
    }

    private void head() {
        DisplayWidth.wrap(result.scenario(), options.width())
                .forEach(line -> text.append(ink.heading(line)).append('\n'));
        if (!result.question().isBlank()) {
            DisplayWidth.wrap(result.question(), options.width())
                    .forEach(line -> text.append(line).append('\n'));
        }
        if (!options.hideMeasured()) {
            ScenarioAnswer.lines(result, options.width())
                    .forEach(line -> text.append(line).append('\n'));
        }
    }

    private void section(String heading, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        text.append('\n');
        DisplayWidth.wrap(heading, options.width())
                .forEach(line -> text.append(ink.heading(line)).append('\n'));
        lines.forEach(this::line);
    }

    /** Adds a line, cut to the width of the terminal. */
    private void line(String line) {
        text.append(DisplayWidth.cut(line, options.width())).append('\n');
    }

    private void verdict() {
        text.append('\n');
        verdictLine();
        new VerdictSection(result, options.width(), ink).lines().forEach(this::line);
    }

    private void verdictLine() {
        verdictLines(result, options.width(), ink)
                .forEach(line -> text.append(line).append('\n'));
    }

    /** Returns the outcome and the counts: {@code PASS 10 assertions met}. Only the outcome is colored. */
    static List<String> verdictLines(RunResult result, int width, AnsiStyle ink) {
        String outcome = VerdictWording.outcomeWord(VerdictWording.outcome(result));
        if (outcome.isEmpty()) {
            return List.of(VerdictWording.counts(result));
        }
        String margin = " ".repeat(DisplayWidth.width(outcome) + 2);
        List<String> lines = new ArrayList<>();
        for (String line : DisplayWidth.wrap(VerdictWording.counts(result), width - margin.length())) {
            String start = lines.isEmpty() ? ink.heading(outcome, OutcomeTone.of(result)) + "  " : margin;
            lines.add(start + line);
        }
        return lines;
    }

    private void tail() {
        long requests = result.simulatedRequests();
        long events = result.simulatedEvents();
        int count = result.variants().size();
        boolean warmup =
                result.variants().stream().anyMatch(variant -> variant.run().warmupNanos() > 0);
        String size = Messages.text(
                "report.size", QuantityFormat.count(requests), QuantityFormat.count(events), count, warmup);
        text.append('\n');
        DisplayWidth.wrap(size, options.width())
                .forEach(line -> text.append(line).append('\n'));
        verdictLine();
        options.written()
                .forEach(
                        path -> text.append(Messages.text("report.wrote", path)).append('\n'));
    }
}
