package dev.brownout.component.database.failover;

import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;

/** How long two nodes took writes as primary. */
final class DualPrimaries {
    private final Simulation simulation;
    private final TimeWeighted shown;
    private boolean present;
    private long since;
    private long nanos;

    DualPrimaries(Simulation simulation, TimeWeighted shown) {
        this.simulation = simulation;
        this.shown = shown;
    }

    /** Two do from now on, or no longer. */
    void set(boolean now) {
        if (now != present) {
            long at = simulation.now();
            nanos += present ? at - since : 0;
            since = at;
            present = now;
            shown.add(at, now ? 1 : -1);
        }
    }

    /** How long so far, in nanoseconds. */
    long nanos() {
        return nanos + (present ? simulation.now() - since : 0);
    }
}
