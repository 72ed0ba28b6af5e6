package dev.brownout.importing.fitting;

import dev.brownout.random.Distribution;

/** Kolmogorov-Smirnov distance and its probability by chance. */
public final class KolmogorovSmirnov {
    private static final int TERMS = 100;

    private KolmogorovSmirnov() {}

    /** Returns the largest difference between the cumulative distribution of a sample and that of a distribution. */
    public static double distance(WeightedSample sample, Distribution law) {
        double largest = 0;
        long before = 0;
        for (int i = 0; i < sample.distinct(); i++) {
            long upTo = before + sample.count(i);
            double value = sample.value(i);
            if (sample.coarse()) {
                largest = Math.max(largest, Math.abs((double) upTo / sample.size() - law.cumulative(sample.to(value))));
            } else {
                double share = law.cumulative(value);
                largest = Math.max(largest, (double) upTo / sample.size() - share);
                largest = Math.max(largest, share - (double) before / sample.size());
            }
            before = upTo;
        }
        return largest;
    }

    /**
     * Returns the largest difference between the cumulative distributions of two samples with inexact values. The share
     * of one sample up to a value is compared with the share of the other one up to that value plus the tolerance.
     */
    public static double distance(WeightedSample one, WeightedSample other, double tolerance) {
        return Math.max(above(one, other, tolerance), above(other, one, tolerance));
    }

    /** Returns the largest excess of the share of {@code one} up to a value over the share of {@code other}. */
    private static double above(WeightedSample one, WeightedSample other, double tolerance) {
        double largest = 0;
        long first = 0;
        long second = 0;
        int j = 0;
        for (int i = 0; i < one.distinct(); i++) {
            first += one.count(i);
            while (j < other.distinct() && other.value(j) <= one.value(i) + tolerance) {
                second += other.count(j++);
            }
            largest = Math.max(largest, (double) first / one.size() - (double) second / other.size());
        }
        return largest;
    }

    /**
     * Returns the probability of a distance at least as large by chance alone, for a distribution that was known before
     * the sample was taken (Stephens 1970). For a distribution with parameters fitted to the same sample it is an upper
     * bound, since fitting reduces the distance. For rounded values it is an upper bound as well.
     *
     * @param size number of values in the sample; for two samples, the product of their sizes divided by the sum
     */
    public static double probability(double distance, double size) {
        double root = StrictMath.sqrt(size);
        double scaled = distance * (root + 0.12 + 0.11 / root);
        if (scaled < 0.2) {
            return 1;
        }
        double sum = 0;
        for (int k = 1; k <= TERMS; k++) {
            sum += (k % 2 == 1 ? 2 : -2) * StrictMath.exp(-2.0 * k * k * scaled * scaled);
        }
        return Math.min(1, Math.max(0, sum));
    }
}
