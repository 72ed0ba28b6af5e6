package dev.brownout.importing.system;

import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.TookHistogram;
import dev.brownout.importing.fitting.WeightedSample;
import dev.brownout.importing.system.ImportedSystem.MeasuredFigure;
import dev.brownout.importing.system.ImportedSystem.MeasuredPercentile;
import java.util.ArrayList;
import java.util.List;

/**
 * Mean, percentiles and availability of measured requests, with the deviation that a run may have: 10 %, the rounding
 * of the measurement, or the statistical error of a run with as many requests, whichever is largest.
 */
public final class LatencyFigures {
    /** Minimum number of times of a request type with figures. */
    public static final int MIN_TIMES = 100;

    private static final List<Double> PERCENTILES = List.of(0.5, 0.9, 0.99);
    private static final double MIN_TOLERANCE = 0.1;
    private static final double MAX_TOLERANCE = 1;

    /** Quantile of the normal distribution that a run exceeds once in a hundred times. */
    private static final double CHANCE = 2.6;

    /** Minimum number of values beyond a percentile. */
    private static final int MIN_VALUES_BEYOND = 10;

    /** Minimum tolerance of an availability, in absolute terms. */
    private static final double MIN_AVAILABILITY_TOLERANCE = 0.002;

    private static final int AVAILABILITY_DIGITS = 5;

    private LatencyFigures() {}

    /**
     * Returns the mean and the percentiles of response times. A percentile needs ten values beyond it, and a
     * statistical error of less than its value: one that lies between two modes says nothing. The result is empty with
     * fewer than {@link #MIN_TIMES} times.
     *
     * @param request request type
     * @param times response times in microseconds
     * @param resolution resolution of the times, in microseconds
     * @param added time that a run has in addition, in microseconds
     * @param origin description of the measurement; may be empty
     */
    public static List<MeasuredPercentile> figures(
            String request, TookHistogram times, double resolution, double added, String origin) {
        List<MeasuredPercentile> figures = new ArrayList<>();
        if (times.size() < MIN_TIMES) {
            return figures;
        }
        WeightedSample sample = times.sample(resolution, 0);
        double addedNanos = added * 1e3;
        double mean = sample.mean() + addedNanos;
        double error = CHANCE * Math.sqrt(sample.variance() / sample.size());
        figures.add(new MeasuredPercentile(request, "mean", mean, tolerance(error / mean), origin));
        for (double p : PERCENTILES) {
            if ((1 - p) * sample.size() < MIN_VALUES_BEYOND - 1e-9) {
                continue;
            }
            double value = sample.quantile(p) + addedNanos;
            double rounding = resolution * 1e3 / 2;
            String name = "p" + LanguageNumbers.format(p * 100, 4);
            double uncertain = Math.max(rounding, sample.quantileError(p)) / value;
            if (uncertain < MAX_TOLERANCE) {
                figures.add(new MeasuredPercentile(request, name, value, tolerance(uncertain), origin));
            }
        }
        return figures;
    }

    /** Returns a relative tolerance as whole percent. */
    public static String tolerance(double statisticalError) {
        double tolerance = Math.min(MAX_TOLERANCE, Math.max(MIN_TOLERANCE, statisticalError));
        return (long) Math.ceil(tolerance * 100 - 1e-9) + "%";
    }

    /**
     * Returns the availability of a request type.
     *
     * @param failed number of failed requests
     * @param all number of requests, at least 1
     */
    public static MeasuredFigure availability(String request, double failed, double all, String origin) {
        double share = failed / all;
        double error = CHANCE * Math.sqrt(share * (1 - share) / all);
        double allowed = Math.max(MIN_AVAILABILITY_TOLERANCE, Math.max(MIN_TOLERANCE * share, error));
        double relative = share < 1 ? Math.min(1, allowed / (1 - share)) : allowed;
        return new MeasuredFigure(
                request,
                "availability",
                LanguageNumbers.format((1 - share) * 100, AVAILABILITY_DIGITS) + "%",
                LanguageNumbers.format(relative * 100, 2) + "%",
                origin);
    }
}
