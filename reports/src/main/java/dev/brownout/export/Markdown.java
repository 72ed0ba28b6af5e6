package dev.brownout.export;

import static dev.brownout.export.MarkdownWriter.escape;

import dev.brownout.format.VerdictWording;
import dev.brownout.result.RunResult;
import dev.brownout.summary.ExperimentReport;
import dev.brownout.summary.Page;
import dev.brownout.summary.Part;
import dev.brownout.summary.ScenarioAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writer of a result as Markdown, for a comment on a pull request or the summary of a build: verdict first, then
 * tables.
 */
public final class Markdown {
    private static final String CUT = "\n... truncated: size limit reached.\n";

    private Markdown() {}

    /** Writes a result. */
    public static String write(RunResult result) {
        return write(result, Page.of(result));
    }

    /** Writes a result with the parts of a page. */
    public static String write(RunResult result, Page page) {
        return within(Long.MAX_VALUE, result, page);
    }

    /**
     * Writes a result with the changes since a baseline below the verdict.
     *
     * @param changes table of the changes; a part without blocks if there is no baseline
     */
    public static String write(RunResult result, Part changes) {
        return within(Long.MAX_VALUE, result, changes);
    }

    /**
     * Writes a result with the changes since a baseline, limited to a number of UTF-8 bytes. Returns the empty text if
     * the limit is too small for the verdict.
     */
    public static String within(long bytes, RunResult result, Part changes) {
        Page page = Page.of(result);
        List<Part> parts = new ArrayList<>(List.of(changes));
        parts.addAll(page.parts());
        return within(bytes, result, new Page(page.ended(), page.verdict(), parts));
    }

    private static String within(long bytes, RunResult result, Page page) {
        StringBuilder text = new StringBuilder("## ")
                .append(escape(result.scenario()))
                .append("\n\n**")
                .append(escape(VerdictWording.sentence(result)))
                .append(".**");
        if (!result.question().isBlank()) {
            text.append(' ').append(escape(result.question()));
        }
        ScenarioAnswer.of(result).ifPresent(answer -> text.append("\n\n> ").append(formatted(answer)));
        text.append("\n");
        List<Part> parts = new ArrayList<>(List.of(page.ended(), page.verdict()));
        parts.addAll(page.parts());
        long left = bytes - size(text) - size(CUT);
        for (Part part : left < 0 ? List.<Part>of() : parts) {
            StringBuilder more = new StringBuilder();
            new MarkdownWriter(more).part(part);
            left -= size(more);
            if (left < 0) {
                break;
            }
            text.append(more);
        }
        return left >= 0 ? text.toString() : size(text) + size(CUT) > bytes ? "" : text + CUT;
    }

    /** Returns an answer with its numbers in bold. */
    private static String formatted(ScenarioAnswer answer) {
        return answer.spans().stream()
                .map(span -> span.number() ? "**" + escape(span.text()) + "**" : escape(span.text()))
                .collect(Collectors.joining());
    }

    private static long size(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Writes the report of an experiment. */
    public static String write(ExperimentReport findings) {
        StringBuilder text =
                new StringBuilder("## ").append(escape(findings.title())).append('\n');
        List<String> sentences = findings.sentences();
        for (int i = 0; i < sentences.size(); i++) {
            String strong = i == 0 ? "**" : "";
            text.append('\n')
                    .append(strong)
                    .append(escape(sentences.get(i)))
                    .append(strong)
                    .append('\n');
        }
        MarkdownWriter writer = new MarkdownWriter(text);
        findings.parts().forEach(writer::part);
        return text.append("\n    ").append(findings.command()).append('\n').toString();
    }
}
