package dev.brownout.service;

/** How a call ended, and whether the caller knows what became of its work. */
public enum Outcome {
    OK("ok", true, true, "Done."),
    STALE("stale", true, true, "Answered without a write that had been acknowledged when the read was sent."),
    NOT_FOUND("not_found", true, true, "Answered: there is no such key here."),
    REFUSED("refused", false, true, "Nobody listens: the process is down and its machine says so."),
    REJECTED("rejected", false, true, "No place left to wait, or waited for too long."),
    FULL("full", false, true, "No room left for a new key."),
    LIMITED("limited", false, true, "Over the caller's allowance."),
    TIMED_OUT("timed_out", false, false, "The caller's patience ran out; the work may still be done."),
    RESET("reset", false, false, "The connection broke while the call was in flight; the work may have been done."),
    FAILED("failed", false, false, "The callee tried and failed, or says so."),
    UNAVAILABLE("unavailable", false, true, "No machine that could take the call is known."),
    SHORT_CIRCUITED("short_circuited", false, true, "A circuit breaker answered instead of the callee."),
    CANCELLED("cancelled", false, false, "The caller took the call back; the work may have been done.");

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

    /** How many outcomes there are. */
    public static int count() {
        return CANCELLED.index() + 1;
    }

    /** Position among all outcomes, from 0, for counting in arrays. */
    public int index() {
        return ordinal();
    }

    /** The outcome at a position. */
    public static Outcome at(int index) {
        return values()[index];
    }

    /** How stories and tables of outcomes name it, in snake_case. */
    public String label() {
        return label;
    }

    /**
     * The name of its count among metrics. There {@code failed} counts all that was not answered well, whatever the
     * outcome, so that the outcome of that label has another name.
     */
    public String metric() {
        return this == FAILED ? "internal_error" : label;
    }

    /** What it means, in words for people. */
    public String sentence() {
        return sentence;
    }

    /** True when the caller got what it asked for, or the truth about it. */
    public boolean good() {
        return good;
    }

    /** True when the caller knows whether the work was done. */
    public boolean definite() {
        return definite;
    }
}
