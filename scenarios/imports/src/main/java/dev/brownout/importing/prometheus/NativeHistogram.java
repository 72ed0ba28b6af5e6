package dev.brownout.importing.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Values of native histograms, in buckets with both bounds. A response contains only non-empty buckets. Buckets get
 * wider if a histogram lowers its resolution: each narrower bucket lies within a wider one and is merged into it.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/#native-histograms">Prometheus, HTTP API,
 *     native histograms</a>
 * @see <a href="https://prometheus.io/docs/specs/native_histograms/">Prometheus, native histograms</a>
 */
final class NativeHistogram {
    /** Upper bound and number of values, by lower bound. Buckets do not overlap. */
    private final TreeMap<Double, double[]> buckets = new TreeMap<>();

    /** Returns the number of values in all buckets within the bounds. */
    private static double countBetween(NavigableMap<Double, double[]> buckets, double from, double to) {
        return buckets.subMap(from, true, to, false).values().stream()
                .filter(bucket -> bucket[0] <= to)
                .mapToDouble(bucket -> bucket[1])
                .sum();
    }

    /** Adds values between two bounds and merges all overlapping buckets. */
    void add(double from, double to, double count) {
        double begin = from;
        double end = to;
        double sum = count;
        Map.Entry<Double, double[]> before = buckets.lowerEntry(to);
        while (before != null && before.getValue()[0] > begin) {
            begin = Math.min(begin, before.getKey());
            end = Math.max(end, before.getValue()[0]);
            sum += before.getValue()[1];
            buckets.remove(before.getKey());
            before = buckets.lowerEntry(end);
        }
        buckets.put(begin, new double[] {end, sum});
    }

    /**
     * Adds the increase between two samples of a histogram. A histogram with fewer values than before has been reset.
     */
    void addGrowth(NativeHistogram before, NativeHistogram after) {
        boolean isReset = after.size() < before.size()
                || after.buckets.entrySet().stream()
                        .anyMatch(bucket -> bucket.getValue()[1]
                                < countBetween(before.buckets, bucket.getKey(), bucket.getValue()[0]));
        after.buckets.forEach((from, bucket) -> {
            double old = isReset ? 0 : countBetween(before.buckets, from, bucket[0]);
            if (bucket[1] > old) {
                add(from, bucket[0], bucket[1] - old);
            }
        });
    }

    /** Adds the values of another histogram. */
    void add(NativeHistogram other) {
        other.buckets.forEach((from, bucket) -> add(from, bucket[0], bucket[1]));
    }

    /** Returns the number of values. */
    double size() {
        return buckets.values().stream().mapToDouble(bucket -> bucket[1]).sum();
    }

    /** Returns a cumulative histogram with the same bounds, without those below 0. */
    Histogram cumulative() {
        Histogram histogram = new Histogram();
        double below = 0;
        List<Double> bounds = new ArrayList<>();
        for (Map.Entry<Double, double[]> bucket : buckets.entrySet()) {
            double from = Math.max(0, bucket.getKey());
            if (from > 0 && !bounds.contains(from)) {
                bounds.add(from);
                histogram.add(from, below);
            }
            below += bucket.getValue()[1];
            double to = bucket.getValue()[0];
            if (to > 0 && to < Double.POSITIVE_INFINITY && !bounds.contains(to)) {
                bounds.add(to);
                histogram.add(to, below);
            }
        }
        histogram.add(Double.POSITIVE_INFINITY, below);
        return histogram;
    }
}
