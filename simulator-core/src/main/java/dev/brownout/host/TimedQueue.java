package dev.brownout.host;

import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;

/** Queue that tracks the waiting time of each task and the time for which it has been non-empty. */
abstract class TimedQueue extends FifoQueue {
    private long emptyAt;

    TimedQueue(Simulation simulation, Host host, TimeWeighted length, boolean timesOut) {
        super(simulation, host, length, timesOut);
    }

    @Override
    boolean inOrder() {
        return false;
    }

    @Override
    void join(Task task) {
        if (size() == 0) {
            emptyAt = now();
        }
        task.joinedAt = now();
        super.join(task);
    }

    /** Returns the waiting time of a task, in ns. */
    final long waitedNanos(Task task) {
        return now() - task.joinedAt;
    }

    /** Returns the time for which the queue has been non-empty, in ns; 0 if it is empty. */
    final long nonEmptyNanos() {
        return size() == 0 ? 0 : now() - emptyAt;
    }
}
