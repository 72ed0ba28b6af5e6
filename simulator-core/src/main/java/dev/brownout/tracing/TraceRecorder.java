package dev.brownout.tracing;

import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Request;
import java.util.ArrayList;
import java.util.List;

/** What a user's request that is followed goes through; the request carries it along. */
final class TraceRecorder extends LogicalRequest.IdempotencyRecord {
    final String type;
    final Request request;
    /** Whether all calls are kept, those of which no answer came in time too. */
    final boolean kept;

    final TraceSpan whole;
    final List<TraceSpan> stays = new ArrayList<>(0);
    TraceEvent latest;
    boolean answered;

    /**
     * A request that is about to be sent.
     *
     * @param owner who follows it
     */
    TraceRecorder(Object owner, String type, Request request, boolean kept) {
        super(owner, 0);
        this.type = type;
        this.request = request;
        this.kept = kept;
        this.whole = new TraceSpan(this, null, TracingSimulation.USERS, "", 0, request.bornAt());
        this.latest = new TraceEvent(null, request.bornAt(), null, whole);
        this.whole.latest = latest;
        if (kept) {
            stays.add(whole);
        }
    }

    /** A call that is sent on its behalf. */
    TraceSpan call(TraceSpan caller, String component, String node, int attempt, long now) {
        TraceSpan stay = new TraceSpan(this, caller, component, node, attempt, now);
        if (kept) {
            stays.add(stay);
        }
        return stay;
    }
}
