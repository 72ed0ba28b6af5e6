package dev.brownout.tracing;

import dev.brownout.service.Outcome;
import dev.brownout.service.Request;

/** Receives each request of a run when its user learns its outcome, in this order. Access logs are written from it. */
@FunctionalInterface
public interface RequestLog {
    /** Log that discards all requests. */
    RequestLog NONE = (type, request, endedAt, outcome) -> {};

    /**
     * Records a completed request.
     *
     * @param type request class, as named in the scenario
     * @param endedAt time of completion, in ns since the start of the run; the intended send time is
     *     {@link Request#intendedSendAt}
     */
    void record(String type, Request request, long endedAt, Outcome outcome);
}
