package dev.brownout.host;

import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;

/**
 * CoDel as Facebook uses it for requests: while the line has been empty within the last interval, a task may wait for
 * that long, else only for the target; who has waited for longer is dropped as it comes up (Maurer, "Fail at Scale",
 * ACM Queue 2015).
 */
final class AdaptiveCodelQueue extends TimedQueue {
    private final CodelQueue.Control control;

    AdaptiveCodelQueue(
            Simulation simulation, Host host, TimeWeighted length, boolean impatient, CodelQueue.Control control) {
        super(simulation, host, length, impatient);
        this.control = control;
    }

    @Override
    Task poll() {
        long allowed = standingNanos() > control.intervalNanos() ? control.targetNanos() : control.intervalNanos();
        Task task = peek();
        while (task != null && waitedNanos(task) > allowed) {
            drop(task);
            task = peek();
        }
        return super.poll();
    }
}
