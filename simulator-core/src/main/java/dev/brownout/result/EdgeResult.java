package dev.brownout.result;

import java.util.Map;

/**
 * What became of the calls from one component, or from the users of one class of requests, to a component in the
 * measured part of a run, as the callers know it. Calls count when they are sent, and when they end for their caller;
 * what a caller's policies answer themselves is not sent. All arrays have one entry for each step of the
 * {@link Series}, from the start of the run.
 *
 * @param caller the component, or the class of requests, that calls
 * @param users true where the caller is a class of requests
 * @param callee the component that is called
 * @param sent calls sent
 * @param retries those among them that are later tries, or are made because of a later try
 * @param good calls answered well
 * @param failed calls that failed for their caller
 * @param abandoned calls that ended when their caller had died
 * @param causes the failed ones by {@code outcome@component}, as of requests
 * @param sentByStep calls sent in each step
 * @param goodByStep calls answered well in each step
 * @param failedByStep calls that failed in each step
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
        long[] failedByStep) {}
