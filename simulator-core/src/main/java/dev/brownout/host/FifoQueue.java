package dev.brownout.host;

import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;

/** Tasks that wait for a core or a slot, first come first served; any of them may leave. */
public class FifoQueue {
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
    public FifoQueue(Simulation simulation, Host host, TimeWeighted length) {
        this(simulation, host, length, false);
    }

    /**
     * Nobody waits.
     *
     * @param length counts who does
     * @param impatient whether tasks leave when they have waited for as long as they say
     */
    public FifoQueue(Simulation simulation, Host host, TimeWeighted length, boolean impatient) {
        this.simulation = simulation;
        this.host = host;
        this.length = length;
        this.impatient = impatient;
    }

    /**
     * A line in which a machine serves those who wait as it is told to.
     *
     * @param scheduling who is next
     * @param length counts who waits
     * @param impatient whether tasks leave when they have waited for as long as they say
     * @param ranks for {@code PRIORITY}: how many there are
     */
    public static FifoQueue of(
            Cores.Scheduling scheduling,
            Simulation simulation,
            Host host,
            TimeWeighted length,
            boolean impatient,
            int ranks) {
        return of(scheduling, simulation, host, length, impatient, ranks, CodelQueue.Control.USUAL);
    }

    /**
     * The same with other limits than usual for those that go by how long tasks wait.
     *
     * @param control those limits
     */
    public static FifoQueue of(
            Cores.Scheduling scheduling,
            Simulation simulation,
            Host host,
            TimeWeighted length,
            boolean impatient,
            int ranks,
            CodelQueue.Control control) {
        return switch (scheduling) {
            case FIFO, PS -> new FifoQueue(simulation, host, length, impatient);
            case LIFO -> new LifoQueue(simulation, host, length, impatient, 0);
            case ADAPTIVE_LIFO -> new LifoQueue(simulation, host, length, impatient, control.intervalNanos());
            case CODEL -> new CodelQueue(simulation, host, length, impatient, control);
            case CONTROLLED_DELAY -> new AdaptiveCodelQueue(simulation, host, length, impatient, control);
            case PRIORITY -> new PriorityQueueDiscipline(simulation, host, length, impatient, ranks);
        };
    }

    /** How many wait. */
    final int size() {
        return size;
    }

    /** Lets a task wait. */
    final void add(Task task) {
        task.line = this;
        task.trail = simulation.trail();
        join(task);
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
    final void remove(Task task) {
        part(task);
        task.line = null;
        size--;
        length.add(simulation.now(), -1);
        host.workEnded();
        if (impatient) {
            simulation.cancel(task.timer);
            task.timer = Simulation.NO_TIMER;
        }
    }

    /** Puts a task last. */
    void join(Task task) {
        task.next = null;
        task.previous = tail;
        if (tail == null) {
            head = task;
        } else {
            tail.next = task;
        }
        tail = task;
    }

    /** Closes the gap that a task leaves. */
    void part(Task task) {
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
        task.next = null;
        task.previous = null;
    }

    /** Who came first; {@code null} when nobody waits. */
    final Task peek() {
        return head;
    }

    /** Who came last; {@code null} when nobody waits. */
    final Task newest() {
        return tail;
    }

    /** Now. */
    final long now() {
        return simulation.now();
    }

    /** Takes a task out for good: it hears of it at once, but after whatever happens now. */
    final void drop(Task task) {
        remove(task);
        Trail own = simulation.trail();
        simulation.resume(task.trail, RequestPhase.WAITING);
        host.after(0, task::turnedAway);
        simulation.restore(own);
    }

    /** Forgets everybody: the process has died. */
    void clear() {
        length.add(simulation.now(), -size);
        head = null;
        tail = null;
        size = 0;
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
            if (task.line != FifoQueue.this || host.incarnation() != incarnation) {
                return;
            }
            if (host.isSuspended()) {
                host.defer(this, step);
            } else {
                remove(task);
                task.turnedAway();
            }
        }

        @Override
        public RequestPhase phase(int step) {
            return RequestPhase.WAITING;
        }
    }
}
