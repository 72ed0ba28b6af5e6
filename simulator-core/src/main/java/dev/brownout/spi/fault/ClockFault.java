package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;

/** A fault that changes the clocks of the affected hosts. */
public interface ClockFault extends FaultSpec {
    /** Returns the time by which it sets the clocks forward while it lasts, in nanoseconds; negative for back. */
    long clockAheadNanos();

    /** Returns the relative increase in speed of the clocks while it lasts; 0 for no change. */
    double clockDrift();

    /** Returns the time by which a fault sets the clocks forward, in nanoseconds; negative for back. */
    static long aheadNanosOf(FaultSpec fault) {
        return fault instanceof ClockFault clocks ? clocks.clockAheadNanos() : 0;
    }

    /** Returns the relative increase in speed of the clocks by a fault; 0 for no change. */
    static double driftOf(FaultSpec fault) {
        return fault instanceof ClockFault clocks ? clocks.clockDrift() : 0;
    }

    /**
     * Returns the clock error that a fault can add to a host, in nanoseconds, at least 0.
     *
     * @param heldNanos duration of the fault
     */
    static long errorNanosOf(FaultSpec fault, long heldNanos) {
        return Math.abs(aheadNanosOf(fault)) + (long) Math.ceil(driftOf(fault) * heldNanos);
    }
}
