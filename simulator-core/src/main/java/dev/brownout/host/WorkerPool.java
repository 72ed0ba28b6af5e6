package dev.brownout.host;

import dev.brownout.instrument.Occupancy;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;

/**
 * The workers (threads) of a machine: a task holds one from its admission to its end, also while it waits for others.
 */
public final class WorkerPool implements Host.Resident {
    private final Simulation simulation;
    private final Host host;
    private final int slots;
    private final int places;
    private final Occupancy held;
    private final FifoQueue line;
    private int taken;

    /**
     * Free slots.
     *
     * @param slots at least 1
     * @param places how many may wait; {@code Integer.MAX_VALUE} for any number
     * @param held counts slots in use
     * @param line where those wait that find none
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
     * Asks for a slot; the task is told when it has one, perhaps at once.
     *
     * @return false when no place is left, and nothing was taken
     */
    public boolean enter(Task task) {
        if (taken < slots) {
            taken++;
            held.add(simulation.now(), 1);
            task.admitted();
            return true;
        }
        if (line.size() >= places) {
            return false;
        }
        line.add(task);
        return true;
    }

    /** Gives a slot back; the first who waits has it next. */
    public void leave() {
        Task following = line.poll();
        if (following == null) {
            taken--;
            held.add(simulation.now(), -1);
            host.workEnded();
        } else {
            Trail own = simulation.trail();
            simulation.resume(following.trail, RequestPhase.WAITING);
            following.admitted();
            simulation.restore(own);
        }
    }

    /** How many tasks hold a slot or wait for one. */
    public long claimed() {
        return (long) taken + line.size();
    }

    /** How many tasks hold a slot. */
    public long held() {
        return taken;
    }

    @Override
    public void onCrash() {
        held.add(simulation.now(), -taken);
        line.clear();
        taken = 0;
    }

    @Override
    public boolean working() {
        return taken > 0;
    }
}
