package dev.brownout.reality.product;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A figure of a trial: its prediction and two measurements, as a line of a table. Its cells are the product, its
 * version, the trial, the fault, the figure, the predicted mean, minimum and maximum, both measurements, the goal, the
 * verdict, whether the prediction was made without knowledge of a measurement, and whether the trial is held out.
 *
 * @param predicted mean of the simulated runs
 * @param low smallest value of the simulated runs
 * @param high largest value of the simulated runs
 * @param goal largest error of the prediction against the mean of the measurements
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
        boolean heldOut) {
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

    static TrialRow of(
            MeasuredProduct product,
            String version,
            ProductTrial trial,
            Figure figure,
            List<Double> predicted,
            List<Double> measured) {
        double first = measured.get(0);
        double second = measured.get(1);
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
                trial.heldOut(product));
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
                        heldOut ? "yes" : "no")
                .collect(Collectors.joining(SEPARATOR));
    }

    /** Returns the row of a line, without its verdict, which is computed. */
    static TrialRow of(String line) {
        String[] cells = line.split(SEPARATOR, -1);
        return new TrialRow(
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                cells[4],
                Double.parseDouble(cells[5]),
                Double.parseDouble(cells[6]),
                Double.parseDouble(cells[7]),
                Double.parseDouble(cells[8]),
                Double.parseDouble(cells[9]),
                Double.parseDouble(cells[10]),
                cells[12].equals("yes"),
                cells[13].equals("yes"));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "NaN" : String.format(Locale.ROOT, "%.6g", value);
    }
}
