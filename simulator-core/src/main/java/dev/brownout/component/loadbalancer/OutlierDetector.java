package dev.brownout.component.loadbalancer;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Outcome;
import java.util.Arrays;

/**
 * Ejects hosts after consecutive failed calls, immediately at the last failure, and readmits them at the first sweep
 * after the ejection time. Each further ejection lasts one base time longer; each sweep that finds a host admitted
 * reduces it by one base time (Envoy's outlier detection).
 */
final class OutlierDetector extends Event {
    private final OutlierSpec spec;
    private final Simulation simulation;
    private final Listener listener;
    private final int[] streaks;
    private final int[] times;
    private final long[] until;
    private final boolean[] ejected;
    private long timer = Simulation.NO_TIMER;
    private int out;

    /** Listener for ejections and readmissions. */
    @FunctionalInterface
    interface Listener {
        /** Called when a host is ejected, or readmitted if {@code back}. */
        void onTurned(int machine, boolean back);
    }

    OutlierDetector(OutlierSpec spec, Simulation simulation, int machines, Listener listener) {
        this.spec = spec;
        this.simulation = simulation;
        this.listener = listener;
        this.streaks = new int[machines];
        this.times = new int[machines];
        this.until = new long[machines];
        this.ejected = new boolean[machines];
    }

    /** Starts the periodic sweep. */
    void start() {
        timer = simulation.scheduleAfter(spec.sweep().toNanos(), this, 0);
    }

    /** Resets the state and stops the sweep. */
    void stop() {
        simulation.cancel(timer);
        Arrays.fill(streaks, 0);
        Arrays.fill(times, 0);
        Arrays.fill(ejected, false);
        out = 0;
    }

    /** Returns whether a host is ejected. */
    boolean isEjected(int machine) {
        return ejected[machine];
    }

    /** Records the end of a call to a host; limited and cancelled calls do not count. */
    void recordCallEnd(int machine, Outcome outcome) {
        if (outcome == Outcome.LIMITED || outcome == Outcome.CANCELLED) {
            return;
        }
        streaks[machine] = outcome.good() ? 0 : streaks[machine] + 1;
        int most = (int) Math.max(1, spec.maxEjected().ratio() * ejected.length + 1e-9);
        if (streaks[machine] >= spec.consecutive() && !ejected[machine] && out < most) {
            streaks[machine] = 0;
            times[machine]++;
            until[machine] = simulation.now()
                    + Math.min(
                            spec.maxEjection().toNanos(),
                            Math.round((double) times[machine] * spec.ejection().toNanos()));
            ejected[machine] = true;
            out++;
            listener.onTurned(machine, false);
        }
    }

    @Override
    public void fire(int step) {
        timer = simulation.scheduleAfter(spec.sweep().toNanos(), this, 0);
        for (int machine = 0; machine < ejected.length; machine++) {
            if (!ejected[machine]) {
                times[machine] = Math.max(0, times[machine] - 1);
            } else if (simulation.now() >= until[machine]) {
                ejected[machine] = false;
                out--;
                listener.onTurned(machine, true);
            }
        }
    }
}
