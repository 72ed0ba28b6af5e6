package dev.brownout.host;

import dev.brownout.kernel.DelayedEvent;

/** A call that is being worked on at a machine: it hears at once when the process dies. */
public abstract class ActiveCall extends DelayedEvent {
    ActiveCall next;
    ActiveCall previous;

    /** The process died and its machine says so: the caller's connection is reset. */
    protected abstract void reset();

    /** The machine lost power: nothing will ever be heard of it. */
    protected abstract void vanish();

    /** Whether the call has reached this machine, and the machine has neither answered nor lost it. */
    protected abstract boolean isAt(Host host);

    /** When it arrived at the machine. */
    protected abstract long arrivedAt();

    final void end(Host dead) {
        if (dead.state() == Host.State.CRASHED) {
            reset();
        } else {
            vanish();
        }
    }
}
