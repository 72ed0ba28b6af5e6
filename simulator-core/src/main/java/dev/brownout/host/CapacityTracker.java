package dev.brownout.host;

import dev.brownout.instrument.Occupancy;
import dev.brownout.kernel.Simulation;

/** Says over the run how much of something a machine has to use. */
public final class CapacityTracker implements Host.Resident {
    private final Simulation simulation;
    private final Host host;
    private final Occupancy use;
    private long units;
    private final boolean dead;

    private CapacityTracker(Simulation simulation, Host host, Occupancy use, long units, boolean dead) {
        this.simulation = simulation;
        this.host = host;
        this.use = use;
        this.units = units;
        this.dead = dead;
        use.capacity(units);
        host.attach(this);
    }

    /**
     * All while its process runs and none else: a machine that drains, stands still or has lost its network is up, one
     * that starts, has crashed, has no power or has stopped while nobody calls it is not.
     */
    public static CapacityTracker whileUp(Simulation simulation, Host host, Occupancy use, long units) {
        return new CapacityTracker(simulation, host, use, units, false);
    }

    /** All while it is in service or drains and is paid for, dead or alive. */
    public static CapacityTracker whileProvisioned(Simulation simulation, Host host, Occupancy use, long units) {
        return new CapacityTracker(simulation, host, use, units, true);
    }

    /** From now on the machine has another size. */
    public void resize(long newUnits) {
        units = newUnits;
        look();
    }

    private void look() {
        HostLifecycle member = host.membership();
        boolean there = dead
                ? member.hasProcess() && member.paidFor()
                : member.alive() && member.rest() == HostLifecycle.Rest.AWAKE;
        use.capacity(simulation.now(), there ? units : 0);
    }

    @Override
    public void onCrash() {
        look();
    }

    @Override
    public void onRestart() {
        look();
    }

    @Override
    public void membershipChanged() {
        look();
    }
}
