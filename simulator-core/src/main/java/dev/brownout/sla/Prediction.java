package dev.brownout.sla;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;

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
@Doc("A number foretold, with the error allowed: a metric, ~, the number, +/-, a percentage. It never fails a run.")
@Example("""
        predict:
          all users: availability ~ 97.5% +/- 1%
          busy: web.utilization ~ 45% +/- 5% before outage
        """)
public record Prediction(Metric metric, Quantity predicted, double tolerance, Window window, String text) {}
