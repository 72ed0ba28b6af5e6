package dev.brownout.host;

import dev.brownout.instrument.Occupancy;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Share of a process in the cores of a host with several processes. A suspended process leaves its cores to the other
 * processes, and resumes when its work would have been next. When the whole host is suspended, work in service keeps
 * its cores.
 */
public final class ProcessCoreShare implements Cores {
    /** Arrival number after all others, for an empty queue. */
    static final long EMPTY_QUEUE = Long.MAX_VALUE;

    private final Simulation simulation;
    private final Host process;
    private final ColocatedCores all;
    private final int places;
    private final Occupancy busy;
    private final FifoQueue line;
    /** Work that was in service when the process was suspended, with the remaining duration as its length. */
    private final Deque<Task> interrupted = new ArrayDeque<>();

    private final RunningTasks running;
    private int inService;

    ProcessCoreShare(
            Simulation simulation, Host process, ColocatedCores all, int places, Occupancy busy, FifoQueue line) {
        this.simulation = simulation;
        this.process = process;
        this.all = all;
        this.places = places;
        this.busy = busy;
        this.line = line;
        this.running = new RunningTasks(simulation);
        process.attach(this);
    }

    @Override
    public boolean offer(Task task, long workNanos) {
        if (!all.isIdle() && line.size() >= places) {
            return false;
        }
        enqueueUnbounded(task, workNanos);
        return true;
    }

    @Override
    public void enqueueUnbounded(Task task, long workNanos) {
        task.cores = this;
        task.nanos = workNanos;
        task.joinedAt = all.arrival();
        if (all.isIdle()) {
            task.trail = simulation.trail();
            line.recordImmediate();
            serve(task, process.slowedNanos(workNanos));
        } else {
            line.add(task);
        }
    }

    /**
     * Returns the arrival number of the oldest waiting task; {@code Long.MAX_VALUE} if none waits or the process is
     * suspended.
     */
    long oldestArrival() {
        if (process.isSuspended()) {
            return EMPTY_QUEUE;
        }
        Task first = interrupted.isEmpty() ? line.peek() : interrupted.peek();
        return first == null ? EMPTY_QUEUE : first.joinedAt;
    }

    /** Serves the oldest waiting task on a free core. */
    void begin() {
        Trail own = simulation.trail();
        Task repeated = interrupted.poll();
        Task task = repeated == null ? line.poll() : repeated;
        if (repeated == null) {
            line.onGranted(task);
        }
        simulation.resume(task.trail, RequestPhase.WAITING);
        task.trail = simulation.trail();
        if (repeated == null) {
            task.onServed();
        }
        serve(task, repeated == null ? process.slowedNanos(task.nanos) : task.nanos);
        simulation.restore(own);
    }

    private void serve(Task task, long work) {
        all.acquire();
        inService++;
        busy.add(simulation.now(), 1);
        running.begin(task, work);
    }

    @Override
    public void finish(Task task) {
        release(task);
        task.onWorked();
    }

    @Override
    public boolean abort(Task task) {
        if (interrupted.remove(task)) {
            return true;
        }
        boolean served = task.timer != Simulation.NO_TIMER;
        if (served) {
            simulation.cancel(task.timer);
            release(task);
        }
        return served;
    }

    private void release(Task task) {
        running.remove(task);
        inService--;
        busy.add(simulation.now(), -1);
        all.release(1);
        process.workEnded();
    }

    @Override
    public void resize(int cores) {
        throw new IllegalStateException("a process has no cores of its own");
    }

    @Override
    public int waiting() {
        return interrupted.size() + line.size();
    }

    @Override
    public int present() {
        return inService + waiting();
    }

    @Override
    public void onCrash() {
        running.die();
        int held = inService;
        busy.add(simulation.now(), -held);
        inService = 0;
        interrupted.clear();
        line.clear();
        all.release(held);
    }

    @Override
    public void onSuspend() {
        running.suspend();
        if (!all.isSuspended()) {
            leave();
        }
    }

    /** Releases the cores of a suspended process to the other processes. */
    private void leave() {
        List<Task> stopped = running.takeAll();
        stopped.sort(Comparator.comparingLong(task -> task.joinedAt));
        interrupted.addAll(stopped);
        inService -= stopped.size();
        busy.add(simulation.now(), -stopped.size());
        all.release(stopped.size());
    }

    @Override
    public void onResume() {
        running.resume();
        all.fill();
    }

    @Override
    public boolean isWorking() {
        return present() > 0;
    }
}
