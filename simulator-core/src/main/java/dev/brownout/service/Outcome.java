package dev.brownout.service;

/** Outcome of a call, and whether it tells the caller if the work was done. */
public enum Outcome {
    OK("ok", true, true, "Success."),
    STALE("stale", true, true, "The response lacks a write that was acknowledged before the read was sent."),
    NOT_FOUND("not_found", true, true, "Success: the key does not exist."),
    SOLD_OUT("sold_out", true, true, "A correct response: no unit is left. The request takes no further step."),
    HOLD_EXPIRED(
            "hold_expired",
            true,
            true,
            "A correct response: the unit is not held any more. The request takes no further step."),
    REFUSED("refused", false, true, "Connection refused: the process is down, its node is up."),
    REJECTED("rejected", false, true, "Rejected: no free queue slot, or the queue time limit has passed."),
    FULL("full", false, true, "No free capacity for a new key."),
    LIMITED("limited", false, true, "Above the rate limit of the caller."),
    TIMED_OUT("timed_out", false, false, "The caller timed out; the work may still be done."),
    RESET("reset", false, false, "The connection broke while the call was in flight; the work may have been done."),
    FAILED("failed", false, false, "The callee failed or returned an error."),
    UNAVAILABLE("unavailable", false, true, "No available node is known."),
    SHORT_CIRCUITED("short_circuited", false, true, "Rejected by a circuit breaker before the call."),
    CANCELLED("cancelled", false, false, "The caller cancelled the call; the work may have been done.");

    private final String label;
    private final boolean good;
    private final boolean definite;
    private final String sentence;

    Outcome(String label, boolean good, boolean definite, String sentence) {
        this.label = label;
        this.good = good;
        this.definite = definite;
        this.sentence = sentence;
    }

    /** Returns the number of outcomes. */
    public static int count() {
        return CANCELLED.index() + 1;
    }

    /** Returns the index of the outcome, from 0, for counters in arrays. */
    public int index() {
        return ordinal();
    }

    /** Returns the outcome with an index. */
    public static Outcome at(int index) {
        return values()[index];
    }

    /** Returns the name in reports and tables, in snake_case. */
    public String label() {
        return label;
    }

    /**
     * Returns the name of the metric that counts this outcome. The metric {@code failed} counts all unsuccessful calls,
     * whatever their outcome. The outcome with the label {@code failed} therefore has another metric name.
     */
    public String metric() {
        return this == FAILED ? "internal_error" : label;
    }

    /** Returns a description for users. */
    public String sentence() {
        return sentence;
    }

    /** Returns whether the call succeeded: the caller received the requested data, or correct information about it. */
    public boolean good() {
        return good;
    }

    /** Returns whether the caller goes on with its next step: the call succeeded, and had the requested effect. */
    public boolean proceeds() {
        return good && this != SOLD_OUT && this != HOLD_EXPIRED;
    }

    /** Returns whether the caller knows if the work was done. */
    public boolean definite() {
        return definite;
    }
}
