package dev.brownout.runtime;

import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/** A user's request on its way, in all the calls that are made for it: who is told what became of it. */
class RequestCompletion extends LogicalRequest implements Reply {
    private final RequestClass type;
    private final int cell;
    private final Runnable then;
    private Request request;

    /**
     * A request that is about to be sent.
     *
     * @param cell in which its user wanted to send it
     * @param then what its user does afterwards; {@code null} for nothing
     */
    RequestCompletion(RequestClass type, int cell, Runnable then) {
        this.type = type;
        this.cell = cell;
        this.then = then;
    }

    /** Sends its first call. */
    final void begin(Service way, Request first) {
        request = first;
        way.call(first, this);
    }

    @Override
    public final void accept(Outcome outcome, long detail) {
        type.finish(request, cell, outcome, detail);
        ended(outcome);
    }

    /** The cell in which its user wanted to send it. */
    final int cell() {
        return cell;
    }

    /** The user has his answer. */
    void ended(Outcome outcome) {
        if (then != null) {
            then.run();
        }
    }
}
