package dev.brownout.policy.ratelimit;

import dev.brownout.random.Sampler;

/**
 * Leaky bucket: releases calls one by one, a full interval apart; at most {@code burst} calls wait, as nginx's
 * {@code limit_req} with burst and without {@code nodelay}.
 */
final class LeakyBucket implements ClientQuota {
    private final double intervalNanos;
    private final int burst;
    private double nextAt;

    LeakyBucket(double perSecond, int burst) {
        this.intervalNanos = 1e9 / perSecond;
        this.burst = burst;
    }

    @Override
    public long ask(long now) {
        double turn = StrictMath.max(now, nextAt);
        if (turn - now > burst * intervalNanos + 1) {
            return NO;
        }
        nextAt = turn + intervalNanos;
        return StrictMath.min(Sampler.MOST_NANOS, StrictMath.round(turn - now));
    }

    @Override
    public boolean full(long now) {
        return nextAt <= now;
    }
}
