package dev.brownout.policy.ratelimit;

import dev.brownout.spec.Doc;

/** Rate-limiting algorithms. */
public enum LimitingAlgorithm {
    @Doc("Tokens come at the rate, up to the burst; each call takes one.")
    TOKEN_BUCKET,
    @Doc("Calls leave at the rate, evenly; up to the burst wait for their turn.")
    LEAKY_BUCKET,
    @Doc("So many in each window, counted anew in the next: twice as many may pass around its border.")
    FIXED_WINDOW,
    @Doc("So many in any window that ends now: exact, at the price of remembering each call.")
    SLIDING_WINDOW_LOG,
    @Doc("So many in any window that ends now, if those of the window before came evenly.")
    SLIDING_WINDOW_COUNTER;

    /** Creates a full quota. */
    ClientQuota allowance(RateLimitSpec spec) {
        long windowNanos = spec.window().toNanos();
        int limit = (int) Math.min(Integer.MAX_VALUE, spec.rate().perSecond() * windowNanos * 1e-9 + 1e-9);
        return switch (this) {
            case TOKEN_BUCKET -> new TokenBucket(spec.rate().perSecond(), spec.tokens());
            case LEAKY_BUCKET -> new LeakyBucket(spec.rate().perSecond(), spec.tokens());
            case FIXED_WINDOW -> new FixedWindow(limit, windowNanos);
            case SLIDING_WINDOW_LOG -> new SlidingLog(limit, windowNanos);
            case SLIDING_WINDOW_COUNTER -> new SlidingCounter(limit, windowNanos);
        };
    }
}
