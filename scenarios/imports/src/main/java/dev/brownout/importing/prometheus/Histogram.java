package dev.brownout.importing.prometheus;

import java.util.Map;
import java.util.TreeMap;

/** Cumulative histogram with the number of values at or below each bound. */
final class Histogram {
    /** Number of values and number of series, by upper bound. */
    private final TreeMap<Double, double[]> below = new TreeMap<>();

    private double sum = Double.NaN;

    /** Adds the sum of the values, which is known apart from the buckets. */
    void addSum(double increase) {
        sum = Double.isNaN(sum) ? increase : sum + increase;
    }

    /** Returns the mean of the values, or NaN if their sum is unknown. */
    double mean() {
        double mean = sum / size();
        return mean > 0 && !below.isEmpty() ? mean : Double.NaN;
    }

    /** Adds the increase of one bucket series. */
    void add(double bound, double increase) {
        double[] counted = below.computeIfAbsent(bound, none -> new double[2]);
        counted[0] += increase;
        counted[1]++;
    }

    /** Adds the values of another histogram. */
    void add(Histogram other) {
        if (!Double.isNaN(other.sum)) {
            addSum(other.sum);
        }
        other.below.forEach((bound, counted) -> {
            double[] own = below.computeIfAbsent(bound, none -> new double[2]);
            own[0] += counted[0];
            own[1] += counted[1];
        });
    }

    /** Returns the number of values. */
    double size() {
        return below.isEmpty() ? 0 : below.lastEntry().getValue()[0];
    }

    /** Returns whether all added series have the same bounds, including infinity. */
    boolean hasEqualBounds() {
        return below.size() > 1
                && below.lastKey() == Double.POSITIVE_INFINITY
                && below.values().stream()
                        .allMatch(counted -> counted[1] == below.lastEntry().getValue()[1]);
    }

    /** Returns the finite bounds multiplied by a unit, in ascending order. */
    double[] bounds(double unit) {
        return below.headMap(Double.POSITIVE_INFINITY).keySet().stream()
                .mapToDouble(bound -> bound * unit)
                .toArray();
    }

    /** Returns the number of values in each bucket; the last bucket is above the last finite bound. */
    double[] counts() {
        double[] counts = new double[below.size()];
        double before = 0;
        int i = 0;
        for (double[] counted : below.values()) {
            counts[i++] = Math.max(0, counted[0] - before);
            before = Math.max(before, counted[0]);
        }
        return counts;
    }

    /** Returns the share of values above the last finite bound. */
    double shareAbove() {
        double[] counts = counts();
        return counts[counts.length - 1] / size();
    }

    /** Returns the lower and the upper end of the bucket of a quantile. */
    double[] bucket(double share) {
        double from = 0;
        for (Map.Entry<Double, double[]> bucket : below.entrySet()) {
            if (bucket.getValue()[0] >= share * size()) {
                return new double[] {from, bucket.getKey()};
            }
            from = bucket.getKey();
        }
        return new double[] {from, Double.POSITIVE_INFINITY};
    }

    /**
     * Returns the quantile for a share, interpolated linearly within its bucket like {@code histogram_quantile} of
     * Prometheus. NaN in the last bucket.
     */
    double quantile(double share) {
        double before = 0;
        double from = 0;
        for (Map.Entry<Double, double[]> bucket : below.entrySet()) {
            double upTo = bucket.getValue()[0];
            if (upTo >= share * size()) {
                return bucket.getKey() == Double.POSITIVE_INFINITY
                        ? Double.NaN
                        : from + (bucket.getKey() - from) * (share * size() - before) / (upTo - before);
            }
            before = upTo;
            from = bucket.getKey();
        }
        return Double.NaN;
    }
}
