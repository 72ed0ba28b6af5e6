package dev.brownout.host;

import dev.brownout.kernel.Simulation;

/**
 * What a machine takes for the time: the true one plus an offset that jumps when the clock is set and grows while it
 * runs fast: offset(t) = offset + drift (t - since).
 */
public final class MachineClock {
    private final Simulation simulation;
    private long offsetNanos;
    private double drift;
    private long since;

    /** One that shows the true time. */
    public MachineClock(Simulation simulation) {
        this.simulation = simulation;
    }

    /** What it shows, in nanoseconds since the start of the run; it may go back. */
    public long read() {
        return simulation.now() + offset();
    }

    /** Sets it forward, or back by a negative amount. */
    public void jump(long nanos) {
        offsetNanos = offset() + nanos;
        since = simulation.now();
    }

    /** Lets it run faster from now on, or slower by a negative share, on top of what it does. */
    public void drift(double share) {
        offsetNanos = offset();
        since = simulation.now();
        drift += share;
    }

    /** How long it takes until it shows an instant, if nobody sets it meanwhile; 0 if it does already. */
    public long until(long shown) {
        long left = shown - read();
        return left <= 0 ? 0 : (long) StrictMath.ceil(left / (1 + drift));
    }

    private long offset() {
        return offsetNanos + StrictMath.round(drift * (simulation.now() - since));
    }
}
