package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import java.util.Map;

/**
 * Counts a machine as billed from the beginning of its start until it is out of service. A failed machine is billed. A
 * machine scaled to zero is not.
 */
final class MachineBilling implements Host.Resident {
    private final Host host;
    private final Simulation simulation;
    private final TimeWeighted paid;
    /** Number of billed machines by core count; {@code null} if machines are not resized. */
    private Map<Integer, TimeWeighted> sizes;

    private TimeGrid grid;
    private int cores;
    private boolean counted;

    MachineBilling(Host host, Simulation simulation, TimeWeighted paid) {
        this.host = host;
        this.simulation = simulation;
        this.paid = paid;
        host.attach(this);
        membershipChanged();
    }

    /**
     * Counts the machine by its size as well.
     *
     * @param of number of billed machines by core count
     * @param billingGrid time grid of new counters
     * @param atFirst initial number of cores
     */
    void bySize(Map<Integer, TimeWeighted> of, TimeGrid billingGrid, int atFirst) {
        sizes = of;
        grid = billingGrid;
        cores = atFirst;
        addMachines(counted ? 1 : 0);
    }

    /** Sets the number of cores of the machine from now on. */
    void resize(int newCores) {
        addMachines(counted ? -1 : 0);
        cores = newCores;
        addMachines(counted ? 1 : 0);
    }

    private void addMachines(int change) {
        if (sizes != null && change != 0) {
            sizes.computeIfAbsent(cores, size -> new TimeWeighted(grid)).add(simulation.now(), change);
        }
    }

    @Override
    public void membershipChanged() {
        boolean nowPaid = host.membership().paidFor();
        if (nowPaid != counted) {
            counted = nowPaid;
            paid.add(simulation.now(), nowPaid ? 1 : -1);
            addMachines(nowPaid ? 1 : -1);
        }
    }
}
