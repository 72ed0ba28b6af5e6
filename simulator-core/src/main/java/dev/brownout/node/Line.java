package dev.brownout.node;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.measure.TimeWeighted;

/** Tasks that wait for a core or a slot, first come first served; any of them may leave. */
public class Line {
    private final Simulation simulation;
    private final Host host;
    private final TimeWeighted length;
    private final boolean impatient;
    private Task head;
    private Task tail;
    private int size;

    /**
     * Nobody waits.
     *
     * @param length counts who does
     */
    public Line(Simulation simulation, Host host, TimeWeighted length) {
        this(simulation, host, length, false);
    }

    /**
     * Nobody waits.
     *
     * @param length counts who does
     * @param impatient whether tasks leave when they have waited for as long as they say
     */
    public Line(Simulation simulation, Host host, TimeWeighted length, boolean impatient) {
        this.simulation = simulation;
        this.host = host;
        this.length = length;
        this.impatient = impatient;
    }

    /** How many wait. */
    final int size() {
        return size;
    }

    /** Lets a task wait. */
    void add(Task task) {
        task.line = this;
        task.next = null;
        task.previous = tail;
        if (tail == null) {
            head = task;
        } else {
            tail.next = task;
        }
        tail = task;
        size++;
        length.add(simulation.now(), 1);
        if (impatient) {
            task.timer = simulation.after(task.patienceNanos(), new TimeUp(task), 0);
        }
    }

    /** Takes out whoever is next; {@code null} when nobody waits. */
    Task poll() {
        Task first = head;
        if (first != null) {
            remove(first);
        }
        return first;
    }

    /** A task waits no longer. */
    void remove(Task task) {
        if (task.previous == null) {
            head = task.next;
        } else {
            task.previous.next = task.next;
        }
        if (task.next == null) {
            tail = task.previous;
        } else {
            task.next.previous = task.previous;
        }
        task.line = null;
        task.next = null;
        task.previous = null;
        size--;
        length.add(simulation.now(), -1);
        if (impatient) {
            simulation.cancel(task.timer);
            task.timer = Simulation.NO_TIMER;
        }
    }

    /** A task has waited for as long as it would; on a machine that stands still it learns so afterwards. */
    private final class TimeUp extends Event {
        private final Task task;
        private final int incarnation = host.incarnation();

        TimeUp(Task task) {
            this.task = task;
        }

        @Override
        public void fire(int step) {
            if (task.line != Line.this || host.incarnation() != incarnation) {
                return;
            }
            if (host.frozen()) {
                host.defer(this, step);
            } else {
                remove(task);
                task.turnedAway();
            }
        }
    }

    /** Forgets everybody: the process has died. */
    void clear() {
        length.add(simulation.now(), -size);
        head = null;
        tail = null;
        size = 0;
    }
}
