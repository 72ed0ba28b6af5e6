package dev.brownout.host;

import dev.brownout.instrument.Occupancy;
import dev.brownout.kernel.Simulation;

/** Tracks the usable capacity of a host over the run. Several hosts can add to one capacity. */
public final class CapacityTracker implements Host.Resident {
    private final Simulation simulation;
    private final Host host;
    private final Occupancy use;
    private final boolean dead;
    private long units;
    /** Units that count in the capacity now. */
    private long counted;

    private CapacityTracker(Simulation simulation, Host host, Occupancy use, long units, boolean dead) {
        this.simulation = simulation;
        this.host = host;
        this.use = use;
        this.units = units;
        this.dead = dead;
        host.attach(this);
        update();
    }

    /**
     * Creates a tracker that reports full capacity while the process runs and 0 otherwise. A host that is draining,
     * suspended or without network is up. A host that is starting, has crashed, has no power or has stopped when idle
     * is not.
     */
    public static CapacityTracker whileUp(Simulation simulation, Host host, Occupancy use, long units) {
        return new CapacityTracker(simulation, host, use, units, false);
    }

    /**
     * Creates a tracker that reports full capacity while the host is in service or draining and is billed, even if its
     * process is dead.
     *
     * @param use the units in use, which {@code provisioned} relates to that capacity
     */
    public static CapacityTracker whileProvisioned(
            Simulation simulation, Host host, Occupancy use, Occupancy provisioned, long units) {
        provisioned.mirror(use);
        return new CapacityTracker(simulation, host, provisioned, units, true);
    }

    /** Sets a new capacity. */
    public void resize(long newUnits) {
        units = newUnits;
        update();
    }

    private void update() {
        HostLifecycle member = host.membership();
        boolean isAvailable = dead
                ? member.hasProcess() && member.paidFor()
                : member.isAlive() && member.idleState() == HostLifecycle.Rest.AWAKE;
        long change = (isAvailable ? units : 0) - counted;
        counted += change;
        use.addCapacity(simulation.now(), change);
    }

    @Override
    public void onCrash() {
        update();
    }

    @Override
    public void onRestart() {
        update();
    }

    @Override
    public void membershipChanged() {
        update();
    }
}
