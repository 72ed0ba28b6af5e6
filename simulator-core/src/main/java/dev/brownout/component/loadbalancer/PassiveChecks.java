package dev.brownout.component.loadbalancer;

import dev.brownout.kernel.Simulation;
import java.util.Arrays;

/**
 * The hosts that a balancer skips after failed tries, each for fail_timeout after the last failure. Then a host gets
 * one trial call, and is skipped for another fail_timeout unless that succeeds (nginx 1.22,
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
    /** Generation of each host's timer; invalidates events of earlier generations. */
    private final int[] times;

    /**
     * Creates checks without failures.
     *
     * @param listener called when a host is blocked or readmitted
     * @param trials called when a blocked host becomes eligible for one trial call, and when it has got it
     */
    PassiveChecks(
            PassiveCheckSpec spec,
            Simulation simulation,
            int machines,
            OutlierDetector.Listener listener,
            Runnable trials) {
        this.maxFails = spec.maxFails();
        this.failNanos = spec.failTimeout().toNanos();
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

    /** Returns whether a host currently gets no calls. */
    boolean isBlocked(int machine) {
        return blocked[machine];
    }

    private boolean isEjected(int machine) {
        return fails.length > 1 && fails[machine] >= maxFails;
    }

    /** Records that a call is sent to a host. */
    void onPicked(int machine) {
        long now = simulation.now();
        if (now - checkedAt[machine] > failNanos) {
            checkedAt[machine] = now;
            if (isEjected(machine)) {
                block(machine);
                trials.run();
            }
        }
    }

    /** Records the end of a try. */
    void record(int machine, boolean failed) {
        boolean before = isEjected(machine);
        if (failed) {
            fails[machine]++;
            failedAt[machine] = simulation.now();
            checkedAt[machine] = simulation.now();
        } else if (failedAt[machine] < checkedAt[machine]) {
            fails[machine] = 0;
        }
        if (failed && isEjected(machine)) {
            block(machine);
        }
        if (before != isEjected(machine)) {
            blocked[machine] = isEjected(machine);
            listener.onTurned(machine, before);
        } else if (failed && before) {
            trials.run();
        }
    }

    private void block(int machine) {
        blocked[machine] = true;
        times[machine]++;
        simulation.scheduleAfter(failNanos + 1, time -> allow(machine, time), times[machine]);
    }

    /** Makes a blocked host eligible for one trial call. */
    private void allow(int machine, int time) {
        if (time == times[machine]) {
            blocked[machine] = false;
            trials.run();
        }
    }

    /** Resets a host after its replacement, or after a restart of the balancer. */
    void reset(int machine) {
        fails[machine] = 0;
        failedAt[machine] = NEVER;
        checkedAt[machine] = NEVER;
        blocked[machine] = false;
        times[machine]++;
    }

    /** Resets every host. */
    void stop() {
        for (int machine = 0; machine < fails.length; machine++) {
            reset(machine);
        }
    }
}
