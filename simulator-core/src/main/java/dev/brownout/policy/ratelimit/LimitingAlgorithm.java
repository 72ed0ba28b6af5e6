package dev.brownout.policy.ratelimit;

import dev.brownout.random.Sampler;
import dev.brownout.spec.Doc;
import java.util.ArrayDeque;

/** Rate-limiting algorithms. */
public enum LimitingAlgorithm {
    @Doc("Tokens arrive at the rate, up to the burst; each call takes one.")
    TOKEN_BUCKET,
    @Doc("Calls leave at the rate, evenly spaced; up to the burst wait.")
    LEAKY_BUCKET,
    @Doc("The limit applies to each window separately: up to twice the limit can pass around a boundary.")
    FIXED_WINDOW,
    @Doc("The limit applies to every window that ends now. Exact, but each call is stored.")
    SLIDING_WINDOW_LOG,
    @Doc("The limit applies to a window that ends now, assuming evenly spaced calls in the previous window.")
    SLIDING_WINDOW_COUNTER;

    /** Returns whether the algorithm is a bucket, which has a burst. */
    boolean hasBurst() {
        return this == TOKEN_BUCKET || this == LEAKY_BUCKET;
    }

    /** Returns whether a call can take several units of a quota. */
    boolean isWeighted() {
        return this == TOKEN_BUCKET || this == FIXED_WINDOW;
    }

    /** Creates a full quota. */
    ClientQuota allowance(RateLimitSpec spec) {
        long windowNanos = spec.window().toNanos();
        return switch (this) {
            case TOKEN_BUCKET -> new TokenBucket(spec.rate().perSecond() * 1e-9, spec.tokens());
            case LEAKY_BUCKET -> new LeakyBucket(spec.rate().perSecond(), spec.tokens());
            case FIXED_WINDOW -> new FixedWindow(spec.limit(), windowNanos);
            case SLIDING_WINDOW_LOG -> new SlidingLog(spec.limit(), windowNanos);
            case SLIDING_WINDOW_COUNTER -> new SlidingCounter(spec.limit(), windowNanos);
        };
    }

    /** Returns a waiting time rounded up to nanoseconds, at least 0 and at most the longest time of a run. */
    static long nanos(double wait) {
        return (long) Math.min(Sampler.MOST_NANOS, Math.max(0, Math.ceil(wait)));
    }

    /**
     * Leaky bucket: releases calls one by one, a full interval apart; at most {@code burst} calls wait, as nginx's
     * {@code limit_req} with burst and without {@code nodelay}.
     */
    private static final class LeakyBucket implements ClientQuota {
        private double intervalNanos;
        private int burst;
        private double nextAt;

        LeakyBucket(double perSecond, int burst) {
            this.intervalNanos = 1e9 / perSecond;
            this.burst = burst;
        }

        @Override
        public long reserve(long now) {
            double turn = Math.max(now, nextAt);
            if (turn - now > burst * intervalNanos + 1) {
                return NO;
            }
            nextAt = turn + intervalNanos;
            return Math.min(Sampler.MOST_NANOS, Math.round(turn - now));
        }

        @Override
        public long untilNext(long now) {
            return nanos(nextAt - now - burst * intervalNanos);
        }

        @Override
        public void change(long now, RateLimitSpec next) {
            double waiting = Math.max(0, nextAt - now) / intervalNanos;
            intervalNanos = 1e9 / next.rate().perSecond();
            burst = next.tokens();
            nextAt = now + waiting * intervalNanos;
        }

        @Override
        public boolean isReset(long now) {
            return nextAt <= now;
        }
    }

    /** Fixed window counter: a maximum number of calls per window; windows start at multiples of their length. */
    private static final class FixedWindow implements WeightedQuota {
        private int limit;
        private final long windowNanos;
        private long window;
        private long count;

        FixedWindow(int limit, long windowNanos) {
            this.limit = limit;
            this.windowNanos = windowNanos;
        }

        @Override
        public long reserve(long now) {
            return reserve(now, 1);
        }

        @Override
        public long reserve(long now, long units) {
            if (now / windowNanos != window) {
                window = now / windowNanos;
                count = 0;
            }
            if (count + units > limit) {
                return NO;
            }
            count += units;
            return 0;
        }

        @Override
        public long untilNext(long now) {
            return windowNanos - now % windowNanos;
        }

        @Override
        public long untilNext(long now, long units) {
            return untilNext(now);
        }

        @Override
        public void change(long now, RateLimitSpec next) {
            limit = next.limit();
        }

        @Override
        public boolean isReset(long now) {
            return now / windowNanos != window || count == 0;
        }
    }

    /** Sliding window log: a maximum number of calls in any window that ends now; stores the time of each call. */
    private static final class SlidingLog implements ClientQuota {
        private int limit;
        private final long windowNanos;
        private final ArrayDeque<Long> passed = new ArrayDeque<>();

        SlidingLog(int limit, long windowNanos) {
            this.limit = limit;
            this.windowNanos = windowNanos;
        }

        @Override
        public long reserve(long now) {
            discard(now);
            if (passed.size() >= limit) {
                return NO;
            }
            passed.add(now);
            return 0;
        }

        @Override
        public long untilNext(long now) {
            discard(now);
            return passed.isEmpty() ? windowNanos : passed.peek() + windowNanos - now;
        }

        @Override
        public void change(long now, RateLimitSpec next) {
            limit = next.limit();
        }

        @Override
        public boolean isReset(long now) {
            discard(now);
            return passed.isEmpty();
        }

        private void discard(long now) {
            while (!passed.isEmpty() && passed.peek() <= now - windowNanos) {
                passed.poll();
            }
        }
    }
}
