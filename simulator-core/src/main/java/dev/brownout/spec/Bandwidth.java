package dev.brownout.spec;

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

    /** Time in nanoseconds to put that many bytes on the wire, rounded up. */
    public long transferNanos(long bytes) {
        return (long) StrictMath.ceil(bytes * 8e9 / bitsPerSecond);
    }
}
