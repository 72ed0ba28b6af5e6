package dev.brownout.result;

import java.util.Map;

/**
 * Outcomes of the calls from a caller to a component in the measured part of a run, as seen by the caller. The caller
 * is a component or the users of a class of requests. Calls are counted when they are sent, and when they end for the
 * caller. Calls answered by the caller's own policies are not sent. All arrays have one entry per interval of the
 * {@link Series}, from the start of the run.
 *
 * @param caller the calling component or class of requests
 * @param users true if the caller is a class of requests
 * @param callee the called component
 * @param sent calls sent
 * @param retries sent calls that are retries, or that result from a retry
 * @param good successful calls
 * @param failed calls that failed for their caller
 * @param abandoned calls that ended after their caller had crashed
 * @param causes the failed calls by {@code outcome@component}, as of requests
 * @param sentByStep calls sent in each interval
 * @param goodByStep successful calls in each interval
 * @param failedByStep calls that failed in each interval
 */
public record EdgeResult(
        String caller,
        boolean users,
        String callee,
        long sent,
        long retries,
        long good,
        long failed,
        long abandoned,
        Map<String, Long> causes,
        long[] sentByStep,
        long[] goodByStep,
        long[] failedByStep) {

    /**
     * Returns the share of the sent calls that failed, 0 to 1; 0 if none was sent. Calls of the warm-up that fail after
     * it are counted as failed and not as sent, so that the quotient of the counts can exceed 1.
     */
    public double failedShare() {
        return sent == 0 ? 0 : Math.min(1, (double) failed / sent);
    }
}
