package dev.brownout.node;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;

/**
 * Work that a machine does for a call: it waits for a slot or a core, holds it, and goes on. One task waits in one
 * place.
 */
public abstract class Task extends Event {
    Cores cores;
    Task next;
    Task previous;
    long workNanos;
    long endAt;
    double virtualEnd;
    long timer = Simulation.NO_TIMER;

    /** A slot has been given to the task, which keeps it until {@link Slots#leave}. */
    protected void admitted() {}

    /** The work that was offered to the cores is done. */
    protected abstract void worked();

    /** The core's time for this task is over. */
    @Override
    public final void fire(int step) {
        cores.finish(this);
    }
}
