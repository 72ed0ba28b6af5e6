package dev.brownout.importing.spans;

/** How one operation calls one thing, over all times that it ran. */
final class OperationCalls {
    private final Callee callee;
    private long runs;
    private long made;
    private long least = Long.MAX_VALUE;
    private long most;
    private double offsets;
    private long atOnce;
    private long several;
    private long retries;
    private double pauses;
    private long masked;
    private long outlasting;

    OperationCalls(Callee callee) {
        this.callee = callee;
    }

    /**
     * Takes what a run of the operation has called.
     *
     * @param count how often, repetitions after an error not counted
     * @param offset how long after the run's start the first call was made, in nanoseconds
     * @param overlapping whether two of the calls were under way at the same time
     */
    void ran(long count, long offset, boolean overlapping) {
        runs++;
        made += count;
        least = Math.min(least, count);
        most = Math.max(most, count);
        offsets += offset;
        several += count > 1 ? 1 : 0;
        atOnce += overlapping ? 1 : 0;
    }

    /** Takes a call that was made again after an error, so many nanoseconds later. */
    void repeated(long pause) {
        retries++;
        pauses += pause;
    }

    /** Takes a failed call whose caller did not fail. */
    void masked() {
        masked++;
    }

    /** Takes a call that ended after the run that had made it. */
    void outlasted() {
        outlasting++;
    }

    Callee callee() {
        return callee;
    }

    /** In how many runs it was called. */
    long runs() {
        return runs;
    }

    /** How often on average in these. */
    double mean() {
        return made / (double) runs;
    }

    long least() {
        return least;
    }

    long most() {
        return most;
    }

    /** How long after its start a run called it, on average, in nanoseconds. */
    double offset() {
        return offsets / runs;
    }

    /** Whether several calls of a run are made at once, rather than one after the other. */
    boolean parallel() {
        return 2 * atOnce > several;
    }

    long retries() {
        return retries;
    }

    /** The mean time from an error to the next attempt, in nanoseconds. */
    double pause() {
        return pauses / retries;
    }

    long maskedFailures() {
        return masked;
    }

    long outlasting() {
        return outlasting;
    }
}
