package dev.brownout.component.external;

import dev.brownout.instrument.Occupancy;
import dev.brownout.kernel.Simulation;

/** Calls that a service accepts in each period. Periods begin at multiples of their length. */
final class CallQuota {
    private final Simulation simulation;
    private final Occupancy share;
    private final long calls;
    private final long everyNanos;
    private long used;
    private long total;

    /** Creates the quota of the first period. */
    CallQuota(ExternalSpec.Quota spec, Simulation simulation, Occupancy share) {
        this.simulation = simulation;
        this.share = share;
        this.calls = spec.calls();
        this.everyNanos = spec.every().toNanos();
        this.used = spec.used();
        this.total = used;
        share.capacity(calls);
        share.add(0, used);
        if (used > 0) {
            endPeriod();
        }
    }

    /** Schedules the end of the present period, once its first call is used. */
    private void endPeriod() {
        simulation.scheduleAfter(everyNanos - simulation.now() % everyNanos, step -> beginPeriod(), 0);
    }

    private void beginPeriod() {
        share.add(simulation.now(), -used);
        used = 0;
    }

    /** Takes one call of the quota. Returns false if the quota of the period is used. */
    boolean tryAcquire() {
        if (used >= calls) {
            return false;
        }
        if (used == 0) {
            endPeriod();
        }
        used++;
        total++;
        share.add(simulation.now(), 1);
        return true;
    }

    /** Returns the used calls of all periods, those before the run included. */
    long total() {
        return total;
    }
}
