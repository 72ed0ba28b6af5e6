package dev.brownout.policy.clientthrottling;

import java.util.Arrays;

/** Calls and accepted calls of the last slices of time. */
final class AcceptanceWindow {
    private static final int SLICES = 120;

    private final long sliceNanos;
    private final long[] callsOf = new long[SLICES];
    private final long[] acceptsOf = new long[SLICES];
    private long newest;
    private long calls;
    private long accepts;

    AcceptanceWindow(long nanos) {
        this.sliceNanos = Math.max(1, nanos / SLICES);
    }

    /** Drops the slices that are older than the window; {@code now} is non-decreasing. */
    void advance(long now) {
        long current = now / sliceNanos;
        if (current - newest >= SLICES) {
            clear();
        } else {
            for (long slice = newest + 1; slice <= current; slice++) {
                int index = (int) (slice % SLICES);
                calls -= callsOf[index];
                accepts -= acceptsOf[index];
                callsOf[index] = 0;
                acceptsOf[index] = 0;
            }
        }
        newest = current;
    }

    void call() {
        calls++;
        callsOf[(int) (newest % SLICES)]++;
    }

    void accept() {
        accepts++;
        acceptsOf[(int) (newest % SLICES)]++;
    }

    void clear() {
        Arrays.fill(callsOf, 0);
        Arrays.fill(acceptsOf, 0);
        calls = 0;
        accepts = 0;
    }

    /** Returns the number of calls in the window. */
    long calls() {
        return calls;
    }

    /** Returns the number of accepted calls in the window. */
    long accepts() {
        return accepts;
    }
}
