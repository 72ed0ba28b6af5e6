package dev.brownout.result;

/**
 * A latency distribution in nanoseconds. Percentiles are order statistics over all samples, never means of percentiles.
 *
 * @param count number of samples
 * @param mean exact mean; without samples, {@code NaN} like all values that follow
 * @param histogram the HdrHistogram in its compressed base64 form; empty without samples
 */
public record Latency(
        long count,
        double mean,
        double p50,
        double p90,
        double p95,
        double p99,
        double p999,
        double p9999,
        double max,
        String histogram) {

    /** Distribution without samples. */
    public static final Latency NONE = new Latency(
            0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, "");

    /**
     * Returns the minimum number of samples for a quantile, so that on average one sample lies beyond it. 20 samples
     * are enough for 0.95, 100 for 0.99, and 1,000 for 0.999. With fewer samples, the quantile is no more than their
     * maximum.
     */
    public static long leastSamples(double quantile) {
        double rounding = 1e-6;
        return (long) Math.ceil(1 / (1 - quantile) - rounding);
    }

    /** Returns whether a number of samples is enough for a quantile, such as 0.99 for the 99th percentile. */
    public static boolean carries(long samples, double quantile) {
        return samples >= leastSamples(quantile);
    }

    /** Returns whether there are enough samples for a quantile, such as 0.99 for the 99th percentile. */
    public boolean carries(double quantile) {
        return carries(count, quantile);
    }
}
