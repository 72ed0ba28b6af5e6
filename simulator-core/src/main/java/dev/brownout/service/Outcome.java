package dev.brownout.service;

/** Outcome of a call, and whether it tells the caller if the work was done. */
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

    /** Returns whether the call succeeded: the caller received what it requested, or correct information about it. */
    public boolean good() {
        return good;
    }

    /** Returns whether the caller knows if the work was done. */
    public boolean definite() {
        return definite;
    }
}
