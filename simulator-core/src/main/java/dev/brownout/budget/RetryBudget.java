package dev.brownout.budget;

import java.util.Arrays;

/**
 * How many calls there may still be beyond the first ones: every request pays in its share, every retry or hedge takes
 * out one, and both are forgotten after ten seconds. Finagle's RetryBudget without its minimum of ten retries a second.
 */
public final class RetryBudget {
    private static final int SLICES = 10;
    private static final long SLICE_NANOS = 1_000_000_000;

    private final double share;
    private final double[] slices = new double[SLICES];
    private long newest;

    /**
     * An empty budget.
     *
     * @param share of a further call that each request pays for, at least 0
     */
    public RetryBudget(double share) {
        this.share = share;
    }

    /** A request pays in; {@code now} never goes back. */
    public void request(long now) {
        slices[slice(now)] += share;
    }

    /** Takes out one call, if there is one. */
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
