package dev.brownout.host;

import dev.brownout.kernel.DelayedEvent;
import dev.brownout.service.DatabaseSession;

/** Call in progress at a host. The host notifies it when the process dies. */
public abstract class ActiveCall extends DelayedEvent {
    ActiveCall next;
    ActiveCall previous;
    private int ahead;
    /** Session of a call that the callee has not ended; {@code null} for none. */
    private DatabaseSession session;

    /** Counts the call at the session of its connection; {@code null} for none. */
    protected final void beginWork(DatabaseSession its) {
        session = its;
        if (its != null) {
            its.beginWork();
        }
    }

    /** Ends the call at the session of its connection. Has an effect once. */
    protected final void endWork(long now) {
        if (session != null) {
            DatabaseSession its = session;
            session = null;
            its.endWork(now);
        }
    }

    /** Records the arrival at a host. */
    protected final void enter(Host host) {
        ahead = host.meter().arrive(arrivedAt());
        host.enter(this);
    }

    /** Records the departure from a host, with the ordinal of the outcome. */
    protected final void depart(Host host, long now, int outcome, boolean good) {
        host.meter().depart(now, arrivedAt(), ahead, outcome, good);
    }

    /** Handles the death of the process on a host that reports it: the caller's connection is reset. */
    protected abstract void reset();

    /** Handles the death of the process on a host that is silent: the caller receives no response. */
    protected abstract void vanish();

    /** Returns whether the call has reached this host, and the host has neither responded nor lost it. */
    protected abstract boolean isAt(Host host);

    /** Returns the arrival time at the host, in ns. */
    protected abstract long arrivedAt();

    final void end(Host dead) {
        if (dead.state() == Host.State.CRASHED) {
            reset();
        } else {
            vanish();
        }
    }
}
