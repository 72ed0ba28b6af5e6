package dev.brownout.importing.fitting;

import dev.brownout.random.Distribution;

/** The distance of Kolmogorov and Smirnov, and what chance makes of it. */
public final class KolmogorovSmirnov {
    private static final int TERMS = 100;

    private KolmogorovSmirnov() {}

    /** The largest difference between the shares of a sample and of a law that do not exceed a value. */
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
     * The largest difference between two samples that remains where values may be off by a tolerance: between the share
     * of one that does not exceed a value and the share of the other that does not exceed it by more than that.
     */
    public static double distance(WeightedSample one, WeightedSample other, double tolerance) {
        return Math.max(above(one, other, tolerance), above(other, one, tolerance));
    }

    /** By how much more of one sample than of the other lies below a value, at most. */
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
     * The probability of a distance at least as large by chance alone, for a law that was known before the sample was
     * taken (Stephens 1970). Of a law whose parameters were fitted to the same sample it is an upper bound: fitting
     * makes the distance smaller. So is it where values are rounded.
     *
     * @param size values in the sample; of two samples, the product of their sizes over the sum
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
