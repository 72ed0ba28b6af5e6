package dev.brownout.host;

import dev.brownout.kernel.Simulation;
import java.util.ArrayList;
import java.util.List;

/** When a machine was there for new calls: in service, its process alive, its network not cut. */
public final class HostAvailability implements Host.Resident {
    private final Simulation simulation;
    private final Host host;
    /** The instants at which it came or went, in turn; it was away before the first. */
    private final List<Long> turns = new ArrayList<>();

    /** Watches a machine from now on. */
    public HostAvailability(Simulation simulation, Host host) {
        this.simulation = simulation;
        this.host = host;
        host.attach(this);
        look();
    }

    /** Whether it was there from one instant to another, without a break. */
    public boolean throughout(long from, long to) {
        int before = 0;
        while (before < turns.size() && turns.get(before) <= from) {
            before++;
        }
        return before % 2 == 1 && (before == turns.size() || turns.get(before) >= to);
    }

    private void look() {
        boolean there = host.membership().inService() && host.membership().alive() && host.state() != Host.State.DARK;
        if (there != (turns.size() % 2 == 1)) {
            turns.add(simulation.now());
        }
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
    public void stateChanged() {
        look();
    }

    @Override
    public void membershipChanged() {
        look();
    }
}
