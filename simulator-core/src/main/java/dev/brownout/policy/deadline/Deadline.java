package dev.brownout.policy.deadline;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.policy.TimeLimit;

/** Ends a call and its downstream work at the call's deadline. */
final class Deadline extends TimeLimit {
    Deadline(Simulation simulation, Host place, long limitNanos, int number) {
        super(simulation, place, limitNanos, number, true);
    }
}
