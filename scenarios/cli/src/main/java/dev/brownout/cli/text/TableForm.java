package dev.brownout.cli.text;

import dev.brownout.cli.screen.SanitizedPrintStream;
import dev.brownout.export.Dataset;
import dev.brownout.export.Markdown;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.ExperimentReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Output format of the results of an experiment on standard output. */
public enum TableForm {
    /** Text for a terminal. */
    text,
    /** JSON for programs. */
    json,
    /** CSV for spreadsheets. */
    csv,
    /** Markdown for a comment on a change or the summary of a build. */
    markdown;

    /**
     * Prints the results in this format: text as sanitized lines, machine-readable formats as bytes.
     *
     * @param lines lines of the text format
     * @param data data of the JSON and CSV formats
     * @param report function that creates the report with the given pictures, for the Markdown format
     */
    public void print(
            SanitizedPrintStream out,
            List<String> lines,
            Dataset data,
            Function<List<Picture>, ExperimentReport> report) {
        switch (this) {
            case text -> lines.forEach(out::printlnColored);
            case json -> out.writeBytes(data.json());
            case csv -> out.writeBytes(data.csv());
            case markdown ->
                out.writeBytes(Markdown.write(report.apply(List.of())).getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }
}
