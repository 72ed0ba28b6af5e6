package dev.brownout.sla;

/**
 * A number foretold: {@code availability ~ 97.5% +/- 1%}.
 *
 * @param metric what is foretold
 * @param predicted the number
 * @param tolerance allowed error, as a share of the predicted value
 * @param window where it is measured
 * @param text as written
 */
public record Prediction(Metric metric, Quantity predicted, double tolerance, Window window, String text) {}
