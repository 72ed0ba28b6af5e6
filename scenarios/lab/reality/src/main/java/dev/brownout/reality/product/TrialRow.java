package dev.brownout.reality.product;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A figure of a trial: its prediction and two measurements, as a line of a table. Its cells are the product, its
 * version, the trial, the fault, the figure, the predicted mean, minimum and maximum, both measurements, the goal, the
 * verdict, whether the prediction was made without knowledge of a measurement, whether the trial is held out, and the
 * share of processor time that the host withheld during a measurement, in percent.
 *
 * @param predicted mean of the simulated runs
 * @param low smallest value of the simulated runs
 * @param high largest value of the simulated runs
 * @param goal largest error of the prediction against the mean of the measurements
 * @param stolen stolen share of the processor time of the machine, from 0 to 1, the larger one of both measurements
 */
record TrialRow(
        String product,
        String version,
        String trial,
        String fault,
        String figure,
        double predicted,
        double low,
        double high,
        double first,
        double second,
        double goal,
        boolean blind,
        boolean heldOut,
        double stolen) {
    private static final String SEPARATOR = "\t";
    /** Result of the comparison of a prediction with two measurements. */
    enum Verdict {
        /** The prediction is within the goal of the mean of the measurements. */
        MET,
        /** The prediction is not within the goal. */
        VIOLATED,
        /** The measurements are further apart than the goal, so that they cannot decide. */
        TOO_NOISY;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * Returns the row of a figure.
     *
     * @param measured one measurement, which counts for both, or two
     */
    static TrialRow of(
            MeasuredProduct product,
            String version,
            ProductTrial trial,
            Figure figure,
            List<Double> predicted,
            List<Double> measured,
            double stolen) {
        double first = measured.get(0);
        double second = measured.get(measured.size() - 1);
        return new TrialRow(
                product.name(),
                version,
                trial.name(),
                trial.fault(),
                figure.title(),
                predicted.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                predicted.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                predicted.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
                first,
                second,
                Math.max(figure.absolute(), figure.relative() * Math.abs((first + second) / 2)),
                trial.blind(),
                trial.heldOut(product),
                stolen);
    }

    /** Returns the verdict. A value that does not exist is never met. */
    Verdict verdict() {
        if (Double.isNaN(first) != Double.isNaN(second) || Math.abs(first - second) > goal) {
            return Verdict.TOO_NOISY;
        }
        return Math.abs(predicted - (first + second) / 2) <= goal ? Verdict.MET : Verdict.VIOLATED;
    }

    /** Returns the row as a line of the table. */
    String line() {
        return Stream.of(
                        product,
                        version,
                        trial,
                        fault,
                        figure,
                        number(predicted),
                        number(low),
                        number(high),
                        number(first),
                        number(second),
                        number(goal),
                        verdict().words(),
                        blind ? "yes" : "no",
                        heldOut ? "yes" : "no",
                        Long.toString(Math.round(stolen * 100)))
                .collect(Collectors.joining(SEPARATOR));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "NaN" : String.format(Locale.ROOT, "%.6g", value);
    }
}
