package dev.brownout.host;

import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import java.util.ArrayList;
import java.util.List;

/** The work that cores do: each piece ends by a timer of its own, which stands still while the machine does. */
final class RunningTasks {
    private final Simulation simulation;
    private Task first;

    RunningTasks(Simulation simulation) {
        this.simulation = simulation;
    }

    /** Begins a piece that ends after some time. */
    void begin(Task task, long work) {
        task.previous = null;
        task.next = first;
        if (first != null) {
            first.previous = task;
        }
        first = task;
        task.nanos = simulation.now() + work;
        task.timer = simulation.after(work, task, 0);
    }

    /** Takes one out whose timer has fired or was cancelled. */
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

    /** All end without an end of their own. */
    void die() {
        for (Task task = first; task != null; task = task.next) {
            simulation.cancel(task.timer);
        }
        first = null;
    }

    /** All stand still; their length is what is left of them. */
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

    /** All go on that stand still. */
    void resume() {
        Trail own = simulation.trail();
        for (Task task = first; task != null; task = task.next) {
            long left = task.nanos;
            task.nanos = simulation.now() + left;
            simulation.resume(task.trail, RequestPhase.WAITING);
            task.trail = simulation.trail();
            task.timer = simulation.after(left, task, 0);
        }
        simulation.restore(own);
    }

    /** Takes out all that stand still, the last begun first. */
    List<Task> takeAll() {
        List<Task> all = new ArrayList<>();
        while (first != null) {
            all.add(first);
            remove(first);
        }
        return all;
    }
}
