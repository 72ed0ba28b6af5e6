package dev.brownout.tracing;

import dev.brownout.kernel.RequestPhase;
import java.util.ArrayList;
import java.util.List;

/** Span of one call of a traced request, or of the request itself, with its outcome and latest event. */
final class TraceSpan {
    /** Value of an instant that has not occurred. */
    static final long NEVER = -1;

    final TraceRecorder request;
    final TraceSpan caller;
    final String component;
    final String node;
    final int attempt;
    final long sentAt;
    /** Phases of the call in order of their ends; empty if only sums are needed. */
    final List<TraceEvent> moments = new ArrayList<>(0);

    long arrivedAt = NEVER;
    long leftAt = NEVER;
    long responseAt = NEVER;
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

    /** Continues immediately from an event of another span. */
    TraceEvent continueFrom(TraceEvent from, long now) {
        latest = new TraceEvent(from, now, null, this);
        request.latest = latest;
        return latest;
    }

    /**
     * Adds an event at the current time, with the phase since a previous event. Returns the previous event if no time
     * has passed.
     */
    TraceEvent moment(TraceEvent from, long now, RequestPhase phase) {
        if (now == from.instant) {
            return from;
        }
        TraceEvent next = new TraceEvent(from, now, phase, this);
        latest = next;
        request.latest = next;
        if (request.isRetained) {
            moments.add(next);
        }
        return next;
    }
}
