package dev.brownout.policy;

import java.util.Arrays;

/**
 * A budget of calls beyond the first attempts: every request deposits its share, every retry or hedge withdraws one
 * call, and both expire after ten seconds. Finagle's RetryBudget without its minimum of ten retries per second.
 */
public final class RetryBudget {
    private static final int SLICES = 10;
    private static final long SLICE_NANOS = 1_000_000_000;

    private final double share;
    private final double[] slices = new double[SLICES];
    private long newest;

    /**
     * Creates an empty budget.
     *
     * @param share deposit of each request, in calls, at least 0
     */
    public RetryBudget(double share) {
        this.share = share;
    }

    /** Deposits the share of a request; {@code now} is non-decreasing. */
    public void request(long now) {
        slices[slice(now)] += share;
    }

    /** Withdraws one call; returns false if the balance is below one. */
    public boolean withdraw(long now) {
        int slice = slice(now);
        double balance = 0;
        for (double part : slices) {
            balance += part;
        }
        if (balance < 1 - 1e-9) {
            return false;
        }
        slices[slice]--;
        return true;
    }

    private int slice(long now) {
        long current = now / SLICE_NANOS;
        if (current - newest >= SLICES) {
            Arrays.fill(slices, 0);
        } else {
            for (long i = newest + 1; i <= current; i++) {
                slices[(int) (i % SLICES)] = 0;
            }
        }
        newest = current;
        return (int) (current % SLICES);
    }
}
