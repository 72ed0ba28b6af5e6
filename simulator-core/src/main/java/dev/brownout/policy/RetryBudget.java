package dev.brownout.policy;

import dev.brownout.service.Outcome;

/** Limit of the calls beyond the first attempts of one client process, with its state. */
public interface RetryBudget {
    /** Result of {@link #pay} if the budget does not allow the attempt. */
    int REFUSED = -1;

    /** Records a request before its first attempt; {@code now} is non-decreasing. */
    default void request(long now) {}

    /** Records that an attempt is sent. */
    default void sent() {}

    /**
     * Records that an attempt has ended, before its result.
     *
     * @param paid price of the attempt as returned by {@link #pay}; 0 for the first attempt
     */
    default void release(int paid) {}

    /**
     * Records that a paid retry is never sent, as its call has been cancelled.
     *
     * @param paid price of the retry as returned by {@link #pay}
     */
    default void onAbandoned(int paid) {}

    /**
     * Records the success of an attempt.
     *
     * @param paid price of the attempt as returned by {@link #pay}; 0 for the first attempt
     */
    default void onSucceeded(int paid) {}

    /** Records a failure that could be retried, whether or not attempts are left. */
    default void onFailed() {}

    /**
     * Pays for a retry or a hedge. After a failure it is called after {@link #onFailed}.
     *
     * @param failure outcome of the failed attempt; {@link Outcome#TIMED_OUT} for a hedge of a late response
     * @return the price, at least 0, or {@link #REFUSED}
     */
    int pay(Outcome failure, long now);

    /** Returns the number of tokens left; 0 for a budget without tokens. */
    default long tokens() {
        return 0;
    }

    /**
     * Returns the tokens at the start, plus those returned, minus those taken; an audit compares it with the tokens.
     */
    default long bookedTokens() {
        return 0;
    }
}
