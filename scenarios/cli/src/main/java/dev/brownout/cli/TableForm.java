package dev.brownout.cli;

import dev.brownout.cli.screen.Screen;
import dev.brownout.export.Dataset;
import dev.brownout.export.Markdown;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.ExperimentReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** The forms of what an experiment found on standard output. */
enum TableForm {
    /** For people. */
    text,
    /** For programs. */
    json,
    /** For spreadsheets. */
    csv,
    /** A comment on a change, or the summary of a build. */
    markdown;

    /**
     * Prints the finding in this form: what people read as text, what programs read as bytes.
     *
     * @param page what a page with some pictures says
     */
    void print(Screen out, List<String> lines, Dataset data, Function<List<Picture>, ExperimentReport> page) {
        switch (this) {
            case text -> lines.forEach(out::printlnColored);
            case json -> out.writeBytes(data.json());
            case csv -> out.writeBytes(data.csv());
            case markdown ->
                out.writeBytes(Markdown.write(page.apply(List.of())).getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }
}
