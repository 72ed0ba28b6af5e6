package dev.brownout.importing.fitting;

import dev.brownout.format.QuantityFormat;
import dev.brownout.random.Distribution;
import java.util.List;

/**
 * Agreement of a distribution with the sample that it represents in a scenario: the mean, which determines the
 * utilization, and the percentiles.
 */
final class SampleAgreement {
    /** Maximum relative difference of the means. */
    static final double MAX_MEAN_ERROR = 0.05;

    /** Maximum relative difference of a percentile. */
    static final double MAX_PERCENTILE_ERROR = 0.1;

    /** Maximum relative difference of the median and of p90 with few values beyond them, which are less certain. */
    private static final double MAX_UNCERTAIN_ERROR = 0.2;

    private static final int FEW_VALUES_BEYOND = 50;
    private static final int MIN_VALUES_BEYOND = 10;
    private static final double TAIL = 0.99;
    private static final List<Double> PERCENTILES = List.of(0.5, 0.9, TAIL);

    private SampleAgreement() {}

    /**
     * Returns whether the mean and each percentile with enough values beyond it agree. A percentile may also differ by
     * half of the resolution of the sample, which is the error of rounding. A percentile that lies between two modes
     * has a statistical error of at least its value, and may have any value within it.
     */
    static boolean agrees(WeightedSample sample, Distribution distribution) {
        boolean meanAgrees = Math.abs(distribution.mean() - sample.mean()) <= MAX_MEAN_ERROR * sample.mean();
        return meanAgrees
                && PERCENTILES.stream()
                        .filter(p -> tailMean(sample, p) >= MIN_VALUES_BEYOND)
                        .allMatch(p -> percentileAgrees(sample, distribution, p));
    }

    /** Returns whether a value is a percentile that is compared. */
    static boolean isPercentile(WeightedSample sample, double value) {
        return PERCENTILES.stream().anyMatch(p -> sample.quantile(p) == value);
    }

    private static double tailMean(WeightedSample sample, double p) {
        return (1 - p) * sample.size() + 1e-9;
    }

    private static boolean percentileAgrees(WeightedSample sample, Distribution distribution, double p) {
        double measured = sample.quantile(p);
        double quantile = distribution.quantile(p);
        double difference = Math.abs(quantile - measured);
        if (sample.quantileError(p) >= measured) {
            return sample.quantileBelow(p) <= quantile && quantile <= sample.quantileAbove(p);
        }
        boolean certain = p >= TAIL || tailMean(sample, p) >= FEW_VALUES_BEYOND;
        double allowed = certain ? MAX_PERCENTILE_ERROR : MAX_UNCERTAIN_ERROR;
        return difference <= Math.max(allowed * measured, sample.resolution() / 2);
    }

    /** Returns the differences of the mean and of the 99th percentile, as text. */
    static String text(WeightedSample sample, Distribution distribution) {
        boolean isBetweenModes = sample.quantileError(TAIL) >= sample.quantile(TAIL);
        return "mean " + difference(distribution.mean(), sample.mean()) + ", p99 "
                + (isBetweenModes
                        ? "between two modes, against the values"
                        : difference(distribution.quantile(TAIL), sample.quantile(TAIL)) + " against the values");
    }

    private static String difference(double value, double measured) {
        return measured == 0 ? "of 0" : QuantityFormat.signedPercent(value / measured - 1);
    }
}
