package dev.brownout.sla;

/**
 * Metric in the answer of a scenario: {@code page.p99 before outage}.
 *
 * @param path path of the metric in the file, for messages; unique within the answer
 * @param metric measured metric
 * @param window window of the measurement; never {@link Window.Every}
 * @param text metric and window as written
 */
public record AnswerMetric(String path, Metric metric, Window window, String text) {}
