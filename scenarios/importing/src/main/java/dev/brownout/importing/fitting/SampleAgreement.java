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

    /** Minimum number of values beyond a percentile that is compared. */
    private static final int MIN_VALUES_BEYOND = 10;

    private static final List<Double> PERCENTILES = List.of(0.5, 0.9, 0.99);

    private SampleAgreement() {}

    /**
     * Returns whether the mean and each percentile with enough values beyond it agree. A percentile may also differ by
     * half of the resolution of the sample, which is the error of rounding.
     */
    static boolean of(WeightedSample sample, Distribution distribution) {
        boolean meanAgrees = Math.abs(distribution.mean() - sample.mean()) <= MAX_MEAN_ERROR * sample.mean();
        return meanAgrees
                && PERCENTILES.stream()
                        .filter(p -> (1 - p) * sample.size() >= MIN_VALUES_BEYOND - 1e-9)
                        .allMatch(p -> percentileAgrees(sample, distribution, p));
    }

    private static boolean percentileAgrees(WeightedSample sample, Distribution distribution, double p) {
        double measured = sample.quantile(p);
        double difference = Math.abs(distribution.quantile(p) - measured);
        return difference <= Math.max(MAX_PERCENTILE_ERROR * measured, sample.resolution() / 2);
    }

    /** Returns the differences of the mean and of the 99th percentile, as text. */
    static String text(WeightedSample sample, Distribution distribution) {
        return "mean " + difference(distribution.mean(), sample.mean()) + ", p99 "
                + difference(distribution.quantile(0.99), sample.quantile(0.99)) + " against the values";
    }

    private static String difference(double value, double measured) {
        return measured == 0 ? "of 0" : QuantityFormat.signedPercent(value / measured - 1);
    }
}
