package dev.brownout.host;

import dev.brownout.kernel.Simulation;
import java.util.ArrayList;
import java.util.List;

/** Availability intervals of a host for new calls: in service, process alive, not silent. */
public final class HostAvailability implements Host.Resident {
    private final Simulation simulation;
    private final Host host;
    /** Instants of changes, in ns, alternating: first available, then unavailable. Unavailable before the first. */
    private final List<Long> turns = new ArrayList<>();

    /** Starts to track a host from the current instant on. */
    public HostAvailability(Simulation simulation, Host host) {
        this.simulation = simulation;
        this.host = host;
        host.attach(this);
        update();
    }

    /** Returns whether the host was available without interruption from one instant to another, in ns. */
    public boolean throughout(long from, long to) {
        int before = 0;
        while (before < turns.size() && turns.get(before) <= from) {
            before++;
        }
        return before % 2 == 1 && (before == turns.size() || turns.get(before) >= to);
    }

    private void update() {
        boolean isAvailable =
                host.membership().inService() && host.membership().isAlive() && host.state() != Host.State.DARK;
        if (isAvailable != (turns.size() % 2 == 1)) {
            turns.add(simulation.now());
        }
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
    public void stateChanged() {
        update();
    }

    @Override
    public void membershipChanged() {
        update();
    }
}
