package dev.brownout.run;

import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;

/** A user's request on its way: who is told what became of it. */
final class Journey implements Reply {
    private final RequestClass type;
    private final Request request;
    private final int cell;
    private final Runnable then;

    /**
     * A request that is about to be sent.
     *
     * @param cell in which its user wanted to send it
     * @param then what its user does afterwards; {@code null} for nothing
     */
    Journey(RequestClass type, Request request, int cell, Runnable then) {
        this.type = type;
        this.request = request;
        this.cell = cell;
        this.then = then;
    }

    @Override
    public void accept(Outcome outcome, long detail) {
        type.finish(request, cell, outcome, detail);
        if (then != null) {
            then.run();
        }
    }
}
