package dev.brownout.result;

/**
 * A latency distribution in nanoseconds; percentiles are order statistics over all samples, never means of percentiles.
 *
 * @param count samples
 * @param mean exact mean; {@code NaN} when there are no samples, as all that follow
 * @param histogram the HdrHistogram in its compressed base64 form; empty when there are no samples
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

    /** No sample at all. */
    public static final Latency NONE = new Latency(
            0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, "");

    /**
     * The fewest samples that a quantile can be read off: one of them lies beyond it on average. 20 carry 0.95, 100
     * carry 0.99, 1,000 carry 0.999; of fewer it is no more than their maximum.
     */
    public static long leastSamples(double quantile) {
        double rounding = 1e-6;
        return (long) StrictMath.ceil(1 / (1 - quantile) - rounding);
    }

    /** Whether so many samples carry a quantile, as 0.99 for the 99th percentile. */
    public static boolean carries(long samples, double quantile) {
        return samples >= leastSamples(quantile);
    }

    /** Whether there are samples enough for a quantile, as 0.99 for the 99th percentile. */
    public boolean carries(double quantile) {
        return carries(count, quantile);
    }
}
