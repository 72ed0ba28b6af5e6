package dev.brownout.kernel;

import dev.brownout.eventlist.Lane;

/**
 * A constant delay. Events under the same constant delay fall due in the order in which they were scheduled, so they
 * wait in a lane of their own, where arming and cancelling cost next to nothing.
 */
public final class Delay {
    private final long nanos;
    final Lane lane;
    final long timerBits;

    Delay(long nanos, Lane lane, int number) {
        this.nanos = nanos;
        this.lane = lane;
        this.timerBits = Long.MIN_VALUE | (long) number << 56;
    }

    /** The delay in nanoseconds. */
    public long nanos() {
        return nanos;
    }
}
