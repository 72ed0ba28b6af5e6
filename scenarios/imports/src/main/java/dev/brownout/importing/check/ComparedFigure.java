package dev.brownout.importing.check;

import dev.brownout.format.MetricUnit;
import dev.brownout.format.QuantityFormat;
import dev.brownout.result.PredictResult;
import java.util.List;
import java.util.Locale;

/**
 * Figure of the source of an import beside the same figure of the runs of the scenario.
 *
 * @param name name of the prediction in the scenario
 * @param prediction prediction with the value of the source and its tolerance
 * @param run mean over the runs; NaN if a run has no value
 * @param standardError standard error of {@code run}
 */
record ComparedFigure(String name, PredictResult prediction, double run, double standardError) {
    /** Number of standard errors that a difference may be due to chance. */
    private static final double CHANCE = 2.6;

    private static final String AVAILABILITY = "availability";

    /** Compares a prediction with its values in several runs. */
    static ComparedFigure of(String name, List<PredictResult> runs) {
        double sum = 0;
        for (PredictResult run : runs) {
            sum += run.measured();
        }
        double mean = sum / runs.size();
        double squares = 0;
        for (PredictResult run : runs) {
            squares += (run.measured() - mean) * (run.measured() - mean);
        }
        double error = Math.sqrt(squares / Math.max(1, runs.size() - 1) / runs.size());
        return new ComparedFigure(name, runs.get(0), mean, error);
    }

    /**
     * Returns the difference beyond the tolerance and chance, as a share of the read value; at most 0 if they agree.
     */
    double excess() {
        if (!Double.isFinite(run)) {
            return Double.POSITIVE_INFINITY;
        }
        double allowed = prediction.tolerance() * scale() + CHANCE * standardError;
        return (Math.abs(run - prediction.predicted()) - allowed) / scale();
    }

    private double scale() {
        return prediction.predicted() == 0 ? 1 : Math.abs(prediction.predicted());
    }

    boolean agrees() {
        return excess() <= 0;
    }

    String read() {
        return text(prediction.predicted());
    }

    String simulated() {
        return text(run);
    }

    private String text(double value) {
        return Double.isFinite(value)
                ? QuantityFormat.format(value, MetricUnit.displayUnit(prediction.metric(), prediction.unit()))
                : "no data";
    }

    /** Returns the difference and its statistical error: percentage points for an availability. */
    String difference() {
        if (!Double.isFinite(run)) {
            return "no data";
        }
        double difference = run - prediction.predicted();
        if (prediction.metric().endsWith(AVAILABILITY)) {
            return points(difference) + " ± " + points(standardError).substring(1) + " points";
        }
        return QuantityFormat.signedPercent(difference / scale()) + " ± "
                + QuantityFormat.percent(standardError / scale());
    }

    private static String points(double ratio) {
        return String.format(Locale.ROOT, "%+.2f", ratio * 100);
    }
}
