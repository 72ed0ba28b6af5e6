package dev.brownout.component.loadbalancer;

import dev.brownout.kernel.Simulation;
import java.util.Arrays;

/**
 * The machines that a balancer passes over because tries failed: each for fail_timeout after the last failure. Then it
 * gets one call, on trial, and is passed over for as long again unless that is answered (nginx 1.22,
 * ngx_http_upstream_round_robin.c: {@code fails}, {@code accessed} and {@code checked} of a peer).
 */
final class PassiveChecks {
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final int maxFails;
    private final long failNanos;
    private final Simulation simulation;
    private final OutlierDetector.Listener listener;
    private final Runnable trials;
    private final int[] fails;
    private final long[] failedAt;
    private final long[] checkedAt;
    private final boolean[] blocked;
    /** How often the time of each has begun: an event of an earlier one says nothing. */
    private final int[] times;

    /**
     * Machines of which no try has failed.
     *
     * @param listener told when a machine is out, and when it is back
     * @param trials told when a machine that is out may have one call, or has it
     */
    PassiveChecks(
            PassiveCheckSpec spec,
            Simulation simulation,
            int machines,
            OutlierDetector.Listener listener,
            Runnable trials) {
        this.maxFails = spec.max_fails();
        this.failNanos = spec.fail_timeout().toNanos();
        this.simulation = simulation;
        this.listener = listener;
        this.trials = trials;
        this.fails = new int[machines];
        this.failedAt = new long[machines];
        this.checkedAt = new long[machines];
        this.blocked = new boolean[machines];
        this.times = new int[machines];
        Arrays.fill(failedAt, NEVER);
        Arrays.fill(checkedAt, NEVER);
    }

    /** Returns whether a machine gets no call now. */
    boolean blocked(int machine) {
        return blocked[machine];
    }

    private boolean out(int machine) {
        return fails.length > 1 && fails[machine] >= maxFails;
    }

    /** A call goes to a machine. */
    void picked(int machine) {
        long now = simulation.now();
        if (now - checkedAt[machine] > failNanos) {
            checkedAt[machine] = now;
            if (out(machine)) {
                block(machine);
                trials.run();
            }
        }
    }

    /** A try has ended, of which the balancer says whether it failed. */
    void ended(int machine, boolean failed) {
        boolean before = out(machine);
        if (failed) {
            fails[machine]++;
            failedAt[machine] = simulation.now();
            checkedAt[machine] = simulation.now();
        } else if (failedAt[machine] < checkedAt[machine]) {
            fails[machine] = 0;
        }
        if (failed && out(machine)) {
            block(machine);
        }
        if (before != out(machine)) {
            blocked[machine] = out(machine);
            listener.turned(machine, before);
        } else if (failed && before) {
            trials.run();
        }
    }

    private void block(int machine) {
        blocked[machine] = true;
        times[machine]++;
        simulation.after(failNanos + 1, time -> allow(machine, time), times[machine]);
    }

    /** One that is out may have a call, on trial. */
    private void allow(int machine, int time) {
        if (time == times[machine]) {
            blocked[machine] = false;
            trials.run();
        }
    }

    /** Another machine stands there, or the balancer's process has begun anew. */
    void forget(int machine) {
        fails[machine] = 0;
        failedAt[machine] = NEVER;
        checkedAt[machine] = NEVER;
        blocked[machine] = false;
        times[machine]++;
    }

    /** Forgets everything. */
    void stop() {
        for (int machine = 0; machine < fails.length; machine++) {
            forget(machine);
        }
    }
}
