package dev.brownout.id;

import dev.brownout.spec.Doc;

/** Behavior of a worker after its clock has gone back. */
public enum ClockRegressionPolicy {
    @Doc("Begins the millisecond that the clock shows anew, and gives its numbers twice.")
    NONE,
    @Doc("Waits until the clock has caught up.")
    WAIT,
    @Doc("Fails until the clock has caught up.")
    REFUSE
}
