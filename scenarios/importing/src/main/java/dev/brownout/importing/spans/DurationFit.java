package dev.brownout.importing.spans;

import dev.brownout.importing.fitting.DistributionText;
import dev.brownout.importing.fitting.TookHistogram;
import dev.brownout.importing.fitting.WeightedSample;
import java.util.Arrays;

/** Distributions fitted to measured durations. */
final class DurationFit {
    private static final int MOST = 4_000;
    private static final double NANOS = 1000;
    private static final double MEDIAN = 0.5;
    /** Median in microseconds below which durations are treated as rounded to one microsecond instead of exact. */
    private static final double COARSE = 100;

    private DurationFit() {}

    /**
     * Returns the distribution of durations after a constant is subtracted that is written elsewhere in the scenario.
     *
     * @param took durations in microseconds
     * @param offMicros constant to subtract from each duration, in microseconds; the result is at least one microsecond
     * @param from description of the measurement
     */
    static DistributionText law(TookHistogram took, double offMicros, String from) {
        double[] nanos = took.values(MOST, 1);
        if (nanos[0] == nanos[nanos.length - 1]) {
            Arrays.fill(nanos, Math.rint(took.mean()));
        }
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = (offMicros > 0 ? Math.max(1, Math.rint(nanos[i] - offMicros)) : nanos[i]) * NANOS;
        }
        WeightedSample sample =
                took.percentile(MEDIAN) < COARSE ? WeightedSample.rounded(NANOS, nanos) : WeightedSample.exact(nanos);
        return DistributionText.of(took.size(), sample, mean(took, offMicros) * NANOS, from);
    }

    /** Returns the mean in microseconds after subtraction of a constant, at least 0. */
    static double mean(TookHistogram took, double offMicros) {
        return Math.max(0, took.mean() - offMicros);
    }

    /** Returns the median in microseconds. It is exact if all values are equal. */
    static double median(TookHistogram took) {
        return took.percentile(1) == took.percentile(0) ? took.mean() : took.percentile(MEDIAN);
    }
}
