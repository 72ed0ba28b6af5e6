package dev.brownout.host;

import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;

/**
 * Cores that each serve one task at a time, behind one queue: G/G/c/K with c cores and K - c queue slots. The order is
 * first come first served unless the queue defines another one.
 */
public final class FifoCores implements Cores {
    /** Number of cores that tasks never use up. */
    public static final int UNLIMITED = 1_000_000_000;

    private final Simulation simulation;
    private final Host host;
    private final CapacityTracker capacity;
    private int cores;
    private final int places;
    private final Occupancy busy;
    private final FifoQueue line;
    private final RunningTasks running;
    private int inService;

    /**
     * Creates idle cores with a FIFO queue.
     *
     * @param cores at least 1
     * @param places queue capacity; {@code Integer.MAX_VALUE} for no limit
     * @param busy counts cores in use
     * @param queue counts waiting tasks
     */
    public FifoCores(Simulation simulation, Host host, int cores, int places, Occupancy busy, TimeWeighted queue) {
        this(simulation, host, cores, places, busy, new FifoQueue(simulation, host, queue));
    }

    /**
     * Creates idle cores with a given queue.
     *
     * @param cores at least 1
     * @param places queue capacity; {@code Integer.MAX_VALUE} for no limit
     * @param busy counts cores in use
     * @param line queue of the waiting tasks
     */
    public FifoCores(Simulation simulation, Host host, int cores, int places, Occupancy busy, FifoQueue line) {
        this.simulation = simulation;
        this.host = host;
        this.cores = cores;
        this.places = places;
        this.busy = busy;
        this.line = line;
        this.running = new RunningTasks(simulation);
        this.capacity = CapacityTracker.whileUp(simulation, host, busy, cores);
        host.attach(this);
    }

    @Override
    public boolean offer(Task task, long workNanos) {
        if (inService == cores && line.size() >= places) {
            return false;
        }
        enqueueUnbounded(task, workNanos);
        return true;
    }

    @Override
    public void enqueueUnbounded(Task task, long workNanos) {
        task.cores = this;
        task.nanos = workNanos;
        if (inService < cores) {
            inService++;
            busy.add(simulation.now(), 1);
            line.recordImmediate();
            serve(task);
            return;
        }
        line.add(task);
    }

    private void serve(Task task) {
        task.trail = simulation.trail();
        running.begin(task, host.slowedNanos(task.nanos));
    }

    @Override
    public void resize(int newCores) {
        cores = newCores;
        capacity.resize(newCores);
    }

    @Override
    public void finish(Task task) {
        release(task);
        task.onWorked();
    }

    @Override
    public boolean abort(Task task) {
        boolean served = task.timer != Simulation.NO_TIMER;
        if (served) {
            simulation.cancel(task.timer);
            release(task);
        }
        return served;
    }

    private void release(Task task) {
        running.remove(task);
        Task following = line.poll();
        if (following == null) {
            inService--;
            busy.add(simulation.now(), -1);
            host.workEnded();
        } else {
            Trail own = simulation.trail();
            line.onGranted(following);
            simulation.resume(following.trail, RequestPhase.WAITING);
            following.onServed();
            serve(following);
            simulation.restore(own);
        }
    }

    @Override
    public int waiting() {
        return line.size();
    }

    @Override
    public int present() {
        return inService + line.size();
    }

    @Override
    public void onCrash() {
        running.die();
        busy.add(simulation.now(), -inService);
        line.clear();
        inService = 0;
    }

    @Override
    public void onSuspend() {
        running.suspend();
    }

    @Override
    public void onResume() {
        running.resume();
    }

    @Override
    public boolean isWorking() {
        return inService > 0;
    }
}
