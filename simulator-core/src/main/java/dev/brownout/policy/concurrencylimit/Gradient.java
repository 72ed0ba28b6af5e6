package dev.brownout.policy.concurrencylimit;

/**
 * Gradient algorithm: the limit times the tolerated ratio of the long average of response times to the last one,
 * clamped to 0.5 to 1, plus headroom for a small queue (Netflix Gradient2Limit: long window 600, tolerance 1.5, queue
 * 4, smoothing 0.2).
 */
final class Gradient implements Limit {
    private static final double WINDOW = 600;
    private static final double WARM_UP = 10;
    private static final double TOLERANCE = 1.5;
    private static final double QUEUE = 4;
    private static final double SMOOTHING = 0.2;
    private static final double STALE = 2;
    private static final double FORGETTING = 0.95;

    private final ConcurrencyLimitSpec spec;
    private double limit;
    private double longNanos;
    private long seen;

    Gradient(ConcurrencyLimitSpec spec) {
        this.spec = spec;
        this.limit = spec.initial();
    }

    @Override
    public int currentLimit() {
        return (int) limit;
    }

    @Override
    public void record(long latencyNanos, int inFlight, boolean dropped) {
        double last = Math.max(1, latencyNanos);
        double average = average(last);
        if (average / last > STALE) {
            longNanos *= FORGETTING;
        }
        if (inFlight < limit / 2) {
            return;
        }
        double gradient = Math.max(0.5, Math.min(1.0, TOLERANCE * average / last));
        double next = limit * (1 - SMOOTHING) + (limit * gradient + QUEUE) * SMOOTHING;
        limit = Math.max(spec.min(), Math.min(spec.max(), next));
    }

    /** Returns the exponential moving average; the first 10 values have equal weights. */
    private double average(double last) {
        seen++;
        double factor = 2 / (WINDOW + 1);
        longNanos = seen <= WARM_UP ? longNanos + (last - longNanos) / seen : longNanos * (1 - factor) + last * factor;
        return longNanos;
    }
}
