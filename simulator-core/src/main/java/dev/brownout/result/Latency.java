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
}
