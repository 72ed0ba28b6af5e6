package dev.brownout.tracing;

import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Request;
import java.util.ArrayList;
import java.util.List;

/** Recorder of one traced user request. The request carries it to all of its calls. */
final class TraceRecorder extends LogicalRequest.IdempotencyRecord {
    final String type;
    final Request request;
    /** True if all calls are recorded, including those without a timely response. */
    final boolean isRetained;

    final TraceSpan whole;
    final List<TraceSpan> stays = new ArrayList<>(0);
    TraceEvent latest;
    boolean answered;

    /**
     * Creates a recorder for a request that is about to be sent.
     *
     * @param owner tracer of the request, under which the recorder is found
     * @param isRetained whether all calls are recorded
     */
    TraceRecorder(Object owner, String type, Request request, boolean isRetained) {
        super(owner, 0);
        this.type = type;
        this.request = request;
        this.isRetained = isRetained;
        this.whole = new TraceSpan(this, null, TracingSimulation.USERS, "", 0, request.intendedSendAt());
        this.latest = new TraceEvent(null, request.intendedSendAt(), null, whole);
        this.whole.latest = latest;
        if (isRetained) {
            stays.add(whole);
        }
    }

    /** Creates the span of a call that is sent on behalf of the request. */
    TraceSpan call(TraceSpan caller, String component, String node, int attempt, long now) {
        TraceSpan stay = new TraceSpan(this, caller, component, node, attempt, now);
        if (isRetained) {
            stays.add(stay);
        }
        return stay;
    }
}
