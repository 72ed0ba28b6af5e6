package dev.brownout.id;

import dev.brownout.spec.Doc;

/** Behavior of a worker after its clock has gone back. */
public enum ClockRegressionPolicy {
    @Doc("Repeats the millisecond of the clock, and issues its numbers twice.")
    NONE,
    @Doc("Waits until the clock has caught up.")
    WAIT,
    @Doc("Fails until the clock has caught up.")
    REFUSE
}
