package dev.brownout.importing.spans;

import dev.brownout.importing.fitting.DistributionText;
import dev.brownout.importing.fitting.TookHistogram;
import dev.brownout.importing.fitting.WeightedSample;
import java.util.Arrays;

/** Distributions fitted to measured durations. */
final class DurationFit {
    private static final int MAX_VALUES = 4_000;
    private static final double NANOS_PER_MICRO = 1000;
    private static final double MEDIAN = 0.5;
    /** Median in microseconds below which durations are treated as rounded to one microsecond instead of exact. */
    private static final double COARSE_MICROS = 100;

    private DurationFit() {}

    /**
     * Returns the distribution of durations after a constant is subtracted that is written elsewhere in the scenario.
     *
     * @param durations durations in microseconds
     * @param offsetMicros constant to subtract from each duration, in microseconds; the result is at least one
     *     microsecond
     * @param measurement description of the measurement
     */
    static DistributionText distribution(TookHistogram durations, double offsetMicros, String measurement) {
        double[] nanos = durations.values(MAX_VALUES, 1);
        if (nanos[0] == nanos[nanos.length - 1]) {
            Arrays.fill(nanos, Math.rint(durations.mean()));
        }
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] =
                    (offsetMicros > 0 ? Math.max(1, Math.rint(nanos[i] - offsetMicros)) : nanos[i]) * NANOS_PER_MICRO;
        }
        WeightedSample sample = durations.percentile(MEDIAN) < COARSE_MICROS
                ? WeightedSample.ofRounded(NANOS_PER_MICRO, nanos)
                : WeightedSample.exact(nanos);
        return DistributionText.of(sample, durations.sample(1, offsetMicros), measurement);
    }

    /** Returns the mean in microseconds after subtraction of a constant, at least 0. */
    static double mean(TookHistogram durations, double offsetMicros) {
        return Math.max(0, durations.mean() - offsetMicros);
    }

    /** Returns the median in microseconds. It is exact if all values are equal. */
    static double median(TookHistogram durations) {
        return durations.percentile(1) == durations.percentile(0) ? durations.mean() : durations.percentile(MEDIAN);
    }
}
