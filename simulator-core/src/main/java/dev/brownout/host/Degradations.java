package dev.brownout.host;

import dev.brownout.random.Sampler;
import java.util.ArrayList;
import java.util.List;

/** Slowdowns and error shares of a host that stays up. Any number can be active; each one ends separately. */
final class Degradations {
    private final List<Double> slowdowns = new ArrayList<>();
    private final List<Double> failures = new ArrayList<>();
    private final List<Double> buriedSlowdowns = new ArrayList<>();
    private final List<Double> buriedFailures = new ArrayList<>();
    private double slowness = 1;
    private double errorShare;

    void slow(double factor) {
        slowdowns.add(factor);
        update();
    }

    void endSlow(double factor) {
        if (!buriedSlowdowns.remove(factor)) {
            slowdowns.remove(factor);
            update();
        }
    }

    void fail(double share) {
        failures.add(share);
        update();
    }

    void endFail(double share) {
        if (!buriedFailures.remove(share)) {
            failures.remove(share);
            update();
        }
    }

    /** Discards all active faults for a new process. Their later ends have no effect on it. */
    void discardAll() {
        buriedSlowdowns.addAll(slowdowns);
        buriedFailures.addAll(failures);
        slowdowns.clear();
        failures.clear();
        update();
    }

    private void update() {
        slowness = 1;
        for (double factor : slowdowns) {
            slowness *= factor;
        }
        double good = 1;
        for (double share : failures) {
            good *= 1 - share;
        }
        errorShare = 1 - good;
    }

    /**
     * Returns the duration of work on the slowed host, in ns, at most {@link Sampler#MOST_NANOS}, which is longer than
     * any run.
     */
    long stretched(long workNanos) {
        return slowness == 1 ? workNanos : Math.min(Sampler.MOST_NANOS, Math.round(workNanos * slowness));
    }

    double errorShare() {
        return errorShare;
    }
}
