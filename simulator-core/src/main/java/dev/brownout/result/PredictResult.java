package dev.brownout.result;

/**
 * A predicted number and its measurement.
 *
 * @param expression the relation as written
 * @param metric its left side
 * @param predicted the predicted number, in {@code unit}
 * @param measured the measured number; {@code NaN} for no data
 * @param tolerance allowed error as a share of the predicted value
 * @param error (measured - predicted) / predicted; {@code NaN} for no data
 * @param unit {@code ns}, {@code ratio}, {@code 1}, {@code 1/s}, {@code B}
 * @param within true if the error is within the tolerance
 */
public record PredictResult(
        String expression,
        String metric,
        double predicted,
        double measured,
        double tolerance,
        double error,
        String unit,
        boolean within) {}
