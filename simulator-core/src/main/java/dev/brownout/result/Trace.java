package dev.brownout.result;

import java.util.List;

/**
 * Trace of one user request with all calls made for it.
 *
 * @param id its identity in hex, the same in every variant
 * @param request its class
 * @param chosen reason of the selection: {@code slowest}, {@code failed} or {@code asked}
 * @param bornAtNanos time at which its user issued it
 * @param latencyNanos time until its user received the outcome
 * @param outcome its outcome
 * @param calls the request itself first, then its calls in the order in which they were sent
 */
public record Trace(
        String id,
        String request,
        String chosen,
        long bornAtNanos,
        long latencyNanos,
        String outcome,
        List<Call> calls) {
    /** Time of an event that did not occur. */
    public static final long NEVER = -1;

    /** Copies the list. */
    public Trace {
        calls = List.copyOf(calls);
    }

    /**
     * A call, or the request itself.
     *
     * @param parent number of the call that it was made for, from 0; -1 for the request itself
     * @param component the callee; {@code users} for the request itself
     * @param node the machine; empty for the request itself
     * @param attempt 0 for a first attempt and its calls
     * @param sentAtNanos time at which the caller sent it
     * @param arrivedAtNanos time at which the machine accepted it; -1 if it did not
     * @param leftAtNanos time at which the machine responded, possibly after the caller had stopped waiting; -1 if it
     *     did not
     * @param heardAtNanos time at which the caller learned the outcome or timed out; -1 if it did not
     * @param outcome outcome for the caller; empty if it learned none
     * @param phases its own phases in order, without those of its calls
     */
    public record Call(
            int parent,
            String component,
            String node,
            int attempt,
            long sentAtNanos,
            long arrivedAtNanos,
            long leftAtNanos,
            long heardAtNanos,
            String outcome,
            List<Stretch> phases) {
        /** Copies the list. */
        public Call {
            phases = List.copyOf(phases);
        }
    }

    /**
     * Time span of a call in one phase.
     *
     * @param phase a phase as in {@link LatencyBreakdown.Part}
     * @param counts whether it is part of the latency of the request: the response waited for it
     */
    public record Stretch(String phase, long fromNanos, long toNanos, boolean counts) {}
}
