package dev.brownout.host;

import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import java.util.List;
import java.util.function.LongConsumer;

/** Queue of tasks that wait for a core or a slot, first come first served. Any task may leave it early. */
public class FifoQueue {
    private final Simulation simulation;
    private final Host host;
    private final TimeWeighted length;
    private final boolean timesOut;
    /** Waiting times of the tasks that have left the queue for a core or slot; {@code null} if not recorded. */
    private LatencyHistogram waits;

    private Task head;
    private Task tail;
    private int size;

    /**
     * Creates an empty queue without timeouts.
     *
     * @param length counts waiting tasks
     */
    public FifoQueue(Simulation simulation, Host host, TimeWeighted length) {
        this(simulation, host, length, false);
    }

    /**
     * Creates an empty queue.
     *
     * @param length counts waiting tasks
     * @param timesOut whether tasks leave after their queue timeout
     */
    public FifoQueue(Simulation simulation, Host host, TimeWeighted length, boolean timesOut) {
        this.simulation = simulation;
        this.host = host;
        this.length = length;
        this.timesOut = timesOut;
    }

    /**
     * Creates a queue for a scheduling discipline, with the default CoDel parameters.
     *
     * @param scheduling the discipline
     * @param length counts waiting tasks
     * @param timesOut whether tasks leave after their queue timeout
     * @param ranks number of priorities, for {@code PRIORITY}
     */
    public static FifoQueue of(
            Cores.Scheduling scheduling,
            Simulation simulation,
            Host host,
            TimeWeighted length,
            boolean timesOut,
            int ranks) {
        return of(scheduling, simulation, host, length, timesOut, ranks, CodelQueue.Control.USUAL);
    }

    /**
     * Creates a queue for a scheduling discipline, with given limits of waiting times.
     *
     * @param control target and interval, for the disciplines that depend on waiting times
     */
    public static FifoQueue of(
            Cores.Scheduling scheduling,
            Simulation simulation,
            Host host,
            TimeWeighted length,
            boolean timesOut,
            int ranks,
            CodelQueue.Control control) {
        return switch (scheduling) {
            case FIFO, PS -> new FifoQueue(simulation, host, length, timesOut);
            case LIFO -> new LifoQueue(simulation, host, length, timesOut, 0);
            case ADAPTIVE_LIFO -> new LifoQueue(simulation, host, length, timesOut, control.intervalNanos());
            case CODEL -> new CodelQueue(simulation, host, length, timesOut, control);
            case CONTROLLED_DELAY -> new AdaptiveCodelQueue(simulation, host, length, timesOut, control);
            case PRIORITY -> new PriorityQueueDiscipline(simulation, host, length, timesOut, ranks);
        };
    }

    /**
     * Records the waiting time of each task that gets a core or slot, at that time; 0 if one is free.
     *
     * @return the recorded waits that are open at the end of a run
     */
    public final OverdueWaits recordWaits(LatencyHistogram times, TimeGrid grid) {
        waits = times;
        OverdueWaits open = new OverdueWaits(
                        grid, List.of(times), List.of(), all -> eachWaiting(since -> all.open(since, 1)))
                .atTheirEnd()
                .givenUp();
        return inOrder() ? open.inOrder(length, () -> head == null ? 0 : simulation.now() - head.waitingSince) : open;
    }

    /** Records that a task has got a core or slot without a wait. */
    final void recordImmediate() {
        if (waits != null) {
            waits.record(simulation.now(), 0);
        }
    }

    /** Records that a task has got a core or slot after its wait. */
    final void onGranted(Task task) {
        if (waits != null) {
            waits.record(simulation.now(), simulation.now() - task.waitingSince);
        }
    }

    /** Reports the time since which each task waits, in ns, in the order of their arrival. */
    void eachWaiting(LongConsumer since) {
        for (Task task = head; task != null; task = task.next) {
            since.accept(task.waitingSince);
        }
    }

    /** Returns whether tasks leave the queue in the order of their arrival. */
    boolean inOrder() {
        return true;
    }

    /** Returns the number of waiting tasks. */
    final int size() {
        return size;
    }

    /** Adds a task. */
    final void add(Task task) {
        task.line = this;
        task.trail = simulation.trail();
        if (waits != null) {
            task.waitingSince = simulation.now();
        }
        join(task);
        size++;
        length.add(simulation.now(), 1);
        if (timesOut) {
            task.timer = simulation.scheduleAfter(task.patienceNanos(), new TimeUp(task), 0);
        }
    }

    /** Removes and returns the next task; {@code null} if the queue is empty. */
    Task poll() {
        Task first = head;
        if (first != null) {
            remove(first);
        }
        return first;
    }

    /** Removes a task and cancels its queue timeout. */
    final void remove(Task task) {
        part(task);
        task.line = null;
        size--;
        length.add(simulation.now(), -1);
        host.workEnded();
        if (timesOut) {
            simulation.cancel(task.timer);
            task.timer = Simulation.NO_TIMER;
        }
    }

    /** Links a task at the tail. */
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

    /** Unlinks a task. */
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

    /** Returns the oldest task; {@code null} if the queue is empty. */
    final Task peek() {
        return head;
    }

    /** Returns the newest task; {@code null} if the queue is empty. */
    final Task newest() {
        return tail;
    }

    /** Returns the current time, in ns. */
    final long now() {
        return simulation.now();
    }

    /** Drops a task for good. It is notified at the same instant, after the current event. */
    final void drop(Task task) {
        remove(task);
        Trail own = simulation.trail();
        simulation.resume(task.trail, RequestPhase.WAITING);
        host.schedule(0, task::onRejected);
        simulation.restore(own);
    }

    /** Discards all tasks after the death of the process. */
    void clear() {
        length.add(simulation.now(), -size);
        head = null;
        tail = null;
        size = 0;
    }

    /** Queue timeout of a task. On a suspended host it is handled after the suspension. */
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
                task.onRejected();
            }
        }

        @Override
        public RequestPhase phase(int step) {
            return RequestPhase.WAITING;
        }
    }
}
