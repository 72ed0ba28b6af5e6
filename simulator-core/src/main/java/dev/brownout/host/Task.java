package dev.brownout.host;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;

/**
 * Work of a call on a host. It waits for a slot or a core, holds it, and continues. A task waits in one queue at a
 * time.
 */
public abstract class Task extends Event {
    Cores cores;
    FifoQueue line;
    Task next;
    Task previous;
    /** Trace context of the task when it began to wait or to be served. */
    Trail trail;

    /** Duration of the work, in ns; while in service on a dedicated core that is not suspended, the end time. */
    long nanos;
    /**
     * Time of joining a timed queue, in ns; on shared cores, the arrival number; on load-dependent cores, the virtual
     * time of the end.
     */
    long joinedAt;

    /**
     * Time of joining shared cores, or a queue that records waiting times, in ns; on load-dependent cores, the number
     * of the start.
     */
    long waitingSince;

    double virtualEnd;
    long timer = Simulation.NO_TIMER;

    /** Called when the task is granted a slot, which it keeps until {@link WorkerPool#leave}. */
    protected void onAdmitted() {}

    /** Called when the work offered to the cores is done. */
    protected abstract void onWorked();

    /** Called when the task gets a core after a wait for it. */
    protected void onServed() {}

    /** Returns whether the task waits in a queue. */
    protected final boolean isWaiting() {
        return line != null;
    }

    /** Returns the queue timeout, in ns. Called only for queues with timeouts. */
    protected long patienceNanos() {
        throw new IllegalStateException("its timeout is unknown");
    }

    /** Returns the priority in a priority queue: 0 is the highest. */
    protected int rank() {
        return 0;
    }

    /** Called when the task has left a queue unserved: it has timed out, or the queue has dropped it. */
    protected void onRejected() {}

    /** Leaves the queue. Returns false if the task is in no queue. */
    protected final boolean leave() {
        if (line == null) {
            return false;
        }
        line.remove(this);
        return true;
    }

    /** Aborts work in service for the task. Returns false if there is none. */
    protected final boolean abort() {
        return cores != null && cores.abort(this);
    }

    /** Ends the service on the core. */
    @Override
    public final void fire(int step) {
        cores.finish(this);
    }

    @Override
    public final RequestPhase phase(int step) {
        return RequestPhase.WORK;
    }
}
