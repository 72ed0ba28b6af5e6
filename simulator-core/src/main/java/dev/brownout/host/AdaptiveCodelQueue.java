package dev.brownout.host;

import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;

/**
 * CoDel variant for request queues, as used at Facebook (Maurer, "Fail at Scale", ACM Queue 2015). If the queue was
 * empty within the last interval, a task may wait for one interval, otherwise only for the target. A task that has
 * waited longer is dropped when it reaches the head of the queue.
 */
final class AdaptiveCodelQueue extends TimedQueue {
    private final CodelQueue.Control control;

    AdaptiveCodelQueue(
            Simulation simulation, Host host, TimeWeighted length, boolean timesOut, CodelQueue.Control control) {
        super(simulation, host, length, timesOut);
        this.control = control;
    }

    @Override
    Task poll() {
        long allowed = nonEmptyNanos() > control.intervalNanos() ? control.targetNanos() : control.intervalNanos();
        Task task = peek();
        while (task != null && waitedNanos(task) > allowed) {
            drop(task);
            task = peek();
        }
        return super.poll();
    }
}
