package dev.brownout.host;

import dev.brownout.kernel.Simulation;

/**
 * Clock of a host: the true time plus an offset. The offset jumps when the clock is set and grows while it runs fast:
 * offset(t) = offset + drift (t - since).
 */
public final class MachineClock implements Host.Resident {
    private final Simulation simulation;
    private long offsetNanos;
    private double drift;
    private long startNanos;

    /** Creates a clock that shows the true time. */
    public MachineClock(Simulation simulation) {
        this.simulation = simulation;
    }

    /** Returns the shown time, in ns since the start of the run. It may go backward. */
    public long read() {
        return simulation.now() + offset();
    }

    /** Sets the clock forward, or back by a negative amount, in ns. */
    public void jump(long nanos) {
        offsetNanos = offset() + nanos;
        startNanos = simulation.now();
    }

    /** Adds to the drift of the clock from now on: a positive share makes it faster, a negative one slower. */
    public void drift(double share) {
        offsetNanos = offset();
        startNanos = simulation.now();
        drift += share;
    }

    /** Returns the time until the clock shows an instant, in ns, if it is not set meanwhile; 0 if it already does. */
    public long nanosUntil(long shown) {
        long left = shown - read();
        return left <= 0 ? 0 : (long) Math.ceil(left / (1 + drift));
    }

    private long offset() {
        return offsetNanos + Math.round(drift * (simulation.now() - startNanos));
    }
}
