package dev.brownout.tracing;

import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation.Trail;

/**
 * Event in the causal chain of a traced request. It belongs to one call and links to its predecessor and the phase
 * since then.
 */
final class TraceEvent implements Trail {
    final TraceEvent before;
    final long instant;
    final RequestPhase phase;
    final TraceSpan stay;

    /**
     * Creates an event.
     *
     * @param before predecessor; {@code null} for the intended send time of the user
     * @param phase phase since the predecessor; {@code null} if no time has passed
     */
    TraceEvent(TraceEvent before, long instant, RequestPhase phase, TraceSpan stay) {
        this.before = before;
        this.instant = instant;
        this.phase = phase;
        this.stay = stay;
    }

    /** Returns whether the event belongs to a call or to one of its nested calls. */
    boolean isInside(TraceSpan call) {
        TraceSpan inner = stay;
        while (inner != null && inner != call) {
            inner = inner.caller;
        }
        return inner != null;
    }
}
