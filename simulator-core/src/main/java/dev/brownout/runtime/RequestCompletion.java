package dev.brownout.runtime;

import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/** A logical request of a user during its processing. Records the outcome in its request class. */
class RequestCompletion extends LogicalRequest implements Reply {
    private final RequestClass type;
    private final int cell;
    private final Runnable continuation;
    private Request request;
    private int ahead;

    /**
     * Creates a request that is not sent yet.
     *
     * @param cell cell of the time grid in which the user issues it
     * @param next action of the user after the response; {@code null} for none
     */
    RequestCompletion(RequestClass type, int cell, Runnable next) {
        this.type = type;
        this.cell = cell;
        this.continuation = next;
    }

    /**
     * Sends the first call of the request.
     *
     * @param inFlight number of requests of its class that are in flight
     */
    final void begin(Service service, Request first, int inFlight) {
        request = first;
        ahead = inFlight;
        service.call(first, this);
    }

    @Override
    public final void accept(Outcome outcome, long detail) {
        type.finish(request, cell, ahead, outcome, detail);
        onResponse(outcome);
    }

    /** Returns the cell of the time grid in which the user issued the request. */
    final int cell() {
        return cell;
    }

    /** Called when the user has received the response. */
    void onResponse(Outcome outcome) {
        if (continuation != null) {
            continuation.run();
        }
    }
}
