package dev.brownout.importing.spans;

import dev.brownout.importing.fitting.DistributionText;
import dev.brownout.importing.fitting.TookHistogram;
import dev.brownout.importing.fitting.WeightedSample;
import java.util.Arrays;

/** Laws of measured times. */
final class DurationFit {
    private static final int MOST = 4_000;
    private static final double NANOS = 1000;
    private static final double MEDIAN = 0.5;
    /** Below so many, microseconds are cells and not points. */
    private static final double COARSE = 100;

    private DurationFit() {}

    /**
     * The law of times from which something is taken off that is said elsewhere in the scenario.
     *
     * @param took in microseconds
     * @param offMicros what is taken off of each; what is shorter becomes a microsecond
     * @param from what was measured, in words
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

    /** The mean in microseconds, less something. */
    static double mean(TookHistogram took, double offMicros) {
        return Math.max(0, took.mean() - offMicros);
    }

    /** The median in microseconds: exact where all are the same. */
    static double median(TookHistogram took) {
        return took.percentile(1) == took.percentile(0) ? took.mean() : took.percentile(MEDIAN);
    }
}
