package dev.brownout.metrics;

import java.util.ArrayList;
import java.util.List;

/** When an alert has begun to fire. */
public final class AlertLog {
    private final InstrumentRegistry instruments;
    private final long reachNanos;
    private final List<Long> fired = new ArrayList<>();

    /**
     * It never has.
     *
     * @param instruments what is measured of it
     * @param reachNanos how far back it looks: what happened so long ago may let it fire
     */
    public AlertLog(InstrumentRegistry instruments, long reachNanos) {
        this.instruments = instruments;
        this.reachNanos = reachNanos;
    }

    /** What is measured of it. */
    public InstrumentRegistry instruments() {
        return instruments;
    }

    /** It begins to fire. */
    public void fires(long now) {
        fired.add(now);
    }

    /** How many instants are kept. */
    public long length() {
        return fired.size();
    }

    /** How long after the start of a fault it began to fire for it, in nanoseconds; {@code NaN} where it did not. */
    double detectionNanos(WindowResolver.Bounds fault) {
        for (long at : fired) {
            if (at >= fault.fromNanos() && at - reachNanos <= fault.toNanos()) {
                return at - fault.fromNanos();
            }
        }
        return Double.NaN;
    }
}
