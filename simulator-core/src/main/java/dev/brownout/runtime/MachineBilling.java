package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import java.util.Map;

/**
 * Counts a machine among those that are paid for: from when it starts until it is out, whether it works or not, but not
 * while it has stopped as nobody calls it.
 */
final class MachineBilling implements Host.Resident {
    private final Host host;
    private final Simulation simulation;
    private final TimeWeighted paid;
    /** The machines of each size by their cores; {@code null} where sizes do not change. */
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
     * Counts it among the machines of its size as well.
     *
     * @param of the machines of each size that are paid for
     * @param atFirst its cores
     */
    void bySize(Map<Integer, TimeWeighted> of, TimeGrid over, int atFirst) {
        sizes = of;
        grid = over;
        cores = atFirst;
        sized(counted ? 1 : 0);
    }

    /** It has another size from now on. */
    void resize(int newCores) {
        sized(counted ? -1 : 0);
        cores = newCores;
        sized(counted ? 1 : 0);
    }

    private void sized(int change) {
        if (sizes != null && change != 0) {
            sizes.computeIfAbsent(cores, size -> new TimeWeighted(grid)).add(simulation.now(), change);
        }
    }

    @Override
    public void membershipChanged() {
        boolean there = host.membership().paidFor();
        if (there != counted) {
            counted = there;
            paid.add(simulation.now(), there ? 1 : -1);
            sized(there ? 1 : -1);
        }
    }
}
