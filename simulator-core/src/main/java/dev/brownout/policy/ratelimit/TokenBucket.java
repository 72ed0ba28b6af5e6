package dev.brownout.policy.ratelimit;

/**
 * Token bucket: tokens arrive continuously at a rate, up to the burst; a call takes one, or several, and is rejected if
 * there are fewer.
 */
public final class TokenBucket implements WeightedQuota {
    private static final double ROUNDING = 1e-9;

    private double perNano;
    private int burst;
    private double level;
    private long filledAt;

    /**
     * Creates a full bucket.
     *
     * @param perNano tokens per nanosecond
     * @param burst maximum number of tokens
     */
    public TokenBucket(double perNano, int burst) {
        this.perNano = perNano;
        this.burst = burst;
        this.level = burst;
    }

    /** Takes a token. Returns false if there is none. {@code now} is non-decreasing. */
    public boolean tryAcquire(long now) {
        return tryAcquire(now, 1);
    }

    private boolean tryAcquire(long now, long units) {
        fill(now);
        if (level < units * (1 - ROUNDING)) {
            return false;
        }
        level -= units;
        return true;
    }

    @Override
    public long reserve(long now) {
        return tryAcquire(now) ? 0 : NO;
    }

    @Override
    public long reserve(long now, long units) {
        return tryAcquire(now, units) ? 0 : NO;
    }

    @Override
    public long untilNext(long now) {
        return untilNext(now, 1);
    }

    @Override
    public long untilNext(long now, long units) {
        fill(now);
        return LimitingAlgorithm.nanos((Math.min(units, burst) - level) / perNano);
    }

    @Override
    public boolean isReset(long now) {
        fill(now);
        return level == burst;
    }

    @Override
    public void change(long now, RateLimitSpec next) {
        fill(now);
        double used = burst - level;
        perNano = next.rate().perSecond() * 1e-9;
        burst = next.tokens();
        level = burst - used;
    }

    private void fill(long now) {
        level = Math.min(burst, level + (now - filledAt) * perNano);
        filledAt = now;
    }
}
