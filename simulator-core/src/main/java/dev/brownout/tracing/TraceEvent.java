package dev.brownout.tracing;

import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation.Trail;

/** An instant of a request at one of its calls, with the one that led to it and what lay between the two. */
final class TraceEvent implements Trail {
    final TraceEvent before;
    final long at;
    final RequestPhase phase;
    final TraceSpan stay;

    /**
     * An instant.
     *
     * @param before {@code null} for the user's wish
     * @param phase what the request went through since then; {@code null} where no time has passed
     */
    TraceEvent(TraceEvent before, long at, RequestPhase phase, TraceSpan stay) {
        this.before = before;
        this.at = at;
        this.phase = phase;
        this.stay = stay;
    }

    /** Whether it is a part of a call. */
    boolean within(TraceSpan call) {
        TraceSpan inner = stay;
        while (inner != null && inner != call) {
            inner = inner.caller;
        }
        return inner != null;
    }
}
