package dev.brownout.policy;

import dev.brownout.service.Outcome;

/**
 * Retry quota of the standard mode of the AWS SDKs: a retry pays tokens. A success returns the price of its own retry,
 * or one token if it needed none. The prices of earlier retries of the call are not returned.
 */
final class QuotaBudget implements RetryBudget {
    /** Tokens that a success without a retry returns. */
    private static final int WITHOUT_RETRY = 1;

    private final long maximum;
    private final int retryPrice;
    private final int timeoutPrice;
    private long level;
    private long returned;
    private long used;

    QuotaBudget(int tokens, int retryPrice, int timeoutPrice) {
        this.maximum = tokens;
        this.retryPrice = retryPrice;
        this.timeoutPrice = timeoutPrice;
        this.level = tokens;
    }

    @Override
    public void onSucceeded(int paid) {
        long more = Math.min(paid > 0 ? paid : WITHOUT_RETRY, maximum - level);
        level += more;
        returned += more;
    }

    @Override
    public int pay(Outcome failure, long now) {
        int price = failure == Outcome.TIMED_OUT ? timeoutPrice : retryPrice;
        if (price > level) {
            return REFUSED;
        }
        level -= price;
        used += price;
        return price;
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
