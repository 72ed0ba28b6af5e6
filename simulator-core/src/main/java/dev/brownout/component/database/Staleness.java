package dev.brownout.component.database;

import dev.brownout.kernel.Simulation;

/** Reads that were answered without a write that had been acknowledged before they began. */
final class Staleness {
    private final Simulation simulation;
    private final Measures measures;
    private long reads;
    private long ageMaxNanos;

    Staleness(Simulation simulation, Measures measures) {
        this.simulation = simulation;
        this.measures = measures;
    }

    /** A read is answered without a write that was acknowledged at an instant, the oldest if there are several. */
    void missed(long acknowledgedAt) {
        long now = simulation.now();
        long age = now - acknowledgedAt;
        reads++;
        ageMaxNanos = Math.max(ageMaxNanos, age);
        measures.staleReads.add(now);
        measures.staleAge.record(now, age);
    }

    /** How many there were in the whole run. */
    long reads() {
        return reads;
    }

    /** The greatest age in the whole run, in nanoseconds. */
    long ageMaxNanos() {
        return ageMaxNanos;
    }
}
