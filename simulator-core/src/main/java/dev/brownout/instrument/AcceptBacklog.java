package dev.brownout.instrument;

/**
 * The calls that have arrived at a host with a paused process and have not been accepted. Counts arrivals, calls
 * accepted after the pause, and calls lost in a crash.
 */
public final class AcceptBacklog {
    private final TimeWeighted waiting;
    private long arrivals;
    private long onAccepted;
    private long lost;

    AcceptBacklog(TimeGrid grid) {
        waiting = new TimeWeighted(grid);
    }

    /** Records an arrival. {@code now} must not decrease. */
    public void onArrival(long now) {
        arrivals++;
        waiting.add(now, 1);
    }

    /** Records that a call was accepted. */
    public void onAccepted(long now) {
        onAccepted++;
        waiting.add(now, -1);
    }

    /** Records that a call was lost in a crash of the process. */
    public void recordLoss(long now) {
        lost++;
        waiting.add(now, -1);
    }

    /** Returns the number of arrivals since the start of the run. */
    public long arrivals() {
        return arrivals;
    }

    /** Returns the number of calls accepted or lost since the start of the run. */
    public long departures() {
        return onAccepted + lost;
    }

    /** Returns the mean number of waiting calls over a window. */
    double mean(CellRange span) {
        return waiting.value(span, "");
    }

    void complete(long endAt) {
        waiting.complete(endAt);
    }
}
