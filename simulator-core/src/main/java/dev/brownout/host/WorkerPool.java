package dev.brownout.host;

import dev.brownout.instrument.Occupancy;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;

/** Worker threads of a host. A task holds one from its admission to its end, also while it waits for other calls. */
public final class WorkerPool implements Host.Resident {
    private final Simulation simulation;
    private final Host host;
    private final int slots;
    private final int places;
    private final Occupancy held;
    private final FifoQueue line;
    private int busyWorkers;

    /**
     * Creates a pool of free slots.
     *
     * @param slots at least 1
     * @param places queue capacity; {@code Integer.MAX_VALUE} for no limit
     * @param held counts slots in use
     * @param line queue of the tasks that find no free slot
     */
    public WorkerPool(Simulation simulation, Host host, int slots, int places, Occupancy held, FifoQueue line) {
        this.simulation = simulation;
        this.host = host;
        this.slots = slots;
        this.places = places;
        this.held = held;
        this.line = line;
        CapacityTracker.whileUp(simulation, host, held, slots);
        host.attach(this);
    }

    /**
     * Requests a slot. The task is notified when it has one, possibly immediately.
     *
     * @return false if the queue is full and the task was not accepted
     */
    public boolean enter(Task task) {
        if (busyWorkers < slots) {
            busyWorkers++;
            held.add(simulation.now(), 1);
            line.recordImmediate();
            task.onAdmitted();
            return true;
        }
        if (line.size() >= places) {
            return false;
        }
        line.add(task);
        return true;
    }

    /** Releases a slot and grants it to the next waiting task. */
    public void leave() {
        Task following = line.poll();
        if (following == null) {
            busyWorkers--;
            held.add(simulation.now(), -1);
            host.workEnded();
        } else {
            Trail own = simulation.trail();
            line.onGranted(following);
            simulation.resume(following.trail, RequestPhase.WAITING);
            following.onAdmitted();
            simulation.restore(own);
        }
    }

    /** Returns the number of tasks that hold a slot or wait for one. */
    public long claimed() {
        return (long) busyWorkers + line.size();
    }

    /** Returns the number of tasks that hold a slot. */
    public long usedSlots() {
        return busyWorkers;
    }

    @Override
    public void onCrash() {
        held.add(simulation.now(), -busyWorkers);
        line.clear();
        busyWorkers = 0;
    }

    @Override
    public boolean isWorking() {
        return busyWorkers > 0;
    }
}
