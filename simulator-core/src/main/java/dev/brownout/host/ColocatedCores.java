package dev.brownout.host;

import dev.brownout.instrument.Occupancy;
import dev.brownout.kernel.Simulation;
import java.util.ArrayList;
import java.util.List;

/**
 * The cores of a machine that several processes share: work waits in one order, whichever process it is of, first come
 * first served. Each process has {@link ProcessCoreShare} of its own, by which its part is counted and ends with it.
 *
 * <p>Time slices, priorities and shares of processes are left out: whoever has a core keeps it to the end of its work.
 */
public final class ColocatedCores {
    private final Simulation simulation;
    private final Host machine;
    private final int cores;
    private final Occupancy busy;
    private final List<ProcessCoreShare> processes = new ArrayList<>();
    private int inService;
    private long arrivals;

    /**
     * Idle cores.
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
     * What one process has of them.
     *
     * @param process a guest of the machine
     * @param places how much of its own work may wait; {@code Integer.MAX_VALUE} for any
     * @param used counts cores that it uses
     * @param line where its work waits, in order of arrival
     */
    public ProcessCoreShare of(Host process, int places, Occupancy used, FifoQueue line) {
        CapacityTracker.whileUp(simulation, process, used, cores);
        ProcessCoreShare own = new ProcessCoreShare(simulation, process, this, places, used, line);
        processes.add(own);
        return own;
    }

    /** How many there are. */
    public int number() {
        return cores;
    }

    /** The place of a piece of work among all that have come. */
    long arrival() {
        return arrivals++;
    }

    /** Whether whoever comes now does not wait. */
    boolean idle() {
        return inService < cores;
    }

    /** Whether the whole machine stands still, so that whoever has a core keeps it. */
    boolean isSuspended() {
        return machine.isSuspended();
    }

    void take() {
        inService++;
        busy.add(simulation.now(), 1);
    }

    /** Cores are free again, for whoever came first. */
    void give(int many) {
        inService -= many;
        busy.add(simulation.now(), -many);
        fill();
    }

    /** Gives free cores to those who wait. */
    void fill() {
        while (idle() && machine.membership().alive() && !machine.isSuspended()) {
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
            if (each.firstCame() < (next == null ? ProcessCoreShare.NOBODY : next.firstCame())) {
                next = each;
            }
        }
        return next;
    }
}
