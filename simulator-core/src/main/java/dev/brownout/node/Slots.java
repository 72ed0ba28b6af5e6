package dev.brownout.node;

import dev.brownout.kernel.Simulation;
import dev.brownout.measure.Occupancy;
import dev.brownout.measure.TimeWeighted;

/**
 * The workers (threads) of a machine: a task holds one from its admission to its end, also while it waits for others.
 */
public final class Slots implements Host.Resident {
    private final Simulation simulation;
    private final Host host;
    private final int slots;
    private final int places;
    private final Occupancy held;
    private final TimeWeighted queue;
    private Task head;
    private Task tail;
    private int taken;
    private int waiting;

    /**
     * Free slots.
     *
     * @param slots at least 1
     * @param places how many may wait; {@code Integer.MAX_VALUE} for any number
     * @param held counts slots in use
     * @param queue counts who waits
     */
    public Slots(Simulation simulation, Host host, int slots, int places, Occupancy held, TimeWeighted queue) {
        this.simulation = simulation;
        this.host = host;
        this.slots = slots;
        this.places = places;
        this.held = held;
        this.queue = queue;
        held.capacity(slots);
        host.house(this);
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
        if (waiting >= places) {
            return false;
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
        return true;
    }

    /** Gives a slot back; the first who waits has it next. */
    public void leave() {
        Task following = head;
        if (following == null) {
            taken--;
            held.add(simulation.now(), -1);
            return;
        }
        head = following.next;
        if (head == null) {
            tail = null;
        }
        following.next = null;
        waiting--;
        queue.add(simulation.now(), -1);
        following.admitted();
    }

    /** How many tasks hold a slot or wait for one. */
    public long claimed() {
        return (long) taken + waiting;
    }

    @Override
    public void died() {
        held.add(simulation.now(), -taken);
        queue.add(simulation.now(), -waiting);
        head = null;
        tail = null;
        taken = 0;
        waiting = 0;
    }

    @Override
    public void membershipChanged() {
        held.capacity(simulation.now(), host.membership().manned() ? slots : 0);
    }

    @Override
    public boolean working() {
        return taken > 0;
    }
}
