package dev.brownout.importing.spans;

/** Statistics of the calls of one operation to one callee, over all runs. */
final class OperationCalls {
    private final Callee callee;
    private long runs;
    private long made;
    private long minimum = Long.MAX_VALUE;
    private long maximum;
    private double offsets;
    private long atOnce;
    private long several;
    private long retries;
    private double pauses;
    private long failedAttempts;
    private long failed;
    private long tolerated;
    private long failedRuns;
    private long mostAttempts = 1;
    private long outlasting;

    OperationCalls(Callee callee) {
        this.callee = callee;
    }

    /**
     * Records the calls of one run of the operation.
     *
     * @param count number of calls without retries
     * @param offset time from the start of the run to the first call, in ns
     * @param overlapping whether two of the calls were in flight at the same time
     */
    void ran(long count, long offset, boolean overlapping) {
        runs++;
        made += count;
        minimum = Math.min(minimum, count);
        maximum = Math.max(maximum, count);
        offsets += offset;
        several += count > 1 ? 1 : 0;
        atOnce += overlapping ? 1 : 0;
    }

    /**
     * Records a retry after an error.
     *
     * @param pause time from the error to the retry, in ns
     */
    void onRepeated(long pause) {
        retries++;
        pauses += pause;
    }

    /** Records a failed attempt, whether or not it is repeated. */
    void failedAttempt() {
        failedAttempts++;
    }

    /**
     * Records a call with a failed last attempt.
     *
     * @param isTolerated whether the run of the caller succeeded
     */
    void onFailed(boolean isTolerated) {
        failed++;
        tolerated += isTolerated ? 1 : 0;
    }

    /** Records that a failed call made the run fail. */
    void failedRun() {
        failedRuns++;
    }

    /** Records the number of attempts of a call. */
    void attempts(long count) {
        mostAttempts = Math.max(mostAttempts, count);
    }

    /** Records a call that ended after the run that had made it. */
    void outlasted() {
        outlasting++;
    }

    Callee callee() {
        return callee;
    }

    /** Returns the number of runs with such a call. */
    long runs() {
        return runs;
    }

    /** Returns the number of calls without retries. */
    long callCount() {
        return made;
    }

    /** Returns the mean number of calls in the runs with such a call. */
    double mean() {
        return made / (double) runs;
    }

    long minimum() {
        return minimum;
    }

    long maximum() {
        return maximum;
    }

    /** Returns the mean time from the start of a run to its first call, in ns. */
    double offset() {
        return offsets / runs;
    }

    /** Returns whether several calls of a run are made in parallel rather than in sequence. */
    boolean parallel() {
        return 2 * atOnce > several;
    }

    long retries() {
        return retries;
    }

    /** Returns the mean time from an error to the next attempt, in ns. */
    double pause() {
        return pauses / retries;
    }

    /** Returns the number of attempts, including retries. */
    long attempts() {
        return made + retries;
    }

    long failedAttempts() {
        return failedAttempts;
    }

    /** Returns the number of calls with a failed last attempt. */
    long failed() {
        return failed;
    }

    /** Returns the number of calls that failed in runs that succeeded. */
    long tolerated() {
        return tolerated;
    }

    /** Returns the number of runs that failed because of such a call. */
    long failedRuns() {
        return failedRuns;
    }

    /** Returns the maximum number of attempts of a call. */
    long mostAttempts() {
        return mostAttempts;
    }

    long outlasting() {
        return outlasting;
    }
}
