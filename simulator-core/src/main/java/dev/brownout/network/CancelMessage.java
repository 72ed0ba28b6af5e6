package dev.brownout.network;

import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Outcome;

/** Cancellation of a call, in transit to the host that works on it. */
final class CancelMessage extends Event {
    private final Host callee;
    private final CancellationToken work;
    private final Outcome why;

    CancelMessage(Host callee, CancellationToken work, Outcome why) {
        this.callee = callee;
        this.work = work;
        this.why = why;
    }

    /** Delivers the cancellation. A suspended host handles it afterwards; a dead or dark host never does. */
    @Override
    public void fire(int step) {
        if (callee.isSuspended()) {
            callee.defer(this, step);
        } else if (callee.up()) {
            work.end(why);
        }
    }
}
