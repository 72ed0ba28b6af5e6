package dev.brownout.sla;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import java.math.BigDecimal;

/**
 * A number foretold: {@code availability ~ 97.5% +/- 1%}.
 *
 * @param metric what is foretold
 * @param predicted the number
 * @param tolerance allowed error, as a share of the predicted value
 * @param window where it is measured
 * @param text as written
 */
@Kind("prediction")
@Doc("A number foretold, with the error allowed: " + Prediction.FORM + ". Under predict it never fails a run.")
@Example("""
        predict:
          all users: availability ~ 97.5% +/- 1%
          busy: web.utilization ~ 45% +/- 5% before outage
        """)
public record Prediction(Metric metric, Quantity predicted, double tolerance, Window window, String text) {
    /** How a number is foretold, in words. */
    static final String FORM = "a metric, ~, the number, +/-, a percentage of it";

    /** The error of a measured number as a share of the predicted one; absolute where that is 0. */
    public static double error(double measured, double predicted) {
        return predicted == 0 ? measured : (measured - predicted) / predicted;
    }

    /**
     * Whether a measured number is as predicted, up to a share of it; never for {@code NaN}. A number at the very edge
     * is within it: the comparison is of decimal numbers as people write them.
     */
    public static boolean within(double measured, double predicted, double tolerance) {
        return Double.isFinite(measured) && room(measured, predicted, tolerance).signum() >= 0;
    }

    /**
     * How far a measured number is from the edge of what is allowed, as a share of the predicted number, or absolute
     * where that is 0; negative beyond the edge, {@code NaN} for {@code NaN}.
     */
    static double margin(double measured, double predicted, double tolerance) {
        if (!Double.isFinite(measured)) {
            return tolerance - StrictMath.abs(error(measured, predicted));
        }
        double scale = predicted == 0 ? 1 : StrictMath.abs(predicted);
        return room(measured, predicted, tolerance).doubleValue() / scale;
    }

    /** The allowed difference less the difference: exact, of the shortest decimals that stand for the numbers. */
    private static BigDecimal room(double measured, double predicted, double tolerance) {
        BigDecimal middle = BigDecimal.valueOf(predicted);
        BigDecimal scale = middle.signum() == 0 ? BigDecimal.ONE : middle.abs();
        BigDecimal apart = BigDecimal.valueOf(measured).subtract(middle).abs();
        return BigDecimal.valueOf(tolerance).multiply(scale).subtract(apart);
    }
}
