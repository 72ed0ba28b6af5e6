package dev.brownout.policy.timeout;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.policy.TimeLimit;

/** Ends the wait for a response after a fixed time. Work that cannot be cancelled continues. */
final class Timeout extends TimeLimit {
    Timeout(Simulation simulation, Host place, long limitNanos, int number) {
        super(simulation, place, limitNanos, number, false);
    }
}
