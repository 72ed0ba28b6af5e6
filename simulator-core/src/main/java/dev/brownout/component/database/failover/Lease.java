package dev.brownout.component.database.failover;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;

/** Lease of a primary. It expires unless it is renewed in time. */
final class Lease extends Event {
    private final Simulation simulation;
    private final long lengthNanos;
    private final Runnable expired;
    private long expiresAt;
    private long timer = Simulation.NO_TIMER;

    /**
     * Creates a lease without a holder.
     *
     * @param expired called when the lease expires
     */
    Lease(Simulation simulation, long lengthNanos, Runnable expired) {
        this.simulation = simulation;
        this.lengthNanos = lengthNanos;
        this.expired = expired;
    }

    /** Renews the lease at an instant. It expires one lease duration later. */
    void renew(long instant) {
        expiresAt = instant + lengthNanos;
        if (timer == Simulation.NO_TIMER) {
            timer = simulation.scheduleAt(expiresAt, this, 0);
        }
    }

    @Override
    public void fire(int step) {
        timer = Simulation.NO_TIMER;
        if (simulation.now() < expiresAt) {
            timer = simulation.scheduleAt(expiresAt, this, 0);
        } else {
            expired.run();
        }
    }
}
