package dev.brownout.policy;

import java.util.Arrays;

/**
 * The latency above which a response is late, as a percentile of the last 1000 responses; recomputed after every 100
 * responses. A response at the percentile itself is in time, so that at most the remaining share of equal latencies is
 * late. The latencies must include those of late calls from their first attempt on: without them the percentile falls
 * with each hedge that wins.
 */
public final class LatenessThreshold {
    private static final int KEPT = 1000;
    private static final int EVERY = 100;
    private static final long NEVER = Long.MAX_VALUE;

    private final double share;
    private final long[] latencies = new long[KEPT];
    private long seen;
    private long delayNanos = NEVER;

    /**
     * Creates a threshold without responses.
     *
     * @param share share of the responses that are not late, 0 to 1
     */
    public LatenessThreshold(double share) {
        this.share = share;
    }

    /** Records the latency of a response, in nanoseconds. */
    public void record(long latencyNanos) {
        latencies[(int) (seen++ % KEPT)] = latencyNanos;
        if (seen % EVERY == 0) {
            long[] sorted = Arrays.copyOf(latencies, (int) Math.min(seen, KEPT));
            Arrays.sort(sorted);
            delayNanos = sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))] + 1;
        }
    }

    /** Returns whether the threshold is known, after 100 responses. */
    public boolean isKnown() {
        return delayNanos != NEVER;
    }

    /** Returns the shortest late latency, 1 ns above the percentile, in ns; Long.MAX_VALUE while it is unknown. */
    public long delayNanos() {
        return delayNanos;
    }

    /** Discards the recorded responses. */
    public void discard() {
        seen = 0;
        delayNanos = NEVER;
    }
}
