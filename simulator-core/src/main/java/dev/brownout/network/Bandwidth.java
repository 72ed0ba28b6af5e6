package dev.brownout.network;

import dev.brownout.random.Sampler;

/**
 * Data rate, written {@code 1Gbps} (bits) or {@code 100MB/s} (bytes).
 *
 * @param bitsPerSecond more than 0
 */
public record Bandwidth(double bitsPerSecond) {
    /** Creates a data rate. Throws an IllegalArgumentException unless it is positive. */
    public Bandwidth {
        if (!(bitsPerSecond > 0)) {
            throw new IllegalArgumentException("a bandwidth must be greater than 0bps, not " + bitsPerSecond);
        }
    }

    /**
     * Returns the serialization time of a number of bytes, in ns, rounded up; at most {@link Sampler#MOST_NANOS}, which
     * is longer than any run.
     */
    public long transferNanos(long bytes) {
        return (long) Math.min(Sampler.MOST_NANOS, Math.ceil(bytes * 8e9 / bitsPerSecond));
    }
}
