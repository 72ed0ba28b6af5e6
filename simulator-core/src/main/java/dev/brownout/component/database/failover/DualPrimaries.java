package dev.brownout.component.database.failover;

import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;

/** Measures the time during which two nodes accept writes as primary. */
final class DualPrimaries {
    private final Simulation simulation;
    private final TimeWeighted shown;
    private boolean present;
    private long startNanos;
    private long nanos;

    DualPrimaries(Simulation simulation, TimeWeighted shown) {
        this.simulation = simulation;
        this.shown = shown;
    }

    /** Sets whether two nodes accept writes as primary from now on. */
    void set(boolean now) {
        if (now != present) {
            long instant = simulation.now();
            nanos += present ? instant - startNanos : 0;
            startNanos = instant;
            present = now;
            shown.add(instant, now ? 1 : -1);
        }
    }

    /** Returns the dual-primary time so far, in nanoseconds. */
    long nanos() {
        return nanos + (present ? simulation.now() - startNanos : 0);
    }
}
