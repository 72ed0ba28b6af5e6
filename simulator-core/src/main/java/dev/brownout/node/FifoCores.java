package dev.brownout.node;

import dev.brownout.kernel.Simulation;
import dev.brownout.measure.Occupancy;
import dev.brownout.measure.TimeWeighted;

/** Cores behind one first-come-first-served queue: G/G/c/K with c cores and K - c places. */
public final class FifoCores implements Cores {
    private final Simulation simulation;
    private final Host host;
    private final int cores;
    private final int places;
    private final Occupancy busy;
    private final TimeWeighted queue;
    private Task running;
    private Task head;
    private Task tail;
    private int inService;
    private int waiting;

    /**
     * Idle cores.
     *
     * @param cores at least 1
     * @param places how many may wait; {@code Integer.MAX_VALUE} for any number
     * @param busy counts cores in use
     * @param queue counts who waits
     */
    public FifoCores(Simulation simulation, Host host, int cores, int places, Occupancy busy, TimeWeighted queue) {
        this.simulation = simulation;
        this.host = host;
        this.cores = cores;
        this.places = places;
        this.busy = busy;
        this.queue = queue;
        busy.capacity(cores);
        host.house(this);
    }

    @Override
    public boolean offer(Task task, long workNanos) {
        if (inService == cores && waiting >= places) {
            return false;
        }
        insist(task, workNanos);
        return true;
    }

    @Override
    public void insist(Task task, long workNanos) {
        task.cores = this;
        task.workNanos = workNanos;
        if (inService < cores) {
            inService++;
            busy.add(simulation.now(), 1);
            serve(task);
            return;
        }
        task.next = null;
        if (tail == null) {
            head = task;
        } else {
            tail.next = task;
        }
        tail = task;
        waiting++;
        queue.add(simulation.now(), 1);
    }

    private void serve(Task task) {
        task.previous = null;
        task.next = running;
        if (running != null) {
            running.previous = task;
        }
        running = task;
        long work = host.stretched(task.workNanos);
        task.endAt = simulation.now() + work;
        task.timer = simulation.after(work, task, 0);
    }

    @Override
    public void finish(Task task) {
        unlink(task);
        Task following = head;
        if (following == null) {
            inService--;
            busy.add(simulation.now(), -1);
        } else {
            head = following.next;
            if (head == null) {
                tail = null;
            }
            waiting--;
            queue.add(simulation.now(), -1);
            serve(following);
        }
        task.worked();
    }

    private void unlink(Task task) {
        if (task.previous == null) {
            running = task.next;
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

    @Override
    public int waiting() {
        return waiting;
    }

    @Override
    public int present() {
        return inService + waiting;
    }

    @Override
    public void died() {
        for (Task task = running; task != null; task = task.next) {
            simulation.cancel(task.timer);
        }
        busy.add(simulation.now(), -inService);
        queue.add(simulation.now(), -waiting);
        running = null;
        head = null;
        tail = null;
        inService = 0;
        waiting = 0;
    }

    @Override
    public void frozen() {
        for (Task task = running; task != null; task = task.next) {
            simulation.cancel(task.timer);
            task.endAt -= simulation.now();
        }
    }

    @Override
    public void thawed() {
        for (Task task = running; task != null; task = task.next) {
            long left = task.endAt;
            task.endAt = simulation.now() + left;
            task.timer = simulation.after(left, task, 0);
        }
    }

    @Override
    public void membershipChanged() {
        busy.capacity(simulation.now(), host.membership().manned() ? cores : 0);
    }

    @Override
    public boolean working() {
        return inService > 0;
    }
}
