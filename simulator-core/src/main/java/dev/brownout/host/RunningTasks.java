package dev.brownout.host;

import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import java.util.ArrayList;
import java.util.List;

/** Tasks in service on cores. Each task ends by a timer of its own, which stops while the host is suspended. */
final class RunningTasks {
    private final Simulation simulation;
    private Task first;

    RunningTasks(Simulation simulation) {
        this.simulation = simulation;
    }

    /** Begins a task that ends after a duration in ns. */
    void begin(Task task, long work) {
        task.previous = null;
        task.next = first;
        if (first != null) {
            first.previous = task;
        }
        first = task;
        task.nanos = simulation.now() + work;
        task.timer = simulation.scheduleAfter(work, task, 0);
    }

    /** Removes a task after its timer has fired or was cancelled. */
    void remove(Task task) {
        if (task.previous == null) {
            first = task.next;
        } else {
            task.previous.next = task.next;
        }
        if (task.next != null) {
            task.next.previous = task.previous;
        }
        task.next = null;
        task.previous = null;
        task.timer = Simulation.NO_TIMER;
    }

    /** Discards all tasks and cancels their timers. */
    void die() {
        for (Task task = first; task != null; task = task.next) {
            simulation.cancel(task.timer);
        }
        first = null;
    }

    /** Suspends all tasks. The length of each becomes its remaining duration. */
    void suspend() {
        Trail own = simulation.trail();
        for (Task task = first; task != null; task = task.next) {
            simulation.cancel(task.timer);
            task.nanos -= simulation.now();
            simulation.resume(task.trail, RequestPhase.WORK);
            task.trail = simulation.trail();
        }
        simulation.restore(own);
    }

    /** Resumes all suspended tasks. */
    void resume() {
        Trail own = simulation.trail();
        for (Task task = first; task != null; task = task.next) {
            long left = task.nanos;
            task.nanos = simulation.now() + left;
            simulation.resume(task.trail, RequestPhase.WAITING);
            task.trail = simulation.trail();
            task.timer = simulation.scheduleAfter(left, task, 0);
        }
        simulation.restore(own);
    }

    /** Removes and returns all suspended tasks, the latest begun first. */
    List<Task> takeAll() {
        List<Task> all = new ArrayList<>();
        while (first != null) {
            all.add(first);
            remove(first);
        }
        return all;
    }
}
