package dev.brownout.component.database.failover;

import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;

/** Measures the time during which two nodes accept writes as primary. */
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

    /** Sets whether two nodes accept writes as primary from now on. */
    void set(boolean now) {
        if (now != present) {
            long at = simulation.now();
            nanos += present ? at - since : 0;
            since = at;
            present = now;
            shown.add(at, now ? 1 : -1);
        }
    }

    /** Returns the dual-primary time so far, in nanoseconds. */
    long nanos() {
        return nanos + (present ? simulation.now() - since : 0);
    }
}
