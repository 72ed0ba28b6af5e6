package dev.brownout.importing.fitting;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.Distribution;

/** Kolmogorov-Smirnov distance and its p-value. */
public final class KolmogorovSmirnov {
    private static final int TERMS = 100;

    private KolmogorovSmirnov() {}

    /**
     * Returns the largest difference between the empirical cumulative distribution of a sample and that of a
     * distribution. Coarse samples are compared at the upper ends of their cells only.
     */
    public static double distance(WeightedSample sample, Distribution distribution) {
        double largest = 0;
        long countBefore = 0;
        for (int i = 0; i < sample.distinct(); i++) {
            long countUpTo = countBefore + sample.count(i);
            double value = sample.value(i);
            if (sample.coarse()) {
                largest = Math.max(
                        largest,
                        Math.abs((double) countUpTo / sample.size() - distribution.cumulative(sample.cellEnd(value))));
            } else {
                double cumulative = distribution.cumulative(value);
                largest = Math.max(largest, (double) countUpTo / sample.size() - cumulative);
                largest = Math.max(largest, cumulative - (double) countBefore / sample.size());
            }
            countBefore = countUpTo;
        }
        return largest;
    }

    /**
     * Returns the largest difference between the empirical cumulative distributions of two samples with inexact values.
     * The share of one sample up to a value is compared with the share of the other sample up to that value plus the
     * tolerance.
     */
    public static double distance(WeightedSample first, WeightedSample second, double tolerance) {
        return Math.max(largestExcess(first, second, tolerance), largestExcess(second, first, tolerance));
    }

    /** Returns the largest excess of the share of {@code first} up to a value over the share of {@code second}. */
    private static double largestExcess(WeightedSample first, WeightedSample second, double tolerance) {
        double largest = 0;
        long firstCount = 0;
        long secondCount = 0;
        int j = 0;
        for (int i = 0; i < first.distinct(); i++) {
            firstCount += first.count(i);
            while (j < second.distinct() && second.value(j) <= first.value(i) + tolerance) {
                secondCount += second.count(j++);
            }
            largest = Math.max(largest, (double) firstCount / first.size() - (double) secondCount / second.size());
        }
        return largest;
    }

    /**
     * Returns the p-value: the probability of a distance at least as large by chance alone (Stephens 1970). The
     * distribution must not depend on the sample. If its parameters were fitted to the same sample, the result is an
     * upper bound, since fitting reduces the distance. For rounded values it is an upper bound as well.
     *
     * @param distance Kolmogorov-Smirnov distance
     * @param size number of values in the sample; for two samples, the product of their sizes divided by the sum
     */
    public static double probability(double distance, double size) {
        double root = Math.sqrt(size);
        double scaled = distance * (root + 0.12 + 0.11 / root);
        if (scaled < 0.2) {
            return 1;
        }
        double sum = 0;
        for (int k = 1; k <= TERMS; k++) {
            sum += (k % 2 == 1 ? 2 : -2) * ElementaryFunctions.exp(-2.0 * k * k * scaled * scaled);
        }
        return Math.min(1, Math.max(0, sum));
    }
}
