package dev.brownout.sla;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import java.math.BigDecimal;

/**
 * Predicted value of a metric: {@code availability ~ 97.5% +/- 1%}.
 *
 * @param metric predicted metric
 * @param predicted predicted value
 * @param tolerance allowed error, as a share of the predicted value
 * @param window window of the measurement
 * @param text prediction as written
 */
@Kind("prediction")
@Doc("A predicted value with its tolerance: " + Prediction.FORM + ". A prediction under predict never fails a run.")
@Example("""
        predict:
          all users: availability ~ 97.5% +/- 1%
          busy: web.utilization ~ 45% +/- 5% before outage
        """)
public record Prediction(Metric metric, Quantity predicted, double tolerance, Window window, String text) {
    /** Syntax of a prediction, in words. */
    static final String FORM = "a metric, ~, the number, +/-, a percentage of it";

    /** Returns the error of a measured value as a share of the predicted one; absolute if the predicted value is 0. */
    public static double error(double measured, double predicted) {
        return predicted == 0 ? measured : (measured - predicted) / predicted;
    }

    /**
     * Returns whether a measured value differs from the predicted one by at most a share of it; never for {@code NaN}.
     * A value exactly at the limit is within it: the numbers are compared as decimals, as written.
     */
    public static boolean isWithin(double measured, double predicted, double tolerance) {
        return Double.isFinite(measured)
                && remainingMargin(measured, predicted, tolerance).signum() >= 0;
    }

    /**
     * Returns the distance of a measured value from the limit of the tolerance, as a share of the predicted value;
     * absolute if that is 0. Negative beyond the limit; {@code NaN} for {@code NaN}.
     */
    static double margin(double measured, double predicted, double tolerance) {
        if (!Double.isFinite(measured)) {
            return tolerance - Math.abs(error(measured, predicted));
        }
        double scale = predicted == 0 ? 1 : Math.abs(predicted);
        return remainingMargin(measured, predicted, tolerance).doubleValue() / scale;
    }

    /**
     * Returns the allowed difference minus the actual one. The result is exact for the shortest decimals of the
     * numbers.
     */
    private static BigDecimal remainingMargin(double measured, double predicted, double tolerance) {
        BigDecimal middle = BigDecimal.valueOf(predicted);
        BigDecimal scale = middle.signum() == 0 ? BigDecimal.ONE : middle.abs();
        BigDecimal difference = BigDecimal.valueOf(measured).subtract(middle).abs();
        return BigDecimal.valueOf(tolerance).multiply(scale).subtract(difference);
    }
}
