package dev.brownout.sla;

import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;

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

    /** Whether a measured number is as predicted, up to a share of it; never for {@code NaN}. */
    public static boolean within(double measured, double predicted, double tolerance) {
        return StrictMath.abs(error(measured, predicted)) <= tolerance;
    }
}
