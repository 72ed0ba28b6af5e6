package dev.brownout.page;

/**
 * Outputs of a run.
 *
 * @param resultJson the result, as the command writes it to {@code result.json}
 * @param reportHtml the report
 * @param screen the overview that the command prints
 * @param verdict {@code PASS} or {@code FAIL}; empty for a complete run without assertions
 * @param exitCode the exit code of the command
 * @param seconds duration on the wall clock, in seconds
 * @param view the results as JSON for a page that draws them itself
 */
public record RunOutput(
        String resultJson,
        String reportHtml,
        String screen,
        String verdict,
        int exitCode,
        double seconds,
        String view) {}
