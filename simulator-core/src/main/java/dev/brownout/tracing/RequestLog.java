package dev.brownout.tracing;

import dev.brownout.service.Outcome;
import dev.brownout.service.Request;

/**
 * Hears of each request of a run when its user learns what became of it, in that order: what an access log is made of.
 */
@FunctionalInterface
public interface RequestLog {
    /** Hears of none. */
    RequestLog NONE = (type, request, endedAt, outcome) -> {};

    /**
     * Takes a request that has ended.
     *
     * @param type its class, as the scenario calls it
     * @param endedAt in nanoseconds since the start of the run; it was wanted at {@link Request#bornAt}
     */
    void ended(String type, Request request, long endedAt, Outcome outcome);
}
