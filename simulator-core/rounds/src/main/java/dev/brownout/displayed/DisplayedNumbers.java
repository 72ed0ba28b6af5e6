package dev.brownout.displayed;

import java.util.List;
import java.util.Map;

/**
 * Outputs of one run that show its numbers.
 *
 * @param overview text of {@code run} for a terminal of 80 columns
 * @param details text of {@code run --details} for a terminal in which no name is cut
 * @param report HTML report
 * @param markdown Markdown summary
 * @param junit JUnit XML
 * @param page parsed data of the workbench page
 */
public record DisplayedNumbers(
        String overview, String details, String report, String markdown, byte[] junit, Map<String, Object> page) {
    /** Columns of a terminal in which no name is cut. */
    public static final int WIDE = 400;

    /**
     * Returns the displayed numbers that differ from the result, one sentence each.
     *
     * @param result the parsed {@code result.json} of the run
     */
    public List<String> wrong(Map<String, Object> result) {
        ResultValues values = new ResultValues(result);
        PageCheck.check(page, values);
        TerminalCheck.overview(overview, page, values);
        TerminalCheck.details(details, values);
        ReportCheck.check(report, values);
        MarkdownCheck.check(markdown, values);
        JunitCheck.check(junit, values);
        List.of("terminal", "report", "Markdown").forEach(values::expectRequests);
        return List.copyOf(values.wrong());
    }
}
