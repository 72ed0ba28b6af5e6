package dev.brownout.network;

import dev.brownout.random.Sampler;

/**
 * Data per time, written {@code 1Gbps} (bits) or {@code 100MB/s} (bytes).
 *
 * @param bitsPerSecond more than 0
 */
public record Bandwidth(double bitsPerSecond) {
    /** Refuses anything but positive bandwidths with an IllegalArgumentException. */
    public Bandwidth {
        if (!(bitsPerSecond > 0)) {
            throw new IllegalArgumentException("a bandwidth is more than 0bps, not " + bitsPerSecond);
        }
    }

    /**
     * Time in nanoseconds to put that many bytes on the wire, rounded up; at most {@link Sampler#MOST_NANOS}, which is
     * longer than any run.
     */
    public long transferNanos(long bytes) {
        return (long) StrictMath.min(Sampler.MOST_NANOS, StrictMath.ceil(bytes * 8e9 / bitsPerSecond));
    }
}
