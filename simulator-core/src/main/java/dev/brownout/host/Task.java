package dev.brownout.host;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;

/**
 * Work that a machine does for a call: it waits for a slot or a core, holds it, and goes on. One task waits in one
 * place.
 */
public abstract class Task extends Event {
    Cores cores;
    FifoQueue line;
    Task next;
    Task previous;
    /** What had led to it when it began to wait, or to be served. */
    Trail trail;

    /** How long its work takes; on a core of its own that does not stand still, when it ends. */
    long nanos;
    /** When it joined a line; on cores that are shared, as which of all. */
    long joinedAt;

    double virtualEnd;
    long timer = Simulation.NO_TIMER;

    /** A slot has been given to the task, which keeps it until {@link WorkerPool#leave}. */
    protected void admitted() {}

    /** The work that was offered to the cores is done. */
    protected abstract void worked();

    /** How long it would wait in a line of the impatient. */
    protected long patienceNanos() {
        throw new IllegalStateException("nothing is known of its patience");
    }

    /** How important it is, in a line where that counts: 0 for the most important. */
    protected int rank() {
        return 0;
    }

    /** It has left a line unserved: it has waited for too long, or the line has no place for it any more. */
    protected void turnedAway() {}

    /** Leaves the line in which it waits; false if it waits in none. */
    protected final boolean leave() {
        if (line == null) {
            return false;
        }
        line.remove(this);
        return true;
    }

    /** Stops the work that is being done for it; false if there is none. */
    protected final boolean abort() {
        return cores != null && cores.abort(this);
    }

    /** The core's time for this task is over. */
    @Override
    public final void fire(int step) {
        cores.finish(this);
    }

    @Override
    public final RequestPhase phase(int step) {
        return RequestPhase.WORK;
    }
}
