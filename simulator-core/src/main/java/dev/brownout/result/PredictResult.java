package dev.brownout.result;

/**
 * A number foretold and what came out.
 *
 * @param expression the relation as written
 * @param metric its left side
 * @param predicted the number foretold, in {@code unit}
 * @param measured what came out; {@code NaN} for no data
 * @param tolerance allowed error as a share of the predicted value
 * @param error (measured - predicted) / predicted; {@code NaN} for no data
 * @param unit {@code ns}, {@code ratio}, {@code 1}, {@code 1/s}, {@code B}
 * @param within true when the error is within the tolerance
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
