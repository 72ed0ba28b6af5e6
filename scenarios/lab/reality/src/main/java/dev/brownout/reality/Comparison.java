package dev.brownout.reality;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Comparison of one metric of one trial.
 *
 * @param predicted predicted values, one per simulated run
 * @param measured measured values, one per repetition
 */
record Comparison(SiteTrial trial, ComparedMetric figure, List<Double> predicted, List<Double> measured) {

    /** Result of the comparison of prediction and measurement. */
    enum Verdict {
        /** The prediction is within the maximum error of the measurement. */
        MET,
        /** The prediction is not within the maximum error of the measurement. */
        VIOLATED,
        /** The measurements differ by more than the maximum error, so this host cannot decide. */
        TOO_NOISY;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static List<Comparison> of(SiteTrial trial, List<Figures> predicted, List<Figures> measured) {
        return ComparedMetric.of(trial).stream()
                .map(figure -> new Comparison(
                        trial,
                        figure,
                        predicted.stream().map(run -> run.of(figure)).toList(),
                        measured.stream().map(run -> run.of(figure)).toList()))
                .toList();
    }

    Verdict verdict() {
        double spread = Math.abs(figure.error(max(measured), min(measured)));
        if (hasSomeMissing(measured)
                || hasSomeMissing(predicted)
                || spread > figure.goal()
                || Double.isNaN(spread) != Double.isNaN(mean(measured))) {
            return Verdict.TOO_NOISY;
        }
        if (Double.isNaN(mean(predicted)) && Double.isNaN(mean(measured))) {
            return Verdict.MET;
        }
        return Math.abs(error()) <= figure.goal() ? Verdict.MET : Verdict.VIOLATED;
    }

    /** Returns a row of a Markdown table. */
    String row() {
        return "| " + trial.name() + " | " + figure.title() + " | " + figure.text(mean(predicted)) + " | "
                + figure.text(min(predicted)) + " to " + figure.text(max(predicted)) + " | "
                + measured.stream().map(figure::text).collect(Collectors.joining(", ")) + " | "
                + (Double.isNaN(error()) ? "" : figure.errorText(error())) + " | "
                + verdict().words() + " |";
    }

    /** Returns whether some repetitions have a value and others have none. */
    private static boolean hasSomeMissing(List<Double> values) {
        long without = values.stream().filter(value -> value.isNaN()).count();
        return without > 0 && without < values.size();
    }

    private double error() {
        return figure.error(mean(predicted), mean(measured));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    private static double min(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    private static double max(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }
}
