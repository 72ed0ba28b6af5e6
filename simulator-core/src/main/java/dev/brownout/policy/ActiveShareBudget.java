package dev.brownout.policy;

import dev.brownout.service.Outcome;

/**
 * Retry budget of Envoy: retries in progress are limited to a share of the attempts in flight, rounded down, or to a
 * minimum if that is more. A retry is in progress from its decision, with its backoff, to its end (Envoy's
 * documentation, CircuitBreakers.Thresholds.RetryBudget).
 */
final class ActiveShareBudget implements RetryBudget {
    private final double share;
    private final int minimum;
    private long inFlight;
    private long retrying;

    ActiveShareBudget(double share, int minimum) {
        this.share = share;
        this.minimum = minimum;
    }

    @Override
    public void sent() {
        inFlight++;
    }

    @Override
    public void release(int paid) {
        inFlight--;
        retrying -= paid;
    }

    @Override
    public void onAbandoned(int paid) {
        retrying -= paid;
    }

    @Override
    public int pay(Outcome failure, long now) {
        if (retrying >= Math.max(minimum, (long) (share * inFlight + 1e-9))) {
            return REFUSED;
        }
        retrying++;
        return 1;
    }
}
