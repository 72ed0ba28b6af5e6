package dev.brownout.policy;

import dev.brownout.service.Outcome;
import java.util.Arrays;

/**
 * A budget of calls beyond the first attempts: every request deposits its share, every retry or hedge withdraws one
 * call, and both expire after ten seconds. Finagle's RetryBudget has a minimum of retries per second: a reserve that is
 * added to the balance.
 */
public final class RequestShareBudget implements RetryBudget {
    private static final int SLICES = 10;
    private static final long SLICE_NANOS = 1_000_000_000;

    private final double share;
    private final double reserve;
    private final double[] slices = new double[SLICES];
    private long newest;

    /**
     * Creates an empty budget without a minimum.
     *
     * @param share deposit of each request, in calls, at least 0
     */
    public RequestShareBudget(double share) {
        this(share, 0);
    }

    /**
     * Creates an empty budget.
     *
     * @param share deposit of each request, in calls, at least 0
     * @param minimumPerSecond calls per second that are allowed without requests, at least 0
     */
    public RequestShareBudget(double share, double minimumPerSecond) {
        this.share = share;
        this.reserve = minimumPerSecond * SLICES;
    }

    /** Deposits the share of a request. */
    @Override
    public void request(long now) {
        slices[slice(now)] += share;
    }

    @Override
    public int pay(Outcome failure, long now) {
        return withdraw(now) ? 1 : REFUSED;
    }

    /** Withdraws one call; returns false if the balance is below one. */
    public boolean withdraw(long now) {
        int slice = slice(now);
        double balance = reserve;
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
