package dev.brownout.policy.ratelimit;

/** Fixed window counter: a maximum number of calls per window; windows start at multiples of their length. */
final class FixedWindow implements ClientQuota {
    private final int limit;
    private final long windowNanos;
    private long window;
    private int count;

    FixedWindow(int limit, long windowNanos) {
        this.limit = limit;
        this.windowNanos = windowNanos;
    }

    @Override
    public long ask(long now) {
        if (now / windowNanos != window) {
            window = now / windowNanos;
            count = 0;
        }
        if (count >= limit) {
            return NO;
        }
        count++;
        return 0;
    }

    @Override
    public boolean full(long now) {
        return now / windowNanos != window || count == 0;
    }
}
