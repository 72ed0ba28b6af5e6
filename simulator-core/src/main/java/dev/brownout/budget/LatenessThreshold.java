package dev.brownout.policy.hedge;

import java.util.Arrays;

/** When an answer is late: later than a share of the last thousand, looked at anew every hundred answers. */
final class Lateness {
    private static final int KEPT = 1000;
    private static final int EVERY = 100;
    private static final long NEVER = Long.MAX_VALUE;

    private final double share;
    private final long[] latencies = new long[KEPT];
    private long seen;
    private long delayNanos = NEVER;

    Lateness(double share) {
        this.share = share;
    }

    void answered(long latencyNanos) {
        latencies[(int) (seen++ % KEPT)] = latencyNanos;
        if (seen % EVERY == 0) {
            long[] sorted = Arrays.copyOf(latencies, (int) Math.min(seen, KEPT));
            Arrays.sort(sorted);
            delayNanos = sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
        }
    }

    /** Whether enough answers have come to say. */
    boolean known() {
        return delayNanos != NEVER;
    }

    long delayNanos() {
        return delayNanos;
    }

    void forget() {
        seen = 0;
        delayNanos = NEVER;
    }
}
