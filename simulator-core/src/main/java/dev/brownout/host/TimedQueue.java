package dev.brownout.host;

import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;

/** A line that knows since when each task waits, and since when anybody does. */
abstract class TimedQueue extends FifoQueue {
    private long emptyAt;

    TimedQueue(Simulation simulation, Host host, TimeWeighted length, boolean impatient) {
        super(simulation, host, length, impatient);
    }

    @Override
    void join(Task task) {
        if (size() == 0) {
            emptyAt = now();
        }
        task.joinedAt = now();
        super.join(task);
    }

    /** How long a task has waited. */
    final long waitedNanos(Task task) {
        return now() - task.joinedAt;
    }

    /** How long somebody has been waiting without a break. */
    final long standingNanos() {
        return size() == 0 ? 0 : now() - emptyAt;
    }
}
