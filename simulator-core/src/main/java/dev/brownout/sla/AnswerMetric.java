package dev.brownout.sla;

/**
 * Metric in the answer of a scenario: {@code page.p99 before outage}.
 *
 * @param path path of the metric in the file, for messages; unique within the answer
 * @param metric measured metric
 * @param window window of the measurement; never {@link Window.Every}
 * @param text metric and window as written
 * @param compared whether the answer quotes the metric of other variants only; this variant may lack it
 */
public record AnswerMetric(String path, Metric metric, Window window, String text, boolean compared) {
    /** Returns the metric of a variant for comparison with those that the answer quotes. */
    public AnswerMetric forComparison() {
        return new AnswerMetric(path, metric, window, text, true);
    }
}
