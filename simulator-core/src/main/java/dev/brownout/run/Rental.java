package dev.brownout.run;

import dev.brownout.kernel.Simulation;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.node.Host;
import dev.brownout.node.Membership;

/** Counts a machine among those that are paid for: from when it starts until it is out, whether it works or not. */
final class Rental implements Host.Resident {
    private final Host host;
    private final Simulation simulation;
    private final TimeWeighted paid;
    private boolean counted;

    Rental(Host host, Simulation simulation, TimeWeighted paid) {
        this.host = host;
        this.simulation = simulation;
        this.paid = paid;
        host.attach(this);
        membershipChanged();
    }

    @Override
    public void membershipChanged() {
        boolean there = host.membership().state() != Membership.State.OUT;
        if (there != counted) {
            counted = there;
            paid.add(simulation.now(), there ? 1 : -1);
        }
    }
}
