package dev.brownout.policy.ratelimit;

import java.util.ArrayDeque;

/** Sliding window log: a maximum number of calls in any window that ends now; stores the time of each call. */
final class SlidingLog implements ClientQuota {
    private final int limit;
    private final long windowNanos;
    private final ArrayDeque<Long> passed = new ArrayDeque<>();

    SlidingLog(int limit, long windowNanos) {
        this.limit = limit;
        this.windowNanos = windowNanos;
    }

    @Override
    public long ask(long now) {
        forget(now);
        if (passed.size() >= limit) {
            return NO;
        }
        passed.add(now);
        return 0;
    }

    @Override
    public boolean full(long now) {
        forget(now);
        return passed.isEmpty();
    }

    private void forget(long now) {
        while (!passed.isEmpty() && passed.peek() <= now - windowNanos) {
            passed.poll();
        }
    }
}
