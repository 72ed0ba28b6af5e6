package dev.brownout.importing.prometheus;

import java.util.Map;
import java.util.TreeMap;

/** What a histogram has counted: how many values are not above each of its bounds. */
final class Histogram {
    /** By the bound: how many, and in how many series. */
    private final TreeMap<Double, double[]> below = new TreeMap<>();

    /** Takes the growth of a series of a bucket. */
    void add(double bound, double increase) {
        double[] counted = below.computeIfAbsent(bound, none -> new double[2]);
        counted[0] += increase;
        counted[1]++;
    }

    /** Takes what another one has counted. */
    void add(Histogram other) {
        other.below.forEach((bound, counted) -> {
            double[] mine = below.computeIfAbsent(bound, none -> new double[2]);
            mine[0] += counted[0];
            mine[1] += counted[1];
        });
    }

    /** How many values there are. */
    double size() {
        return below.isEmpty() ? 0 : below.lastEntry().getValue()[0];
    }

    /** Whether all series that were added have the same bounds, and one that holds everything. */
    boolean whole() {
        return below.size() > 1
                && below.lastKey() == Double.POSITIVE_INFINITY
                && below.values().stream()
                        .allMatch(counted -> counted[1] == below.lastEntry().getValue()[1]);
    }

    /** The finite bounds times a unit, ascending. */
    double[] bounds(double unit) {
        return below.headMap(Double.POSITIVE_INFINITY).keySet().stream()
                .mapToDouble(bound -> bound * unit)
                .toArray();
    }

    /** How many values are in each interval: up to each bound, and above the last finite one. */
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

    /** The share of values above the last finite bound. */
    double above() {
        double[] counts = counts();
        return counts[counts.length - 1] / size();
    }

    /**
     * The value that a share does not exceed, evenly within its bucket, as {@code histogram_quantile} of Prometheus has
     * it; NaN in the last bucket.
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
