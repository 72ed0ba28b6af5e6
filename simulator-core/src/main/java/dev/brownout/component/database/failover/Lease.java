package dev.brownout.component.database.failover;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;

/** The lease of a primary: it runs out unless it is renewed in time. */
final class Lease extends Event {
    private final Simulation simulation;
    private final long lengthNanos;
    private final Runnable expired;
    private long expiresAt;
    private long timer = Simulation.NO_TIMER;

    /**
     * Nobody has it yet.
     *
     * @param expired hears that it has run out
     */
    Lease(Simulation simulation, long lengthNanos, Runnable expired) {
        this.simulation = simulation;
        this.lengthNanos = lengthNanos;
        this.expired = expired;
    }

    /** It lasts from that instant on. */
    void renew(long at) {
        expiresAt = at + lengthNanos;
        if (timer == Simulation.NO_TIMER) {
            timer = simulation.at(expiresAt, this, 0);
        }
    }

    @Override
    public void fire(int step) {
        timer = Simulation.NO_TIMER;
        if (simulation.now() < expiresAt) {
            timer = simulation.at(expiresAt, this, 0);
        } else {
            expired.run();
        }
    }
}
