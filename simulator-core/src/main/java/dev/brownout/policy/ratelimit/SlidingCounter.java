package dev.brownout.policy.ratelimit;

/**
 * Two counters: calls of this window, and those of the one before weighed by the part of it that a window ending now
 * still covers (Cloudflare 2017: 42 x 45/60 + 18 = 49.5).
 */
public final class SlidingCounter implements ClientQuota {
    private final int limit;
    private final long windowNanos;
    private long window;
    private int current;
    private int previous;

    SlidingCounter(int limit, long windowNanos) {
        this.limit = limit;
        this.windowNanos = windowNanos;
    }

    @Override
    public long ask(long now) {
        roll(now);
        if (estimate(previous, current, (double) (now % windowNanos) / windowNanos) + 1 > limit + 1e-9) {
            return NO;
        }
        current++;
        return 0;
    }

    /**
     * Calls in a window that ends now.
     *
     * @param fraction of the current window that has passed
     */
    public static double estimate(int previous, int current, double fraction) {
        return previous * (1 - fraction) + current;
    }

    @Override
    public boolean full(long now) {
        roll(now);
        return previous == 0 && current == 0;
    }

    private void roll(long now) {
        long gone = now / windowNanos - window;
        if (gone > 0) {
            previous = gone == 1 ? current : 0;
            current = 0;
            window += gone;
        }
    }
}
