package dev.brownout.policy;

import dev.brownout.service.Outcome;

/**
 * Retry throttling of gRPC: each failed attempt takes a token, each success returns a part of one, and retries and
 * hedges are allowed while more than half of the tokens are left (gRFC A6, "Throttling Retry Attempts and Hedged
 * RPCs"). Tokens are counted in thousandths, as in the implementations.
 */
final class ThrottlingBudget implements RetryBudget {
    private static final long UNIT = 1000;

    private final long maximum;
    private final long ratio;
    private long level;
    private long returned;
    private long used;

    ThrottlingBudget(int maxTokens, double tokenRatio) {
        this.maximum = maxTokens * UNIT;
        this.ratio = (long) Math.floor(tokenRatio * UNIT + 1e-6);
        this.level = maximum;
    }

    @Override
    public void onSucceeded(int paid) {
        long more = Math.min(ratio, maximum - level);
        level += more;
        returned += more;
    }

    @Override
    public void onFailed() {
        long less = Math.min(UNIT, level);
        level -= less;
        used += less;
    }

    @Override
    public int pay(Outcome failure, long now) {
        return level > maximum / 2 ? 0 : REFUSED;
    }

    @Override
    public long tokens() {
        return level;
    }

    @Override
    public long bookedTokens() {
        return maximum + returned - used;
    }
}
