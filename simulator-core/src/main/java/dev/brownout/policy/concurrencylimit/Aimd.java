package dev.brownout.policy.concurrencylimit;

/** Additive increase, multiplicative decrease (Netflix AIMDLimit). */
final class Aimd implements Limit {
    private static final double BACKOFF = 0.9;

    private final ConcurrencyLimitSpec spec;
    private int limit;

    Aimd(ConcurrencyLimitSpec spec) {
        this.spec = spec;
        this.limit = spec.initial();
    }

    @Override
    public int currentLimit() {
        return limit;
    }

    @Override
    public void record(long latencyNanos, int inFlight, boolean dropped) {
        if (dropped || latencyNanos > spec.timeout().toNanos()) {
            limit = (int) (limit * BACKOFF);
        } else if (inFlight * 2 >= limit) {
            limit++;
        }
        limit = Math.min(spec.max(), Math.max(spec.min(), limit));
    }
}
