package dev.brownout.tracing;

import dev.brownout.kernel.RequestPhase;
import java.util.ArrayList;
import java.util.List;

/** One call of a request that is followed, or the request itself: what became of it, and its latest instant. */
final class TraceSpan {
    /** An instant that has not come. */
    static final long NEVER = -1;

    final TraceRecorder request;
    final TraceSpan caller;
    final String component;
    final String node;
    final int attempt;
    final long sentAt;
    /** Phases of the call in the order of their ends; nothing where only sums are wanted. */
    final List<TraceEvent> moments = new ArrayList<>(0);

    long arrivedAt = NEVER;
    long leftAt = NEVER;
    long heardAt = NEVER;
    String outcome = "";
    TraceEvent latest;

    TraceSpan(TraceRecorder request, TraceSpan caller, String component, String node, int attempt, long sentAt) {
        this.request = request;
        this.caller = caller;
        this.component = component;
        this.node = node;
        this.attempt = attempt;
        this.sentAt = sentAt;
    }

    /** Takes over at once from an instant of another call. */
    TraceEvent goOn(TraceEvent from, long now) {
        latest = new TraceEvent(from, now, null, this);
        request.latest = latest;
        return latest;
    }

    /** Goes on from an instant of it to one later. */
    TraceEvent moment(TraceEvent from, long now, RequestPhase phase) {
        if (now == from.at) {
            return from;
        }
        TraceEvent next = new TraceEvent(from, now, phase, this);
        latest = next;
        request.latest = next;
        if (request.kept) {
            moments.add(next);
        }
        return next;
    }
}
