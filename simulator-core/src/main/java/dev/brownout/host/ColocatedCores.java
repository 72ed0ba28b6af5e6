package dev.brownout.host;

import dev.brownout.instrument.Occupancy;
import dev.brownout.kernel.Simulation;
import java.util.ArrayList;
import java.util.List;

/**
 * Cores of a host shared by several processes. The work of all processes waits in one FIFO order. Each process has its
 * {@link ProcessCoreShare}, which counts its work and ends with it.
 *
 * <p>Time slices, priorities and shares of processes are not modelled: a task keeps its core until it is done.
 */
public final class ColocatedCores implements Host.Resident {
    private final Simulation simulation;
    private final Host machine;
    private final int cores;
    private final Occupancy busy;
    private final List<ProcessCoreShare> processes = new ArrayList<>();
    private int inService;
    private long arrivals;

    /**
     * Creates idle cores.
     *
     * @param cores at least 1
     * @param busy counts cores in use
     */
    public ColocatedCores(Simulation simulation, Host machine, int cores, Occupancy busy) {
        this.simulation = simulation;
        this.machine = machine;
        this.cores = cores;
        this.busy = busy;
        CapacityTracker.whileUp(simulation, machine, busy, cores);
    }

    /**
     * Creates the share of one process.
     *
     * @param process a guest of the host
     * @param places queue capacity for the work of this process; {@code Integer.MAX_VALUE} for no limit
     * @param used counts the cores that this process uses
     * @param line queue for the work of this process, in order of arrival
     */
    public ProcessCoreShare of(Host process, int places, Occupancy used, FifoQueue line) {
        CapacityTracker.whileUp(simulation, process, used, cores);
        ProcessCoreShare own = new ProcessCoreShare(simulation, process, this, places, used, line);
        processes.add(own);
        return own;
    }

    /** Returns the number of cores. */
    public int number() {
        return cores;
    }

    /** Returns the next arrival number, counted over the work of all processes. */
    long arrival() {
        return arrivals++;
    }

    /** Returns whether a core is free, so that arriving work does not wait. */
    boolean isIdle() {
        return inService < cores;
    }

    /** Returns whether the whole host is suspended. A task in service keeps its core then. */
    boolean isSuspended() {
        return machine.isSuspended();
    }

    void acquire() {
        inService++;
        busy.add(simulation.now(), 1);
    }

    /** Releases cores and assigns them to waiting work in order of arrival. */
    void release(int many) {
        inService -= many;
        busy.add(simulation.now(), -many);
        fill();
    }

    /** Assigns free cores to waiting work in order of arrival. */
    void fill() {
        while (isIdle() && machine.membership().isAlive() && !machine.isSuspended()) {
            ProcessCoreShare next = next();
            if (next == null) {
                return;
            }
            next.begin();
        }
    }

    private ProcessCoreShare next() {
        ProcessCoreShare next = null;
        for (ProcessCoreShare each : processes) {
            if (each.oldestArrival() < (next == null ? ProcessCoreShare.EMPTY_QUEUE : next.oldestArrival())) {
                next = each;
            }
        }
        return next;
    }
}
