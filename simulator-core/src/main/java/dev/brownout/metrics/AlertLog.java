package dev.brownout.metrics;

import java.util.ArrayList;
import java.util.List;

/** Log of the instants at which one alert began to fire, with its instruments. */
public final class AlertLog {
    private final InstrumentRegistry instruments;
    private final long reachNanos;
    private final List<Long> fired = new ArrayList<>();

    /**
     * Creates an empty log.
     *
     * @param instruments instruments of the alert
     * @param reachNanos lookback of the alert, in ns: an event that is this old can still make the alert fire
     */
    public AlertLog(InstrumentRegistry instruments, long reachNanos) {
        this.instruments = instruments;
        this.reachNanos = reachNanos;
    }

    /** Returns the instruments of the alert. */
    public InstrumentRegistry instruments() {
        return instruments;
    }

    /** Records that the alert begins to fire. */
    public void fires(long now) {
        fired.add(now);
    }

    /** Returns the number of recorded instants. */
    public long length() {
        return fired.size();
    }

    /**
     * Returns the time from the start of a fault to the first alert caused by it, in ns. An alert is attributed to the
     * fault if it fires during the fault, or no later than the lookback after its end. Returns {@code NaN} if there is
     * no such alert.
     */
    double detectionNanos(WindowResolver.Bounds fault) {
        for (long instant : fired) {
            if (instant >= fault.fromNanos() && instant - reachNanos <= fault.toNanos()) {
                return instant - fault.fromNanos();
            }
        }
        return Double.NaN;
    }
}
