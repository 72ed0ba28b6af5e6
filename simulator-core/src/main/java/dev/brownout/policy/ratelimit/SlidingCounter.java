package dev.brownout.policy.ratelimit;

/**
 * Sliding window counter: the calls of the current window, plus those of the previous one, weighted by the fraction of
 * it that a window ending now still covers (Cloudflare 2017: 42 x 45/60 + 18 = 49.5).
 */
public final class SlidingCounter implements ClientQuota {
    private int limit;
    private final long windowNanos;
    private long window;
    private int current;
    private int previous;

    SlidingCounter(int limit, long windowNanos) {
        this.limit = limit;
        this.windowNanos = windowNanos;
    }

    @Override
    public long reserve(long now) {
        roll(now);
        if (estimate(previous, current, (double) (now % windowNanos) / windowNanos) + 1 > limit + 1e-9) {
            return NO;
        }
        current++;
        return 0;
    }

    /**
     * Estimates the number of calls in a window that ends now.
     *
     * @param fraction elapsed fraction of the current window
     */
    public static double estimate(int previous, int current, double fraction) {
        return previous * (1 - fraction) + current;
    }

    @Override
    public long untilNext(long now) {
        roll(now);
        long left = windowNanos - now % windowNanos;
        return current < limit
                ? Math.max(0, untilBelow(previous, limit - 1 - current) - now % windowNanos)
                : left + untilBelow(current, limit - 1);
    }

    /** Returns the time in a window from which the weighted calls of the previous window are at most a number. */
    private long untilBelow(int previousCalls, int most) {
        return most < 0
                ? windowNanos
                : previousCalls <= most ? 0 : (long) Math.ceil(windowNanos * (1 - (double) most / previousCalls));
    }

    @Override
    public void change(long now, RateLimitSpec next) {
        limit = next.limit();
    }

    @Override
    public boolean isReset(long now) {
        roll(now);
        return previous == 0 && current == 0;
    }

    private void roll(long now) {
        long expired = now / windowNanos - window;
        if (expired > 0) {
            previous = expired == 1 ? current : 0;
            current = 0;
            window += expired;
        }
    }
}
