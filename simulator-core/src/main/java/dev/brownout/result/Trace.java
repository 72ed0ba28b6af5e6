package dev.brownout.result;

import java.util.List;

/**
 * One request of a user and all calls that were made for it.
 *
 * @param id its identity in hex: the same request has the same one in every variant
 * @param request its class
 * @param chosen why it was looked at: {@code slowest}, {@code failed} or {@code asked}
 * @param bornAtNanos when its user wanted to send it
 * @param latencyNanos until its user knew what became of it
 * @param outcome what became of it
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
    /** An instant that did not come. */
    public static final long NEVER = -1;

    /** Takes the list as it is now. */
    public Trace {
        calls = List.copyOf(calls);
    }

    /**
     * A call, or the request itself.
     *
     * @param parent number of the call that it was made for, from 0; -1 for the request itself
     * @param component who was called; {@code users} for the request itself
     * @param node the machine; empty for the request itself
     * @param attempt 0 for a first try, and what was called for it
     * @param sentAtNanos when it left its caller
     * @param arrivedAtNanos when the machine took it in; -1 where it never did
     * @param leftAtNanos when the machine answered, perhaps to nobody; -1 where it never did
     * @param heardAtNanos when its caller knew how it ended, or gave up; -1 where he never did
     * @param outcome what its caller heard; empty where he heard nothing
     * @param phases what it went through itself, in order, without what was called for it
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
        /** Takes the list as it is now. */
        public Call {
            phases = List.copyOf(phases);
        }
    }

    /**
     * A time in which a call went through one phase.
     *
     * @param phase as a {@link LatencyBreakdown.Part} names it
     * @param counts whether it is a part of the request's latency: its answer waited for that
     */
    public record Stretch(String phase, long fromNanos, long toNanos, boolean counts) {}
}
