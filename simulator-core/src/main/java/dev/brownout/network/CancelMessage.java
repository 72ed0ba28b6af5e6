package dev.brownout.network;

import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Outcome;

/** The news that a call is no longer wanted, on its way to the machine that works on it. */
final class CancelMessage extends Event {
    private final Host callee;
    private final CancellationToken work;
    private final Outcome why;

    CancelMessage(Host callee, CancellationToken work, Outcome why) {
        this.callee = callee;
        this.work = work;
        this.why = why;
    }

    /** A machine that stands still reads it afterwards; a dead or dark one never does. */
    @Override
    public void fire(int step) {
        if (callee.isSuspended()) {
            callee.defer(this, step);
        } else if (callee.up()) {
            work.end(why);
        }
    }
}
