package dev.brownout.export;

import static dev.brownout.export.MarkdownWriter.escaped;

import dev.brownout.page.Findings;
import dev.brownout.page.Page;
import dev.brownout.result.RunResult;
import dev.brownout.wording.Verdicts;
import java.util.List;

/** A result as Markdown, for a comment on a change or the summary of a build: verdict first, then the tables. */
public final class Markdown {
    private Markdown() {}

    /** Writes a result. */
    public static String write(RunResult result) {
        return write(result, Page.of(result));
    }

    /** Writes a result with the parts of a page. */
    public static String write(RunResult result, Page page) {
        StringBuilder text = new StringBuilder("## ")
                .append(escaped(result.scenario()))
                .append("\n\n**")
                .append(escaped(Verdicts.sentence(result)))
                .append(".**");
        if (!result.question().isBlank()) {
            text.append(' ').append(escaped(result.question()));
        }
        text.append("\n");
        MarkdownWriter writer = new MarkdownWriter(text);
        writer.part(page.ended());
        writer.part(page.verdict());
        page.parts().forEach(writer::part);
        return text.toString();
    }

    /** Writes what an experiment found. */
    public static String write(Findings findings) {
        StringBuilder text =
                new StringBuilder("## ").append(escaped(findings.title())).append('\n');
        List<String> sentences = findings.sentences();
        for (int i = 0; i < sentences.size(); i++) {
            String strong = i == 0 ? "**" : "";
            text.append('\n')
                    .append(strong)
                    .append(escaped(sentences.get(i)))
                    .append(strong)
                    .append('\n');
        }
        MarkdownWriter writer = new MarkdownWriter(text);
        findings.parts().forEach(writer::part);
        return text.append("\n    ").append(findings.command()).append('\n').toString();
    }
}
