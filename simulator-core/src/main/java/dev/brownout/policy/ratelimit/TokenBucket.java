package dev.brownout.policy.ratelimit;

/**
 * Token bucket: tokens arrive continuously at a rate, up to the burst; a call takes one, or is rejected if there is
 * none.
 */
final class TokenBucket implements ClientQuota {
    private static final double ROUNDING = 1e-9;

    private final double perNano;
    private final int burst;
    private double level;
    private long filledAt;

    TokenBucket(double perSecond, int burst) {
        this.perNano = perSecond * 1e-9;
        this.burst = burst;
        this.level = burst;
    }

    @Override
    public long ask(long now) {
        fill(now);
        if (level < 1 - ROUNDING) {
            return NO;
        }
        level--;
        return 0;
    }

    @Override
    public boolean full(long now) {
        fill(now);
        return level == burst;
    }

    private void fill(long now) {
        level = StrictMath.min(burst, level + (now - filledAt) * perNano);
        filledAt = now;
    }
}
